import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { runKinds, runStatuses, type RunRequest } from "../../lib/bench/model.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant } from "./columns.ts";
import { cards, scoring } from "./scoring.ts";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A table that an operator has uploaded to the bench. What it holds goes after a day; that it was here stays. */
export const benchTables = scoring.table(
  "bench_table",
  {
    id: identifier(),
    accountId: uuid().notNull(),
    fileName: text().notNull(),
    /** Of what was received, as it came. */
    bytes: bigint({ mode: "number" }).notNull(),
    /** Lower-case hex SHA-256 of it. */
    hash: text().notNull(),
    receivedAt: instant().notNull(),
    keepUntil: instant().notNull(),
    forgottenAt: instant(),
  },
  (table) => [
    // The same content that is here already is not kept twice.
    uniqueIndex("bench_table_once")
      .on(table.hash)
      .where(sql`forgotten_at is null`),
  ],
);

/** Its content in portions: written by the web process, which cannot read it; read by the worker. */
export const benchParts = scoring.table(
  "bench_part",
  {
    tableId: uuid()
      .notNull()
      .references(() => benchTables.id),
    number: integer().notNull(),
    content: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tableId, table.number] })],
);

/** One piece of work on a table, and what came of it. */
export const benchRuns = scoring.table(
  "bench_run",
  {
    id: identifier(),
    tableId: uuid()
      .notNull()
      .references(() => benchTables.id),
    accountId: uuid().notNull(),
    kind: text({ enum: runKinds }).notNull(),
    request: jsonb().$type<RunRequest>().notNull(),
    /** SHA-256 of kind, request and means: the same asked twice at once is one run. */
    requestHash: text().notNull(),
    /** The cards that it works with, as documents, with what is known of their training. */
    means: jsonb().$type<unknown>(),
    status: text({ enum: runStatuses }).notNull(),
    step: text(),
    percent: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    /** When a worker last said that it is at it. */
    beatAt: instant(),
    /** Why it failed, for the person who asked. */
    failure: text(),
    report: jsonb().$type<unknown>(),
    /** Of a training: the card, and how its rows were spread. */
    card: jsonb().$type<unknown>(),
    record: jsonb().$type<unknown>(),
    createdAt: instant().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    oneOf("bench_run_kind", table.kind, runKinds),
    oneOf("bench_run_status", table.status, runStatuses),
    uniqueIndex("bench_run_once")
      .on(table.tableId, table.requestHash)
      .where(sql`status in ('queued', 'running')`),
    index("bench_run_by_table").on(table.tableId, table.createdAt),
    index("bench_run_waiting")
      .on(table.createdAt)
      .where(sql`status in ('queued', 'running')`),
  ],
);

/** Which training a stored card came from: its record tells what a later population is compared with. */
export const benchCards = scoring.table("bench_card", {
  card: uuid()
    .primaryKey()
    .references(() => cards.id),
  runId: uuid()
    .notNull()
    .references(() => benchRuns.id),
});
