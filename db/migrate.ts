import { existsSync, readFileSync } from "node:fs";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { indicatorsOnFunction } from "../lib/credit/indicator-sql.ts";
import { installJobs } from "../lib/jobs/install.ts";
import { connect, database } from "./client.ts";

export type RolePasswords = Readonly<{ web: string; intake: string; worker: string }>;

/**
 * Brings a database up to date: tables, functions, roles and grants. Safe to run at every start and
 * by two processes at once: an advisory lock makes the second wait and find nothing to do.
 */
export async function migrateDatabase(ownerUrl: string, passwords: RolePasswords): Promise<void> {
  const sql = connect(ownerUrl, { max: 1, applicationName: "xinqiao-migrate" });
  try {
    await sql`select pg_advisory_lock(hashtext('xinqiao.migrate'))`;
    await ensureRole(sql, "xinqiao_web", passwords.web);
    await ensureRole(sql, "xinqiao_intake", passwords.intake);
    await ensureRole(sql, "xinqiao_worker", passwords.worker);
    await ensureRole(sql, "xinqiao_gate", null);
    await migrate(database(sql), {
      migrationsFolder: new URL("./migrations", import.meta.url).pathname,
    });
    await installJobs(ownerUrl);
    // Functions and grants are replaced as a whole each time, so that the file is the truth.
    await sql.unsafe(indicatorsOnFunction);
    for (const file of [
      "profile-series.sql",
      "audit.sql",
      "approval.sql",
      "bench.sql",
      "consent.sql",
      "evaluation.sql",
      "gate.sql",
      "jobs.sql",
      "kept.sql",
      "products.sql",
      "product-counts.sql",
      "quality.sql",
      "scoring.sql",
      "grants.sql",
    ]) {
      const path = new URL(`./functions/${file}`, import.meta.url);
      if (existsSync(path)) await sql.unsafe(readFileSync(path, "utf8"));
    }
  } finally {
    await sql.end();
  }
}

/** Roles belong to the server, not to a database, so another database may have made them already. */
async function ensureRole(sql: ReturnType<typeof connect>, name: string, password: string | null) {
  const login =
    password === null ? "nologin" : `login password '${password.replaceAll("'", "''")}'`;
  const [found] = await sql`select 1 from pg_roles where rolname = ${name}`;
  // A role that may create roles may not so much as mention SUPERUSER of one that is there already.
  await sql.unsafe(
    found
      ? `alter role ${name} ${login}`
      : `create role ${name} ${login} nosuperuser nocreatedb nocreaterole`,
  );
}

/** The same server and database as another role. */
export function urlAs(
  ownerUrl: string,
  role: "xinqiao_web" | "xinqiao_intake" | "xinqiao_worker",
  password: string,
): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}
