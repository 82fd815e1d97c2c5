import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { connect } from "./client.ts";
import { initialise, isCluster, removeHalfMade } from "./cluster.ts";
import { canReach, locateBinaries, serverPerson } from "./host.ts";
import { endProcess, markOf, readOrNull, type ProcessMark } from "./processes.ts";

/** A PostgreSQL of ours that runs, whichever process started it. */
export type RunningServer = Readonly<{ port: number; mark: ProcessMark }>;
type ServerOptions = Readonly<{
  /** An absolute path; the folder above it exists. */
  dataDirectory: string;
  password: string;
  /** Speed over durability, for tests alone: a crash may lose everything. */
  disposable?: boolean;
}>;

/** After a crash the server first replays its log, which can take a while. */
const READY_TIMEOUT_MS = 120_000;

/**
 * Starts the embedded PostgreSQL on a data directory, which is initialised when it is new. It runs on
 * when this process ends: who started it sees to its end, see `disposable.ts` and `scripts/sharing.ts`.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDirectory } = options;
  const person = serverPerson();
  const { initdb, postgres } = await locateBinaries(person);
  if (!canReach(person, join(dataDirectory, "..")))
    throw new Error(`The user that runs PostgreSQL cannot enter the folder of ${dataDirectory}.`);

  removeHalfMade(dataDirectory);
  if (!isCluster(dataDirectory)) await initialise(initdb, dataDirectory, options.password, person);
  removeForeignPidFile(dataDirectory);
  const port = await freePort();
  const log = `${dataDirectory}.log`;
  // A file, not a pipe: the server may outlive the process that started it.
  const output = openSync(log, "w", 0o600);
  const child = spawn(postgres, ["-D", dataDirectory, "-p", String(port), ...settings(options)], {
    stdio: ["ignore", output, output],
    // Its own process group: Ctrl-C in a terminal reaches us alone, and we stop it in order.
    detached: true,
    cwd: "/",
    ...person,
  });
  closeSync(output);
  const abandon = () => child.kill(options.disposable ? "SIGKILL" : "SIGINT");
  process.prependOnceListener("exit", abandon);
  try {
    const mark = await untilReady(child, dataDirectory, log);
    child.unref();
    return { port, mark };
  } finally {
    process.removeListener("exit", abandon);
  }
}

/** A fast shutdown: open transactions roll back and a checkpoint is written. */
export function stopServer({ mark }: RunningServer): Promise<void> {
  return endProcess(mark, [
    ["SIGINT", 60_000],
    ["SIGQUIT", 10_000],
  ]);
}

/** The server on this data directory that another process started, once it is ready; null where none runs. */
export async function runningServer(dataDirectory: string): Promise<RunningServer | null> {
  for (let until = Date.now() + READY_TIMEOUT_MS; Date.now() < until; await delay(50)) {
    const note = readPidFile(dataDirectory);
    if (!note?.mark || note.dataDirectory !== dataDirectory) return null;
    if (!serves(note.mark.pid, dataDirectory)) return null;
    if (note.status === "ready") return { port: note.port, mark: note.mark };
  }
  throw new Error(
    `The PostgreSQL on ${dataDirectory} does not get ready; see ${dataDirectory}.log.`,
  );
}

export function serverUrl({ port }: RunningServer, password: string, name = "xinqiao"): string {
  return `postgres://xinqiao:${password}@127.0.0.1:${port}/${name}`;
}

/** What the server itself says of itself, in lines whose order PostgreSQL documents (`miscadmin.h`). */
function readPidFile(dataDirectory: string) {
  const lines = readOrNull(join(dataDirectory, "postmaster.pid"))?.split("\n");
  if (!lines) return null;
  const [pid, directory = "", , port, , , , status = ""] = lines;
  return {
    mark: markOf(Number(pid)),
    dataDirectory: directory,
    port: Number(port),
    status: status.trim(),
  };
}

/** Whether that process is a server on this directory, and not another one with the same number. */
function serves(pid: number, dataDirectory: string): boolean {
  return readOrNull(`/proc/${pid}/cmdline`)?.split("\0").includes(dataDirectory) ?? false;
}

/** A copied folder brings the note of the server it was copied under, which would keep ours from starting. */
function removeForeignPidFile(dataDirectory: string) {
  const note = readPidFile(dataDirectory);
  if (note && note.dataDirectory !== dataDirectory) rmSync(join(dataDirectory, "postmaster.pid"));
}

function settings({ disposable }: ServerOptions): string[] {
  const common = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "512MB",
    work_mem: "32MB",
    maintenance_work_mem: "256MB",
    max_wal_size: "4GB",
    timezone: "Asia/Shanghai",
    log_min_messages: "log",
    jit: "off",
  };
  const unsafe = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  return Object.entries({ ...common, ...(disposable ? unsafe : {}) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
}

async function untilReady(
  child: ChildProcess,
  dataDirectory: string,
  log: string,
): Promise<ProcessMark> {
  let failure: string | undefined;
  child.once("error", (error) => (failure = error.message));
  child.once("exit", (code, signal) => (failure = `It ended with ${code ?? signal}.`));
  const pid = child.pid ?? 0;
  for (let until = Date.now() + READY_TIMEOUT_MS; Date.now() < until; await delay(25)) {
    if (failure !== undefined) break;
    const note = readPidFile(dataDirectory);
    if (note?.mark?.pid === pid && note.status === "ready") return note.mark;
  }
  child.kill("SIGKILL");
  throw new Error(
    `PostgreSQL did not start. ${failure ?? "It took too long."}\n${readOrNull(log)?.slice(-4000)}`,
  );
}

/** Creates the database that a URL names, where the server does not have it yet. */
export async function ensureDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const name = server.pathname.slice(1);
  server.pathname = "/postgres";
  const sql = connect(server.toString(), { max: 1 });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql.unsafe(`create database "${name}"`);
  } finally {
    await sql.end();
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object"
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
