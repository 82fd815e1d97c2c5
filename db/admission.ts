import { readFileSync } from "node:fs";
import { connect, type Sql } from "./client.ts";
import { StartRefused } from "./start-refused.ts";

/**
 * Refuses a database that holds somebody else's tables, before anything is written to it. Ours has
 * one of our migrations in drizzle's list; a list alone tells nothing, for others use drizzle too.
 */
export async function refuseForeign(url: string): Promise<void> {
  if (!URL.canParse(url))
    throw new StartRefused(
      "DATABASE_URL must be an address such as postgres://user:password@host:5432/database.",
    );
  const sql = connect(url, { max: 1, applicationName: "xinqiao-admission" });
  try {
    if (await isOurs(sql)) return;
    const tables = await tablesOf(sql);
    if (tables.length === 0) return;
    const named = tables.slice(0, 3).join(", ") + (tables.length > 3 ? ", …" : "");
    throw new StartRefused(
      `The database that DATABASE_URL names holds tables that are not 信桥's (${named}). ` +
        "Nothing was written to it. Give an empty database, for example one made by `createdb xinqiao`.",
    );
  } catch (error) {
    const { code = "", message } = error as Error & { code?: string }; // Nothing else is thrown here.
    if (UNUSABLE.test(code))
      throw new StartRefused(`The database that DATABASE_URL names cannot be opened: ${message}`);
    throw error;
  } finally {
    await sql.end();
  }
}

/** No server, no such host, no such user, wrong password, no such database. */
const UNUSABLE = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|CONNECT_TIMEOUT|28|3D)/;

async function isOurs(sql: Sql): Promise<boolean> {
  const [list] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!list?.name) return false;
  const [known] = await sql`
    select 1 from drizzle.__drizzle_migrations where created_at = any (${ourMigrations()}::bigint[]) limit 1`;
  return known !== undefined;
}

/** The moments our migrations were made, which is what drizzle remembers them by. */
function ourMigrations(): number[] {
  const path = new URL("./migrations/meta/_journal.json", import.meta.url);
  const { entries } = JSON.parse(readFileSync(path, "utf8")) as { entries: { when: number }[] }; // Written by drizzle-kit.
  return entries.map(({ when }) => when);
}

/** All tables and views but the server's own, those of extensions, and the list that a first start left empty. */
async function tablesOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by 1`;
  const names = rows.map(({ name }) => name);
  if (!names.includes(LIST)) return names;
  const [entry] = await sql`select 1 from drizzle.__drizzle_migrations limit 1`;
  return entry ? names : names.filter((name) => name !== LIST);
}

const LIST = "drizzle.__drizzle_migrations";
