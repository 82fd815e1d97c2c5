import { and, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { accounts } from "#db/schema/identity.ts";
import { benchRuns, benchTables } from "#db/schema/bench.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { EvaluateReport, TableDescription, TrainReport } from "../modelling/index.ts";
import { query } from "../operation/index.ts";
import { parseScorecard } from "../scoring/index.ts";
import type { Score } from "../scoring/model.ts";
import type { RunRequest, RunStatus, RunStep } from "./model.ts";

const MOST_RUNS = 50;
/** A worker that has not said for so long that it is at it may be gone; the next one takes the run. */
const SILENT_MS = 30_000;

export const tableNotFound = () =>
  new Refusal("not_found", "bench.no_table", "没有这张表，可能已经删除。请重新上传。");
export const runNotFound = () =>
  new Refusal("not_found", "bench.no_run", "没有这项任务，可能已随表格删除。");

const tableFields = {
  id: benchTables.id,
  fileName: benchTables.fileName,
  bytes: benchTables.bytes,
  receivedAt: benchTables.receivedAt,
  keepUntil: benchTables.keepUntil,
  forgottenAt: benchTables.forgottenAt,
};
const runFields = {
  id: benchRuns.id,
  tableId: benchRuns.tableId,
  kind: benchRuns.kind,
  request: benchRuns.request,
  status: benchRuns.status,
  createdAt: benchRuns.createdAt,
  finishedAt: benchRuns.finishedAt,
};

/** The tables that are kept now, and the last trainings and evaluations, the newest first. */
export const readBench = query("bench.read", z.object({}), async ({ db, now }) => {
  const [tables, runs] = await Promise.all([
    db
      .select({ ...tableFields, by: accounts.displayName })
      .from(benchTables)
      .leftJoin(accounts, eq(accounts.id, benchTables.accountId))
      .where(and(isNull(benchTables.forgottenAt), gt(benchTables.keepUntil, now)))
      .orderBy(desc(benchTables.receivedAt)),
    db
      .select({
        ...runFields,
        fileName: benchTables.fileName,
        hasCard: sql<boolean>`${benchRuns.card} is not null`,
      })
      .from(benchRuns)
      .innerJoin(benchTables, eq(benchTables.id, benchRuns.tableId))
      .where(inArray(benchRuns.kind, ["train", "evaluate"]))
      .orderBy(desc(benchRuns.createdAt))
      .limit(MOST_RUNS),
  ]);
  return { tables, runs };
});
export type Bench = Awaited<ReturnType<typeof readBench>>;

/** One table with the last look at its columns and what was done with it. */
export const readBenchTable = query(
  "bench.read",
  z.object({ id: z.uuid() }),
  async (call, { id }) => {
    const table = await tableOf(call.db, id, call.now);
    const runs = await call.db
      .select(runFields)
      .from(benchRuns)
      .where(eq(benchRuns.tableId, id))
      .orderBy(desc(benchRuns.createdAt))
      .limit(MOST_RUNS);
    const looks = runs.filter(({ kind }) => kind === "describe");
    const [last] = looks;
    const lastDone = looks.find(({ status }) => status === "done");
    return {
      table,
      runs,
      /** The last look, while it is under way or where it failed: how it stands. */
      looking: last && last.status !== "done" ? await standingOf(call.db, last.id, call.now) : null,
      columns: lastDone ? await descriptionOf(call.db, lastDone.id) : null,
    };
  },
);
export type BenchTable = Awaited<ReturnType<typeof readBenchTable>>;

/** A table that is still kept, or refuses. */
export async function tableOf(db: Db, id: string, now: Date) {
  const [table] = await db
    .select(tableFields)
    .from(benchTables)
    .where(
      and(eq(benchTables.id, id), isNull(benchTables.forgottenAt), gt(benchTables.keepUntil, now)),
    );
  if (!table) throw tableNotFound();
  return table;
}

async function descriptionOf(db: Db, runId: string): Promise<TableDescription | null> {
  const [run] = await db
    .select({ report: benchRuns.report })
    .from(benchRuns)
    .where(eq(benchRuns.id, runId));
  return (run?.report as TableDescription | null | undefined) ?? null; // Written by work/task.ts for this kind.
}

/** The columns of a table as they were last looked at; null: nobody has, or it is under way. */
export async function lastDescription(db: Db, tableId: string): Promise<TableDescription | null> {
  const [run] = await db
    .select({ id: benchRuns.id })
    .from(benchRuns)
    .where(
      and(
        eq(benchRuns.tableId, tableId),
        eq(benchRuns.kind, "describe"),
        eq(benchRuns.status, "done"),
      ),
    )
    .orderBy(desc(benchRuns.createdAt))
    .limit(1);
  return run ? descriptionOf(db, run.id) : null;
}

export type RunStanding = Readonly<{
  id: string;
  status: RunStatus;
  /** Null before it has begun. */
  step: RunStep | null;
  percent: number;
  failure: string | null;
  /** Nobody works on it, though it is its turn: the worker is busy, or gone. */
  stalled: boolean;
}>;

/** How far a run is, for a page that asks again and again. */
export const readStanding = query(
  "bench.read",
  z.object({ id: z.uuid() }),
  ({ db, now }, { id }): Promise<RunStanding> => standingOf(db, id, now),
);

async function standingOf(db: Db, id: string, now: Date): Promise<RunStanding> {
  const [run] = await db
    .select({
      status: benchRuns.status,
      step: benchRuns.step,
      percent: benchRuns.percent,
      failure: benchRuns.failure,
      createdAt: benchRuns.createdAt,
      beatAt: benchRuns.beatAt,
    })
    .from(benchRuns)
    .where(eq(benchRuns.id, id));
  if (!run) throw runNotFound();
  const { createdAt, beatAt, ...standing } = run;
  const waiting = run.status === "queued" || run.status === "running";
  const heard = run.status === "running" ? (beatAt ?? createdAt) : createdAt;
  return {
    id,
    ...standing,
    step: run.step as RunStep | null, // Written by the worker from this list.
    stalled: waiting && now.getTime() - heard.getTime() > SILENT_MS,
  };
}

/** What an explained row shows. */
export type ExplainReport = Readonly<{ row: number; score: Score }>;

export type RunReport =
  | Readonly<{ kind: "describe"; report: TableDescription }>
  | Readonly<{ kind: "train"; report: TrainReport }>
  | Readonly<{ kind: "evaluate"; report: EvaluateReport }>
  | Readonly<{ kind: "explain"; report: ExplainReport }>;

/** One run with all that came of it. */
export const readRun = query("bench.read", z.object({ id: z.uuid() }), async (call, { id }) => {
  const { db, now } = call;
  const [run] = await db
    .select({
      ...runFields,
      report: benchRuns.report,
      card: benchRuns.card,
      record: benchRuns.record,
      by: accounts.displayName,
      table: tableFields,
    })
    .from(benchRuns)
    .innerJoin(benchTables, eq(benchTables.id, benchRuns.tableId))
    .leftJoin(accounts, eq(accounts.id, benchRuns.accountId))
    .where(eq(benchRuns.id, id));
  if (!run) throw runNotFound();
  return {
    id: run.id,
    request: run.request satisfies RunRequest,
    by: run.by,
    createdAt: run.createdAt,
    finishedAt: run.finishedAt,
    table: {
      ...run.table,
      kept: run.table.forgottenAt === null && run.table.keepUntil > now,
    },
    kind: run.kind,
    standing: await standingOf(db, id, now),
    came:
      run.status === "done"
        ? ({ kind: run.kind, report: run.report } as RunReport) // The worker writes each kind's own report.
        : null,
    card: run.card === null ? null : parseScorecard(run.card),
    record: run.record,
  };
});
export type BenchRun = Awaited<ReturnType<typeof readRun>>;
