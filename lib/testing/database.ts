import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { connect, database, type Db, type Sql } from "#db/client.ts";
import { urlAs } from "#db/migrate.ts";

type Role = "xinqiao_web" | "xinqiao_intake" | "xinqiao_worker";
const passwordOf = {
  xinqiao_web: "webPassword",
  xinqiao_intake: "intakePassword",
  xinqiao_worker: "workerPassword",
} as const;

export type FreshDatabase = Readonly<{
  url: string;
  /** Connections as the owner of all tables. */
  owner: Sql;
  /** Connections as one of the application's own roles, with no more rights than in production. */
  as: (role: Role) => Sql;
  urlAs: (role: Role) => string;
  drop: () => Promise<void>;
}>;

/** A copy of the migrated template: regions, industries, items; no enterprises, no accounts. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const server = connect(inject("serverUrl"), { max: 1 });
  // Copies of one template take turns: the server refuses two at once.
  await server`select pg_advisory_lock(hashtext('xinqiao.test.template'))`;
  await server.unsafe(`create database "${name}" template xinqiao_template`);
  await server`select pg_advisory_unlock(hashtext('xinqiao.test.template'))`;

  const url = new URL(inject("serverUrl"));
  url.pathname = `/${name}`;
  const opened: Sql[] = [];
  const open = (target: string) => {
    const sql = connect(target, { max: 20 });
    opened.push(sql);
    return sql;
  };
  const actingAs = (role: Role) => urlAs(url.toString(), role, inject(passwordOf[role]));
  return {
    url: url.toString(),
    owner: open(url.toString()),
    as: (role) => open(actingAs(role)),
    urlAs: actingAs,
    drop: async () => {
      await Promise.all(opened.map((sql) => sql.end({ timeout: 1 })));
      await server.unsafe(`drop database "${name}" with (force)`);
      await server.end();
    },
  };
}

class RolledBack extends Error {}
let shared: Promise<FreshDatabase> | undefined;

/** Runs in a transaction as the owner and rolls it back, so that tests do not see each other. */
export async function inDatabase(work: (db: Db) => Promise<void>): Promise<void> {
  shared ??= freshDatabase();
  const { owner } = await shared;
  try {
    await database(owner).transaction(async (tx) => {
      await work(tx);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}
