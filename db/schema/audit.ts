import { bigint, jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

export const audit = pgSchema("audit");

/** One line a command, written in the command's own transaction; insert only. */
export const auditEntries = audit.table("entry", {
  seq: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull(),
  verb: text().notNull(),
  actorId: uuid(),
  entity: text().notNull(),
  entityId: text().notNull(),
  detail: jsonb().$type<Record<string, unknown>>().notNull(),
});
