import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";

type LockOptions = Readonly<{
  /** Called once if another process holds the lock. */
  onWait?: () => void;
  /** Gives up waiting. */
  signal?: AbortSignal;
}>;

/**
 * Does its work while no other process does any under the same file. The lock is SQLite's on an empty
 * database, hence the kernel's on a file: it goes with the process that holds it, however that ends,
 * so that no lock is ever stale and none is ever broken by mistake.
 */
export async function withLock<Result>(
  file: string,
  work: () => Promise<Result>,
  { onWait, signal }: LockOptions = {},
): Promise<Result> {
  mkdirSync(dirname(file), { recursive: true });
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    for (let tries = 0; !taken(lock); tries++) {
      if (tries === 0) onWait?.();
      signal?.throwIfAborted();
      await delay(50);
    }
    signal?.throwIfAborted();
    return await work();
  } finally {
    lock.close();
  }
}

const SQLITE_BUSY = 5;

function taken(lock: DatabaseSync): boolean {
  try {
    lock.exec("begin exclusive");
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false; // node:sqlite's errors have one.
    throw error;
  }
}
