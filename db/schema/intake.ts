import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { batchStatuses, sharingModes } from "../../lib/intake/model.ts";
import { oneOf } from "./checks.ts";
import { instant } from "./columns.ts";

export const intake = pgSchema("intake");

/** The item catalogue of lib/intake/catalogue.ts, in the database so that the gate can check against it. */
export const items = intake.table(
  "item",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    class: text().notNull(),
    department: text().notNull(),
    sharing: text({ enum: sharingModes }).notNull(),
    freshDays: integer().notNull(),
  },
  (table) => [oneOf("item_sharing", table.sharing, sharingModes)],
);

export const batches = intake.table(
  "batch",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    itemId: text()
      .notNull()
      .references(() => items.id),
    source: text().notNull(),
    /** SHA-256 of what was received: the same content for the same item is the same batch. */
    contentHash: text().notNull(),
    status: text({ enum: batchStatuses }).notNull(),
    received: integer().notNull().default(0),
    accepted: integer().notNull().default(0),
    superseded: integer().notNull().default(0),
    duplicate: integer().notNull().default(0),
    quarantined: integer().notNull().default(0),
    startedAt: instant().notNull(),
    finishedAt: instant(),
  },
  (table) => [
    oneOf("batch_status", table.status, batchStatuses),
    check(
      "batch_accounted",
      sql`${table.status} <> 'landed' or ${table.received} = ${table.accepted} + ${table.superseded} + ${table.duplicate} + ${table.quarantined}`,
    ),
    uniqueIndex("batch_content")
      .on(table.itemId, table.contentHash)
      .where(sql`status = 'landed'`),
  ],
);

/** A row that could not be kept: where it stood, which field broke which rule, and what it said. */
export const quarantine = intake.table(
  "quarantine",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    batchId: bigint({ mode: "number" })
      .notNull()
      .references(() => batches.id),
    line: integer().notNull(),
    field: text().notNull(),
    rule: text().notNull(),
    message: text().notNull(),
    raw: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index("quarantine_by_batch").on(table.batchId, table.line)],
);
