import type { Sql } from "#db/client.ts";
import { removeLeftovers } from "./content.ts";

/** Lets go of the tables whose time has come, and of copies that a killed process left on disk. */
export async function forgetTables(
  sql: Sql,
  now: Date,
): Promise<{ tables: number; leftovers: number }> {
  const [row] = await sql<{ tables: number }[]>`
    select scoring.forget_bench_tables(null, ${now.toISOString()}::timestamptz) as tables`;
  return { tables: row?.tables ?? 0, leftovers: await removeLeftovers(now) };
}
