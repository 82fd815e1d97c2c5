import { setTimeout as delay } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { connect, type Sql } from "#db/client.ts";
import { jobNames, JOB_SCHEMA, JOB_ZONE, scheduled, type JobName } from "./model.ts";
import { tasks, type TaskMeans } from "./tasks.ts";

/** Work that is never done: it looks for more until the signal, and then lets what is under way end. */
export type StandingWork = Readonly<{
  name: string;
  run: (sql: Sql, signal: AbortSignal) => Promise<unknown>;
}>;

export type WorkerSettings = Omit<TaskMeans, "sql"> &
  Readonly<{
    /** As `xinqiao_worker`. */
    databaseUrl: string;
    /** Beside the scheduled jobs, such as taking in what departments send. */
    standing?: readonly StandingWork[];
    /** One line a run, and what the queue itself has to say. */
    onRun?: (
      run: Readonly<{ job: string; ms: number; report: Readonly<Record<string, number>> }>,
    ) => void;
    /** A defect: reported once, as it was thrown. `where`: the job, or the queue. */
    onFault: (where: string, error: unknown) => void;
    onWarning?: (message: string) => void;
  }>;

export type Worker = Readonly<{
  /** Runs a job as soon as somebody is free for it, beside its schedule. */
  runNow: (job: JobName) => Promise<void>;
  /** Lets what is under way end, for a while, and closes all connections. */
  stop: () => Promise<void>;
}>;

const PATIENCE_MS = 8_000;
const RESTART_MS = 5_000;

/**
 * Does the scheduled work of the platform until it is stopped. Several workers may run at once: the
 * queue gives each run to one of them, and what a dead one has left to another. A day's run that came
 * due while none was up is made up for once.
 */
export async function runWorker(settings: WorkerSettings): Promise<Worker> {
  const { databaseUrl, onFault, onWarning = () => undefined, onRun = () => undefined } = settings;
  const sql = connect(databaseUrl, { max: 16, applicationName: "xinqiao-worker" });
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "xinqiao-worker-queue",
    schema: JOB_SCHEMA,
    max: 4,
    // The owner has made the schema (install.ts); this role may not.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on("error", (error) => onFault("queue", error));
  boss.on("warning", ({ message }) => onWarning(message));

  const run = async (job: JobName) => {
    const started = performance.now();
    try {
      const report = await tasks[job]({ ...settings, sql }, new Date());
      onRun({ job, ms: Math.round(performance.now() - started), report });
      return report;
    } catch (error) {
      onFault(job, error);
      // The queue keeps what it is told of a failure: no statement and no value of one.
      throw new Error("The run failed; the worker's log says why.");
    }
  };

  const ending = new AbortController();
  const standing: Promise<unknown>[] = [];
  const stop = async () => {
    ending.abort();
    const patience = delay(PATIENCE_MS, undefined, { ref: false });
    await Promise.all([
      boss.stop({ graceful: true, timeout: PATIENCE_MS }),
      Promise.race([Promise.all(standing), patience]),
    ]);
    await sql.end({ timeout: 2 });
  };
  try {
    await boss.start();
    await keepSchedules(boss);
    for (const job of jobNames) await boss.work(job, { pollingIntervalSeconds: 5 }, () => run(job));
    for (const work of settings.standing ?? [])
      standing.push(standUntil(ending.signal, work, sql, onFault));
  } catch (error) {
    await stop();
    throw error;
  }
  return { runNow: async (job) => void (await boss.send(job)), stop };
}

/** What was meant to go on and has ended, for whatever reason, is begun again after a while. */
async function standUntil(
  signal: AbortSignal,
  { name, run }: StandingWork,
  sql: Sql,
  onFault: WorkerSettings["onFault"],
): Promise<void> {
  while (!signal.aborted) {
    await run(sql, signal).catch((error: unknown) => onFault(name, error));
    await delay(RESTART_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** The table of schedules says what model.ts says, and nothing else. */
async function keepSchedules(boss: PgBoss): Promise<void> {
  const options = { tz: JOB_ZONE, missed: "once" } as const;
  for (const job of jobNames) await boss.schedule(job, scheduled[job], null, options);
  for (const { name } of await boss.getSchedules())
    if (!(name in scheduled)) await boss.unschedule(name);
}
