import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  cardEvents,
  cardStatuses,
  limitPolicyStatuses,
  scoreRoles,
  type LimitPolicy,
  type MonitorReport,
  type Score,
} from "../../lib/scoring/model.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant, usccColumn } from "./columns.ts";
import { institutions } from "./registry.ts";

export const scoring = pgSchema("scoring");

/** A score as it was given, with everything needed to give it again bit for bit. */
export const scores = scoring.table(
  "score",
  {
    id: identifier(),
    uscc: usccColumn().notNull(),
    /** Whose card and for whom: the institution that asked; null for the enterprise's own view. */
    institutionId: uuid(),
    applicationId: uuid(),
    /** The look of the access log that disclosed the facts; null for the enterprise's own view. */
    accessId: bigint({ mode: "number" }),
    cardId: text().notNull(),
    cardVersion: integer().notNull(),
    /** Lower-case hex SHA-256 of the card's canonical JSON. */
    cardHash: text().notNull(),
    /** The facts that went in, unknown ones as null; empty once their data life is over. */
    facts: jsonb().$type<Record<string, number | string | null>>().notNull(),
    factsDeletedAt: instant(),
    result: jsonb().$type<Score>().notNull(),
    /** A bank's own card may give fractions. */
    total: doublePrecision().notNull(),
    grade: text().notNull(),
    scoredAt: instant().notNull(),
    /** The authorisation that the look was made under. */
    authorisationId: uuid(),
    /** By item that the look covered, the version of the data (`credit.data_version`) that the facts are of. */
    dataVersions: jsonb().$type<Record<string, number>>(),
    /** Of the institution's own limit policy, where it took the place of the card's. */
    limitPolicyHash: text(),
    /** Decisions rest on the champion's score alone; a challenger's is kept to compare. */
    role: text({ enum: scoreRoles }).notNull().default("champion"),
  },
  (table) => [
    index("score_by_application").on(table.applicationId, table.scoredAt),
    index("score_by_access").on(table.uscc, table.accessId),
    // The monthly monitor walks through one month.
    index("score_by_time").on(table.scoredAt),
    oneOf("score_role", table.role, scoreRoles),
  ],
);

/** Scorecards beside the built-in one: the platform's, and institutions' own. */
export const cards = scoring.table(
  "card",
  {
    id: identifier(),
    /** Null: the platform's. An institution's card scores its own applications alone. */
    institutionId: uuid().references(() => institutions.id),
    cardId: text().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    /** Lower-case hex SHA-256 of the document's canonical JSON. */
    hash: text().notNull(),
    /** The card as data; it never changes, a change is a new version. */
    document: jsonb().$type<unknown>().notNull(),
    status: text({ enum: cardStatuses }).notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    unique("card_version").on(table.institutionId, table.cardId, table.version).nullsNotDistinct(),
    // One champion each, however many people promote at once. The column is null for the platform.
    uniqueIndex("card_champion")
      .on(sql`coalesce(${table.institutionId}, '00000000-0000-0000-0000-000000000000'::uuid)`)
      .where(sql`status = 'champion'`),
    oneOf("card_status", table.status, cardStatuses),
  ],
);

/** What became of a card and by whom: append-only. */
export const cardEventTable = scoring.table(
  "card_event",
  {
    card: uuid()
      .notNull()
      .references(() => cards.id),
    /** From 1; the key is the lock, so that of two people who move a card at once one is told. */
    number: integer().notNull(),
    kind: text({ enum: cardEvents }).notNull(),
    status: text({ enum: cardStatuses }).notNull(),
    accountId: uuid().notNull(),
    note: text(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.card, table.number] }),
    oneOf("card_event_kind", table.kind, cardEvents),
    oneOf("card_event_status", table.status, cardStatuses),
  ],
);

/**
 * An institution's own figures for suggested limits, in place of those of the card that scores its
 * applications. A version is proposed by one person and decided by another; nothing else of it changes.
 */
export const limitPolicies = scoring.table(
  "limit_policy",
  {
    id: identifier(),
    institutionId: uuid()
      .notNull()
      .references(() => institutions.id),
    /** From 1 for each institution. */
    version: integer().notNull(),
    /** The first day that it may count on; it counts from its approval where that is later. */
    validFrom: date().notNull(),
    /** Null: from then on the card's own figures count again. */
    figures: jsonb().$type<LimitPolicy>(),
    /** Lower-case hex SHA-256 of the canonical JSON of institution, version, day and figures. */
    hash: text().notNull(),
    status: text({ enum: limitPolicyStatuses }).notNull(),
    note: text(),
    proposedBy: uuid().notNull(),
    proposedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
    decisionNote: text(),
  },
  (table) => [
    // Of two proposals at once one takes the number.
    unique("limit_policy_version").on(table.institutionId, table.version),
    uniqueIndex("limit_policy_proposed")
      .on(table.institutionId)
      .where(sql`status = 'proposed'`),
    oneOf("limit_policy_status", table.status, limitPolicyStatuses),
  ],
);

/** What the monthly monitor found of one card for one owner's applications. */
export const cardMonitor = scoring.table(
  "card_monitor",
  {
    /** `YYYY-MM`. */
    month: text().notNull(),
    cardHash: text().notNull(),
    cardId: text().notNull(),
    cardVersion: integer().notNull(),
    /** Whose card; null: the platform's, over the applications of all institutions. */
    institutionId: uuid(),
    report: jsonb().$type<MonitorReport>().notNull(),
    computedAt: instant().notNull(),
  },
  (table) => [
    unique("card_monitor_month")
      .on(table.month, table.cardHash, table.institutionId)
      .nullsNotDistinct(),
  ],
);
