import { sql, type SQL } from "drizzle-orm";
import type { Db } from "#db/client.ts";

type Access = Readonly<{ uscc: string; accessId: number }>;

/**
 * Forgets the facts of the scores that rest on these looks, and where the result repeats them in
 * words: what they rested on was withdrawn. Total, grade and reasons stay with the decision that they
 * explain; nobody can decide on such a score any more, nor compute it again.
 */
export async function forgetFacts(db: Db, looks: readonly Access[], now: Date): Promise<number> {
  if (looks.length === 0) return 0;
  const usccs = listOf(looks.map(({ uscc }) => uscc));
  const accesses = listOf(looks.map(({ accessId }) => accessId));
  const [forgotten] = await db.execute<{ n: number }>(
    sql`select scoring.forget_looks(array[${usccs}]::text[], array[${accesses}]::bigint[],
      ${now.toISOString()}::timestamptz) as n`,
  );
  return forgotten?.n ?? 0;
}

const listOf = (values: readonly (string | number)[]): SQL =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
