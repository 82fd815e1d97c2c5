import "server-only";
import { sql } from "drizzle-orm";
import { connect, database, type Db, type Sql } from "#db/client.ts";
import { env } from "../kernel/env.ts";

// One pool a process: the development server reloads modules, and each reload would open another.
const kept = globalThis as typeof globalThis & { xinqiaoWebSql?: Sql };

/** The web process's database, as its own role. */
export function webDatabase(): Db {
  kept.xinqiaoWebSql ??= connect(env().WEB_DATABASE_URL, {
    max: 20,
    applicationName: "xinqiao-web",
  });
  return database(kept.xinqiaoWebSql);
}

/** How long the queries that still run on a pool that was given up may take, in seconds. */
const LAST_QUERIES = 10;

/**
 * Gives the pool up for a new one. To be called when the database could not be reached: in
 * postgres.js 3.4.9 a connection that is lost within a transaction leaves its place in the pool
 * unusable for good (its issues 1154 and 1208). A new pool connects when it is first asked.
 */
export function renewPool(): void {
  const given = kept.xinqiaoWebSql;
  delete kept.xinqiaoWebSql;
  given?.end({ timeout: LAST_QUERIES }).catch(() => undefined); // Nothing of it is wanted any more.
}

/** Resolves when the database answers. */
export async function pingDatabase(): Promise<void> {
  await webDatabase().execute(sql`select 1`);
}

/** That the database cannot be reached, in words that may be printed. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";

  constructor() {
    super("The database cannot be reached.");
  }
}

/** Whether an error says that the database cannot be reached now, so that trying again makes sense. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? String(cause.code) : "";
    if (unreachableCodes.has(code) || code.startsWith("08")) return true;
  }
  return false;
}

const unreachableCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);
