import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { StartRefused } from "#db/start-refused.ts";
import { signerOf } from "#lib/kernel/signing.ts";
import { describeError } from "#lib/web/describe-error.ts";
import { startChild } from "./children.ts";
import type { Lifetime } from "./lifetime.ts";

// The worker: a process of its own beside the web process. Started as a program it works until it is
// told to stop; `startWorker` starts it as one.

export type WorkerSettings = Readonly<{
  /** As `xinqiao_worker`; never the owner's. */
  databaseUrl: string;
  signingKey: string;
  checkpointFile: string;
  /** The query interfaces of departments, as JSON (lib/intake/pull/sources.ts). */
  pullSources?: string;
}>;

const workerScript = fileURLToPath(import.meta.url);
const RESTART_MS = 5_000;

/** The worker's environment: what it needs, and of ours neither the owner's database nor the web's secrets. */
export function workerEnvironment(settings: WorkerSettings): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _owner,
    WEB_DATABASE_URL: _web,
    NEXTAUTH_SECRET: _session,
    PERSONAL_DATA_KEYS: _keys,
    PULL_SOURCES: inheritedSources,
    ...inherited
  } = process.env;
  return {
    ...inherited,
    NODE_ENV: "production",
    WORKER_DATABASE_URL: settings.databaseUrl,
    SIGNING_KEY: settings.signingKey,
    CHECKPOINT_FILE: settings.checkpointFile,
    PULL_SOURCES: settings.pullSources ?? inheritedSources ?? "",
  };
}

/**
 * Starts the worker and waits until it works. It ends with the command that started it; one that ends
 * before is started again after a while, since the web process would go on and nobody notice.
 */
export async function startWorker(
  settings: WorkerSettings,
  lifetime: Lifetime,
): Promise<{ stop: () => Promise<void> }> {
  const stopping = new AbortController();
  const isOver = () => lifetime.signal.aborted || stopping.signal.aborted;
  let current = await startOnce(settings, lifetime);
  const keepUp = async () => {
    for (;;) {
      const code = await current.ended;
      if (isOver()) return;
      console.error(`The worker ended with ${code}; it is started again.`);
      const restarted = await startAgain(settings, lifetime, stopping.signal);
      if (!restarted) return;
      current = restarted;
      // Somebody stopped the one before while this one was on its way.
      if (isOver()) return current.stop();
    }
  };
  const kept = keepUp();
  return {
    stop: async () => {
      stopping.abort();
      await current.stop();
      await kept;
    },
  };
}

/** Tries until it works; null: the end has come before. */
async function startAgain(settings: WorkerSettings, lifetime: Lifetime, stopping: AbortSignal) {
  const signal = AbortSignal.any([lifetime.signal, stopping]);
  while (!signal.aborted) {
    await delay(RESTART_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    // It has said itself why not.
    const started = await startOnce(settings, lifetime).catch(() => null);
    if (started) return started;
  }
  return null;
}

async function startOnce(settings: WorkerSettings, lifetime: Lifetime) {
  const { child, ended, stop } = startChild(lifetime, process.execPath, [workerScript], {
    what: "the worker",
    persuasion: [["SIGTERM", 12_000]],
    spawn: { env: workerEnvironment(settings), stdio: ["ignore", "inherit", "inherit", "ipc"] },
  });
  const ready = new Promise<"ready">((resolve) => child.once("message", () => resolve("ready")));
  const first = await Promise.race([ready, ended]);
  lifetime.signal.throwIfAborted();
  if (first !== "ready")
    throw new StartRefused(`The worker ended with ${first} before it was ready.`);
  // From here on it is told by signals, and keeps nobody waiting.
  child.disconnect();
  return { ended, stop, pid: child.pid };
}

if (import.meta.main) await work();

async function work(): Promise<void> {
  // Loaded here, so that who only starts a worker does not load all that it works with.
  const { runWorker, standingWork } = await import("#lib/jobs/index.ts");
  const { readSources } = await import("#lib/intake/index.ts");
  const { WORKER_DATABASE_URL, SIGNING_KEY, CHECKPOINT_FILE, PULL_SOURCES } = process.env;
  if (!WORKER_DATABASE_URL || !SIGNING_KEY || !CHECKPOINT_FILE) {
    console.error("WORKER_DATABASE_URL, SIGNING_KEY or CHECKPOINT_FILE is not set.");
    process.exit(2);
  }
  const say = (level: string, said: Readonly<Record<string, unknown>>) =>
    console.error(
      JSON.stringify({ level, at: new Date().toISOString(), name: "xinqiao-worker", ...said }),
    );
  const onFault = (where: string, error: unknown) =>
    say("error", { where, error: describeError(error) });
  const signer = signerOf(SIGNING_KEY);
  const worker = await runWorker({
    databaseUrl: WORKER_DATABASE_URL,
    signer,
    checkpointFile: CHECKPOINT_FILE,
    standing: standingWork({ signer, sources: readSources(PULL_SOURCES), onFault }),
    // A run that found nothing to do is no news.
    onRun: ({ job, ms, report }) => {
      if (Object.values(report).some((count) => count > 0)) say("info", { job, ms, report });
    },
    onFault,
    onWarning: (message) => say("warn", { message }),
  }).catch((error: unknown) => {
    onFault("start", error);
    process.exit(1);
  });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void worker.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  process.send?.("ready");
}
