import { setTimeout as delay } from "node:timers/promises";
import type { ReservedSql, Sql } from "postgres";
import { dayOf } from "../../kernel/calendar.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { RunKind, RunRequest, RunStatus, RunStep } from "../model.ts";
import type { RunMeans } from "../runs.ts";
import { withContent } from "./content.ts";
import { doInThread } from "./in-thread.ts";
import type { TaskResult } from "./task.ts";

export type WorkedRun = Readonly<{ id: string; kind: RunKind; outcome: RunStatus }>;

type Claimed = Readonly<{
  id: string;
  tableId: string;
  kind: RunKind;
  request: RunRequest;
  means: RunMeans | null;
  attempts: number;
}>;

/** A run that has taken its process with it this often is set aside. */
const ATTEMPTS = 3;
const BEAT_MS = 1000;

/**
 * Takes the oldest run that nobody works on and sees it to its end; null: none waits. As
 * `xinqiao_worker`. Working on one means holding its session lock: a killed worker loses it with its
 * connection, and the next one begins the run again. One that is cancelled, or whose table is removed,
 * ends within seconds; at the signal it goes back into the queue.
 */
export async function workNextRun(
  sql: Sql,
  signal: AbortSignal,
  does: typeof doInThread = doInThread,
): Promise<WorkedRun | null> {
  const connection = await sql.reserve();
  try {
    const claimed = await claim(connection);
    return claimed && (await work(connection, claimed, signal, does));
  } finally {
    await connection`select pg_advisory_unlock_all()`.catch(() => undefined); // A lost connection holds none.
    connection.release();
  }
}

async function claim(connection: ReservedSql): Promise<Claimed | null> {
  const waiting = await connection<{ id: string }[]>`
    select id from scoring.bench_run where status in ('queued', 'running') order by created_at, id limit 50`;
  for (const { id } of waiting) {
    const key = connection`hashtextextended('scoring.bench_run:' || ${id}::text, 0)`;
    const [lock] = await connection<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(${key}) as taken`;
    if (!lock?.taken) continue;
    // Another worker may have ended it between the look and the lock.
    const [claimed] = await connection<Claimed[]>`
      update scoring.bench_run set status = 'running', step = null, percent = 0, attempts = attempts + 1,
        started_at = now(), beat_at = now(), failure = null
      where id = ${id} and status in ('queued', 'running')
      returning id, table_id as "tableId", kind, request, means, attempts`;
    if (claimed) return claimed;
    await connection`select pg_advisory_unlock(${key})`;
  }
  return null;
}

async function work(
  connection: ReservedSql,
  claimed: Claimed,
  signal: AbortSignal,
  does: typeof doInThread,
): Promise<WorkedRun> {
  const worked = (outcome: RunStatus): WorkedRun => ({
    id: claimed.id,
    kind: claimed.kind,
    outcome,
  });
  try {
    if (claimed.attempts > ATTEMPTS)
      throw new Refusal(
        "unavailable",
        "bench.given_up",
        `处理 ${ATTEMPTS} 次均中断，已停止。请减少列或抽样后重试。`,
      );
    const result = await withContent(connection, claimed.tableId, (path) =>
      doTask(connection, claimed, path, { signal, does }),
    );
    if (result) return worked((await settle(connection, claimed, result)) ? "done" : "cancelled");
    if (!signal.aborted) return worked("cancelled");
    // Nothing is wrong with it, so that the try does not count.
    await connection`
      update scoring.bench_run set status = 'queued', attempts = attempts - 1
      where id = ${claimed.id} and status = 'running'`;
    return worked("queued");
  } catch (error) {
    const refused = error instanceof Refusal;
    await fail(connection, claimed, refused ? error.message : "系统处理出错，请联系技术支持。");
    if (!refused) throw error;
    return worked("failed");
  }
}

/** Works in a thread and says every second how far it is; null where it was ended before its end. */
async function doTask(
  connection: ReservedSql,
  { id, kind, request, means }: Claimed,
  path: string,
  { signal, does }: Readonly<{ signal: AbortSignal; does: typeof doInThread }>,
): Promise<TaskResult | null> {
  const stop = new AbortController();
  let at: Readonly<{ step: RunStep; share: number }> | null = null;
  const task = { kind, path, request, means, today: dayOf(new Date()) };
  const beating = beat(connection, id, () => at, stop);
  try {
    return await does(task, {
      signal: AbortSignal.any([signal, stop.signal]),
      onProgress: (step, share) => (at = { step, share }),
    });
  } finally {
    stop.abort();
    await beating;
  }
}

/** Until it is told to stop, or finds that the run is no longer wanted and stops it. */
async function beat(
  connection: ReservedSql,
  id: string,
  at: () => Readonly<{ step: RunStep; share: number }> | null,
  stop: AbortController,
): Promise<void> {
  while (!stop.signal.aborted) {
    const now = at();
    const wanted = await connection`
      update scoring.bench_run set beat_at = now(), step = ${now?.step ?? null},
        percent = ${Math.floor(100 * (now?.share ?? 0))}
      where id = ${id} and status = 'running' returning id`.catch(() => [null]); // The end tells of a lost database.
    if (wanted.length === 0) stop.abort();
    await delay(BEAT_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  }
}

/** Whether it was still wanted. */
async function settle(
  connection: ReservedSql,
  { id }: Claimed,
  { report, card, record }: TaskResult,
): Promise<boolean> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const settled = await connection`
    update scoring.bench_run set status = 'done', percent = 100, finished_at = now(),
      report = ${json(report)}::text::jsonb, card = ${json(card)}::text::jsonb, record = ${json(record)}::text::jsonb
    where id = ${id} and status = 'running' returning id`;
  return settled.length > 0;
}

async function fail(connection: ReservedSql, { id }: Claimed, failure: string): Promise<void> {
  await connection`
    update scoring.bench_run set status = 'failed', failure = ${failure}, finished_at = now()
    where id = ${id} and status = 'running'`.catch(() => undefined); // Without a database it is taken again as it is.
}
