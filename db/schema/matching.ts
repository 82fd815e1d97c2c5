import { sql } from "drizzle-orm";
import { check, index, integer, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { guaranteeKinds, loanPurposes } from "../../lib/kernel/lending-terms.ts";
import { demandStatuses } from "../../lib/matching/model.ts";
import { oneOf } from "./checks.ts";
import { amount, identifier, instant, usccColumn } from "./columns.ts";
import { enterprises } from "./registry.ts";

export const matching = pgSchema("matching");

export const demandNumbers = matching.sequence("demand_number");

export const demands = matching.table(
  "demand",
  {
    id: identifier(),
    /** Human-readable, `XQ-2026-000123`. */
    number: text().notNull().unique(),
    uscc: usccColumn()
      .notNull()
      .references(() => enterprises.uscc),
    amountFen: amount().notNull(),
    termMonths: integer().notNull(),
    maximumRateBps: integer().notNull(),
    purpose: text({ enum: loanPurposes }).notNull(),
    guaranteeKind: text({ enum: guaranteeKinds }).notNull(),
    note: text(),
    status: text({ enum: demandStatuses }).notNull(),
    postedBy: uuid().notNull(),
    postedAt: instant().notNull(),
    closedAt: instant(),
    /** Sent by the form, so that a double click posts one demand. */
    idempotencyKey: uuid().notNull().unique(),
  },
  (table) => [
    oneOf("demand_status", table.status, demandStatuses),
    oneOf("demand_purpose", table.purpose, loanPurposes),
    oneOf("demand_guarantee", table.guaranteeKind, guaranteeKinds),
    check("demand_amount", sql`${table.amountFen} > 0`),
    check("demand_term", sql`${table.termMonths} between 1 and 360`),
    check("demand_rate", sql`${table.maximumRateBps} between 1 and 3600`),
    index("demand_by_enterprise").on(table.uscc, table.postedAt),
  ],
);
