import {
  char,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  dryRunStatuses,
  nationalGrades,
  templateEvents,
  templateStatuses,
  type DryRunResult,
} from "../../lib/evaluation/model.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant, usccColumn } from "./columns.ts";
import { enterprises, regions } from "./registry.ts";

export const evaluation = pgSchema("evaluation");

/** Templates of public-credit evaluation beside the built-in examples. */
export const templates = evaluation.table(
  "template",
  {
    id: identifier(),
    templateId: text().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    /** Whose enterprises it evaluates; null: all that have none of their own. */
    regionCode: text().references(() => regions.code),
    /** Lower-case hex SHA-256 of the document's canonical JSON. */
    hash: text().notNull(),
    /** The template as data; it never changes, a change is a new version. */
    document: jsonb().$type<unknown>().notNull(),
    status: text({ enum: templateStatuses }).notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    unique("template_version").on(table.templateId, table.version),
    oneOf("template_status", table.status, templateStatuses),
  ],
);

/** What became of a template and by whom: append-only. */
export const templateEventTable = evaluation.table(
  "template_event",
  {
    template: uuid()
      .notNull()
      .references(() => templates.id),
    /** From 1; the key is the lock, so that of two people who move a template at once one is told. */
    number: integer().notNull(),
    kind: text({ enum: templateEvents }).notNull(),
    status: text({ enum: templateStatuses }).notNull(),
    accountId: uuid().notNull(),
    note: text(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.template, table.number] }),
    oneOf("template_event_kind", table.kind, templateEvents),
    oneOf("template_event_status", table.status, templateStatuses),
  ],
);

/** A dry run of a template on the province: asked for by an operator, counted by the worker. */
export const dryRuns = evaluation.table(
  "dry_run",
  {
    id: identifier(),
    template: uuid()
      .notNull()
      .references(() => templates.id),
    askedBy: uuid().notNull(),
    askedAt: instant().notNull(),
    status: text({ enum: dryRunStatuses }).notNull(),
    /** Counts of no fewer than ten; what is smaller never leaves the worker. */
    result: jsonb().$type<DryRunResult>(),
    finishedAt: instant(),
  },
  (table) => [
    index("dry_run_by_template").on(table.template, table.askedAt),
    oneOf("dry_run_status", table.status, dryRunStatuses),
  ],
);

/** A month that was evaluated, and what was known when it was: the same again gives the same. */
export const evaluatedMonths = evaluation.table("month", {
  /** `YYYY-MM`. */
  month: text().primaryKey(),
  /** Its last day, which indicators look back from. */
  asOf: date().notNull(),
  knownAt: instant().notNull(),
  /** Null: begun and not finished. */
  computedAt: instant(),
});

/** What a month was evaluated by, kept whole: also of templates that came with the program. */
export const monthTemplates = evaluation.table(
  "month_template",
  {
    month: text()
      .notNull()
      .references(() => evaluatedMonths.month),
    hash: text().notNull(),
    document: jsonb().$type<unknown>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.hash] })],
);

/** One enterprise in one month. The web process cannot read it; an enterprise has its own by a function. */
export const monthResults = evaluation.table(
  "month_result",
  {
    uscc: usccColumn()
      .notNull()
      .references(() => enterprises.uscc),
    month: text()
      .notNull()
      .references(() => evaluatedMonths.month),
    templateHash: text().notNull(),
    /** Null: too little is known. */
    score: integer(),
    grade: text(),
    nationalGrade: text({ enum: nationalGrades }),
    knownBps: integer().notNull(),
    computedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.uscc, table.month] }),
    // A month is counted and, when it is computed again, cleared of whoever is no longer in it.
    index("month_result_by_month").on(table.month),
    oneOf("month_result_national_grade", table.nationalGrade, nationalGrades),
  ],
);

/** How many enterprises a month found in a grade, by place and industry section. */
export const monthCounts = evaluation.table(
  "month_count",
  {
    month: text()
      .notNull()
      .references(() => evaluatedMonths.month),
    templateHash: text().notNull(),
    regionCode: text().notNull(),
    /** GB/T 4754 section letter. */
    section: char({ length: 1 }).notNull(),
    /** Null: without a grade, too little being known. */
    grade: text(),
    enterprises: integer().notNull(),
  },
  (table) => [
    unique("month_count_cell")
      .on(table.month, table.templateHash, table.regionCode, table.section, table.grade)
      .nullsNotDistinct(),
  ],
);
