import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, readOrNull, thisProcess, type ProcessMark } from "#db/processes.ts";
import {
  ensureDatabase,
  runningServer,
  serverUrl,
  startServer,
  stopServer,
  type RunningServer,
} from "#db/server.ts";
import { withLock } from "./lock.ts";

/**
 * Several commands share one embedded server: the first starts it, and whichever leaves last stops
 * it. Those that died without leaving do not count.
 */
type Shared = Readonly<{ home: string; dataDirectory: string }>;

/** Takes a part in the server, which is started if it does not run, and given its database. */
export function joinServer(
  shared: Shared,
  password: string,
  { as = thisProcess(), signal }: Readonly<{ as?: ProcessMark; signal?: AbortSignal }> = {},
): Promise<RunningServer> {
  const { home, dataDirectory } = shared;
  const work = async () => {
    const server =
      (await runningServer(dataDirectory)) ?? (await startServer({ dataDirectory, password }));
    writeUsers(shared, [...usersBut(shared, as), as]);
    await ensureDatabase(serverUrl(server, password));
    return server;
  };
  return withLock(lockOf(home), work, signal && { signal });
}

/** Gives up the part; the last one stops the server. Waits for a start that is under way. */
export function leaveServer(shared: Shared, as: ProcessMark = thisProcess()): Promise<void> {
  const { home, dataDirectory } = shared;
  return withLock(lockOf(home), async () => {
    const others = usersBut(shared, as);
    writeUsers(shared, others);
    if (others.length > 0) return;
    const server = await runningServer(dataDirectory);
    if (server) await stopServer(server);
  });
}

const lockOf = (home: string) => join(home, "database.lock");
const noteOf = (home: string) => join(home, "database-users.json");

/** The living users. A note that came with a copied `.data/` speaks of another server, and is none. */
function usersBut({ home, dataDirectory }: Shared, me: ProcessMark): ProcessMark[] {
  const text = readOrNull(noteOf(home));
  if (text === null) return [];
  const note = JSON.parse(text) as { dataDirectory: string; users: ProcessMark[] }; // Written below.
  if (note.dataDirectory !== dataDirectory) return [];
  return note.users.filter((user) => user.pid !== me.pid && isAlive(user));
}

function writeUsers({ home, dataDirectory }: Shared, users: readonly ProcessMark[]) {
  const note = noteOf(home);
  if (users.length === 0) return rmSync(note, { force: true });
  mkdirSync(home, { recursive: true });
  // In one piece, for a killed process must not leave half a note.
  writeFileSync(`${note}.new`, JSON.stringify({ dataDirectory, users }), { mode: 0o600 });
  renameSync(`${note}.new`, note);
}
