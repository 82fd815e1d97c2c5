import type { Sql } from "#db/client.ts";
import { database } from "#db/client.ts";
import { dayOf } from "../kernel/calendar.ts";
import { notify } from "../notify/index.ts";

/** A chain that is not what was hashed keeps its evidence: the database refuses to shorten it. */
const BROKEN = "XX001";

/**
 * Lets go of what the log need not keep any longer, chain by chain. How old that is stands in the
 * database, which takes no word of it from here. A chain that is found broken is left as it is, and
 * the operator is told.
 */
export async function purgeAudit(
  sql: Sql,
  now: Date,
): Promise<{ chains: number; lines: number; broken: number }> {
  const found = await sql<{ chain: string }[]>`
    select distinct chain from audit.line
    where at < ${now.toISOString()}::timestamptz - interval '3 years' order by chain`;
  let chains = 0;
  let lines = 0;
  let broken = 0;
  for (const { chain } of found) {
    try {
      const [purged] = await sql<{ lines: number | null }[]>`
        select audit.purge_due(${chain}) as lines`;
      chains += purged?.lines ? 1 : 0;
      lines += purged?.lines ?? 0;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === BROKEN)) throw error;
      broken++;
      await tellOperator(sql, chain, now);
    }
  }
  return { chains, lines, broken };
}

const tellOperator = (sql: Sql, chain: string, now: Date) =>
  notify(database(sql), {
    organisation: "platform",
    kind: "system",
    subject: "存证链校验不符，已停止清理",
    body: `存证链 ${chain} 与其哈希不符，到期记录没有清理，证据保持原样。请运行存证校验（npm run audit -- verify），查明原因后再处理。`,
    href: null,
    onceKey: `audit:${chain}:broken:${dayOf(now)}`,
    now,
  });
