import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canReach, makeOpenFolder, outside, serverPerson } from "./host.ts";
import { isAlive, markOf, sendSignal, thisProcess, type ProcessMark } from "./processes.ts";
import { ensureDatabase, runningServer, serverUrl, startServer, stopServer } from "./server.ts";

/** A server for one run: nothing of it is left afterwards. */
export type DisposableServer = Readonly<{
  url: string;
  port: number;
  /** Stops the server and deletes its data. */
  stop: () => Promise<void>;
}>;

const PREFIX = "xinqiao-disposable-";

/**
 * Starts a server on a new cluster, which ends with this process: in order by `stop`, at once where
 * the process just exits, and with the next disposable server where it was killed. `onEnd` is told of
 * `stop` before anything runs; stopped meanwhile, it waits for the start and then undoes it.
 */
export async function startDisposable(
  password: string,
  onEnd: (stop: () => Promise<void>) => void = () => undefined,
): Promise<DisposableServer> {
  const base = temporaryFolder();
  await sweep(base);
  const folder = mkdtempSync(join(base, `${PREFIX}${nameOf(thisProcess())}-`));
  makeOpenFolder(folder);
  let mark: ProcessMark | null = null;
  const atExit = () => {
    if (mark) killAndWait(mark);
    remove(folder);
  };
  process.once("exit", atExit);
  const starting = startServer({
    dataDirectory: join(folder, "data"),
    password,
    disposable: true,
  });
  const stop = async () => {
    const started = await starting.catch(() => null);
    if (started) await stopServer(started);
    remove(folder);
    process.removeListener("exit", atExit);
  };
  onEnd(stop);
  const server = await starting;
  mark = server.mark;
  const url = serverUrl(server, password);
  await ensureDatabase(url);
  return { url, port: server.port, stop };
}

/** Tries again where something is still being written into the folder. */
const remove = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });

function temporaryFolder(): string {
  if (canReach(serverPerson(), tmpdir())) return tmpdir();
  makeOpenFolder(outside);
  return outside;
}

/** Servers and data of processes that were killed and could not clean up. */
export async function sweep(base: string): Promise<void> {
  for (const name of readdirSync(base).filter((name) => name.startsWith(PREFIX))) {
    const folder = join(base, name);
    if (isOurs(folder) && !starterLives(name)) await sweepOne(folder);
  }
}

async function sweepOne(folder: string) {
  const server = await runningServer(join(folder, "data"));
  if (server) await stopServer(server);
  remove(folder);
}

/** The folder of temporary files is everybody's: what another user put there is none of our business. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === process.getuid?.();
}

/** The starter stands in the folder's name, so that no moment is without it. */
const nameOf = ({ pid, began }: ProcessMark): string =>
  `${pid}-${createHash("sha256").update(began).digest("hex").slice(0, 12)}`;

function starterLives(name: string): boolean {
  const mark = markOf(Number(name.slice(PREFIX.length).split("-")[0]));
  return mark !== null && name.startsWith(`${PREFIX}${nameOf(mark)}-`);
}

/** Nothing asynchronous happens any more while a process exits, so this waits in its place. */
function killAndWait(mark: ProcessMark) {
  sendSignal(mark.pid, "SIGQUIT", "alone");
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 150 && isAlive(mark); tries++) Atomics.wait(clock, 0, 0, 20);
}
