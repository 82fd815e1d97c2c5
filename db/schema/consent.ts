import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import {
  accessVerdicts,
  authorisationStatuses,
  authorisationStages,
} from "../../lib/consent/model.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant, usccColumn } from "./columns.ts";
import { accounts } from "./identity.ts";
import { enterprises, institutions } from "./registry.ts";

export const consent = pgSchema("consent");

export const authorisationNumbers = consent.sequence("authorisation_number");

/**
 * One signed document: an enterprise lets one grantee see these items for one stage, so many times,
 * from start to end. What was signed never changes; only status and used count move.
 */
export const authorisations = consent.table(
  "authorisation",
  {
    id: identifier(),
    /** Human-readable, `SQ-2026-000123`. */
    number: text().notNull().unique(),
    uscc: usccColumn()
      .notNull()
      .references(() => enterprises.uscc),
    /** null: the platform itself, for scoring and matching. */
    institutionId: uuid().references(() => institutions.id),
    items: text().array().notNull(),
    stage: text({ enum: authorisationStages }).notNull(),
    maximumQueries: integer().notNull(),
    usedQueries: integer().notNull().default(0),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
    signedBy: uuid().references(() => accounts.id),
    signedAt: instant(),
    /** The text that the signer read, exactly. */
    document: text().notNull(),
    /** Lower-case hex SHA-256 of the document's UTF-8 bytes. */
    documentHash: text().notNull(),
    /** Base64 Ed25519 signature of the document's bytes by the platform. */
    signature: text(),
    status: text({ enum: authorisationStatuses }).notNull(),
    withdrawnAt: instant(),
  },
  (table) => [
    oneOf("authorisation_status", table.status, authorisationStatuses),
    oneOf("authorisation_stage", table.stage, authorisationStages),
    check(
      "authorisation_count",
      sql`${table.maximumQueries} > 0 and ${table.usedQueries} between 0 and ${table.maximumQueries}`,
    ),
    check("authorisation_period", sql`${table.startsAt} < ${table.endsAt}`),
    check("authorisation_items", sql`cardinality(${table.items}) > 0`),
    check(
      "authorisation_signed",
      sql`(${table.status} = 'created') = (${table.signedAt} is null) and (${table.signedAt} is null) = (${table.signature} is null) and (${table.signedAt} is null) = (${table.signedBy} is null)`,
    ),
    check(
      "authorisation_withdrawal",
      sql`(${table.status} = 'withdrawn') = (${table.withdrawnAt} is not null)`,
    ),
    index("authorisation_by_enterprise").on(table.uscc, table.institutionId),
  ],
);

/** Who looked, at what, when, why and on what ground; refused looks too. Written by the gate alone. */
export const accessLog = consent.table(
  "access_log",
  {
    uscc: usccColumn().notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    accountId: uuid().notNull(),
    institutionId: uuid(),
    authorisationId: uuid(),
    applicationId: uuid(),
    stage: text({ enum: authorisationStages }).notNull(),
    /** Why, in words: 「贷前审查 · 申请 DK-2026-000123」. */
    purpose: text().notNull(),
    items: text().array().notNull(),
    verdict: text({ enum: accessVerdicts }).notNull(),
    detail: jsonb().$type<Record<string, unknown>>(),
  },
  (table) => [
    primaryKey({ columns: [table.uscc, table.id] }),
    oneOf("access_log_verdict", table.verdict, accessVerdicts),
    oneOf("access_log_stage", table.stage, authorisationStages),
    index("access_log_by_institution").on(table.institutionId, table.at),
  ],
);
