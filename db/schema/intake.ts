import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  batchChannels,
  batchStatuses,
  fileFormats,
  quarantineStatuses,
  sharingModes,
  sourceStatuses,
  submissionStatuses,
} from "../../lib/intake/model.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant, usccColumn } from "./columns.ts";
import { departments } from "./registry.ts";

export const intake = pgSchema("intake");

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The item catalogue of lib/intake/catalogue.ts, in the database so that the gate can check against it. */
export const items = intake.table(
  "item",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    class: text().notNull(),
    departmentId: text()
      .notNull()
      .references(() => departments.id),
    sharing: text({ enum: sharingModes }).notNull(),
    freshDays: integer().notNull(),
    /** Within so many working days of the fact the record must have arrived; null: no such promise. */
    timelyWorkingDays: integer(),
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
    channel: text({ enum: batchChannels }).notNull().default("command"),
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
    oneOf("batch_channel", table.channel, batchChannels),
    check(
      "batch_accounted",
      sql`${table.status} <> 'landed' or ${table.received} = ${table.accepted} + ${table.superseded} + ${table.duplicate} + ${table.quarantined}`,
    ),
    uniqueIndex("batch_content")
      .on(table.itemId, table.contentHash)
      .where(sql`status = 'landed'`),
    index("batch_by_time").on(table.itemId, table.startedAt),
  ],
);

/**
 * A file or push as it was received, kept until it has become a batch: 202 means that it is here and
 * will be worked on whatever happens to the process. Worked on by the intake worker.
 */
export const submissions = intake.table(
  "submission",
  {
    id: identifier(),
    departmentId: text()
      .notNull()
      .references(() => departments.id),
    itemId: text()
      .notNull()
      .references(() => items.id),
    channel: text({ enum: batchChannels }).notNull(),
    /** Who sent it: a person of the department, or the service account of its program. */
    accountId: uuid().notNull(),
    clientId: text(),
    /** The sender's own key of a push: the same key and body is the same submission. */
    idempotencyKey: text(),
    fileName: text().notNull(),
    format: text({ enum: fileFormats }).notNull(),
    /** SHA-256 of the content as received. */
    contentHash: text().notNull(),
    /** What was received; null once it has landed. */
    content: bytes(),
    status: text({ enum: submissionStatuses }).notNull(),
    /** Rows read so far, for the progress bar. */
    progress: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    batchId: bigint({ mode: "number" }).references(() => batches.id),
    /** Why it failed, for the person who sent it. */
    failure: text(),
    receivedAt: instant().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    oneOf("submission_status", table.status, submissionStatuses),
    oneOf("submission_channel", table.channel, batchChannels),
    oneOf("submission_format", table.format, fileFormats),
    uniqueIndex("submission_once")
      .on(table.clientId, table.idempotencyKey)
      .where(sql`idempotency_key is not null`),
    index("submission_by_department").on(table.departmentId, table.receivedAt),
    index("submission_waiting")
      .on(table.receivedAt)
      .where(sql`status in ('queued', 'processing')`),
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
    status: text({ enum: quarantineStatuses }).notNull().default("open"),
    settledBy: uuid(),
    settledAt: instant(),
    settledReason: text(),
    /** The batch that the corrected row landed with. */
    correctedBatchId: bigint({ mode: "number" }).references(() => batches.id),
  },
  (table) => [
    oneOf("quarantine_status", table.status, quarantineStatuses),
    index("quarantine_by_batch").on(table.batchId, table.line),
  ],
);

/** One query of our own to departments about one enterprise, under one authorisation. */
export const pulls = intake.table(
  "pull",
  {
    id: identifier(),
    uscc: usccColumn().notNull(),
    authorisationId: uuid().notNull(),
    requestedBy: uuid().notNull(),
    requestedAt: instant().notNull(),
  },
  (table) => [index("pull_by_enterprise").on(table.uscc, table.requestedAt)],
);

export const pullSources = intake.table(
  "pull_source",
  {
    pullId: uuid()
      .notNull()
      .references(() => pulls.id),
    itemId: text()
      .notNull()
      .references(() => items.id),
    status: text({ enum: sourceStatuses }).notNull(),
    attempts: integer().notNull().default(0),
    /** Why it is not ready, in words for the person who waits. */
    reason: text(),
    batchId: bigint({ mode: "number" }).references(() => batches.id),
    updatedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.pullId, table.itemId] }),
    oneOf("pull_source_status", table.status, sourceStatuses),
  ],
);

/** The circuit breaker and the day's quota of each department's query interface. */
export const sources = intake.table("source", {
  departmentId: text()
    .primaryKey()
    .references(() => departments.id),
  failures: integer().notNull().default(0),
  openUntil: instant(),
  quotaDay: date(),
  quotaUsed: integer().notNull().default(0),
});

/** Statutory working days (chinese-days), where SQL can count them. */
export const workingDays = intake.table("working_day", {
  day: date().primaryKey(),
  working: boolean().notNull(),
  /** Working days up to and with this one since the calendar's first: differences count between days. */
  serial: integer().notNull(),
});

/**
 * The figures of the quality board, a month of arrival each: computed from batches, quarantine and
 * records by `intake.refresh_quality`, and able to be computed again.
 */
export const qualityFigures = intake.table(
  "quality",
  {
    month: date().notNull(),
    departmentId: text().notNull(),
    itemId: text().notNull(),
    regionCode: text().notNull(),
    /** Rows received, kept, and refused by a rule. */
    received: integer().notNull(),
    conforming: integer().notNull(),
    quarantined: integer().notNull(),
    /** Rows whose code fails GB 32100, and rows whose enterprise is held under another code. */
    wrongCode: integer().notNull(),
    duplicateCode: integer().notNull(),
    /** Of the rows with a promise of arrival: how many came in time, and how many did not. */
    timely: integer().notNull(),
    late: integer().notNull(),
    /** Enterprises of the region in the registry, and those with a current row. */
    registered: integer().notNull(),
    covered: integer().notNull(),
    computedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.month, table.departmentId, table.itemId, table.regionCode] }),
  ],
);
