import type { TransactionSql } from "postgres";
import type { Sql } from "#db/client.ts";
import type { LogAnchor, LogLine, LogRange, LogRecord } from "./model.ts";

const BATCH = 5_000;

/** One state of the log, whatever is written meanwhile. */
export function inSnapshot<Result>(
  sql: Sql,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  // begin() awaits what the callback returns; its own type maps arrays, which a Result may be.
  return sql.begin("isolation level repeatable read read only", work) as Promise<Result>;
}

/**
 * The log as records, the anchors first, then the lines by chain and number; memory stays flat. The
 * line before a range comes too where `withLineBefore` asks for it, so that the link can be checked.
 */
export async function* readLog(
  tx: TransactionSql,
  range?: LogRange,
  withLineBefore = false,
): AsyncGenerator<readonly LogRecord[]> {
  const inChain = range ? tx`where chain = ${range.chain}` : tx``;
  const anchors = await tx<LogAnchor[]>`
    select distinct on (chain) chain, seq, hash, ${instantText(tx, "purged_at")} as "purgedAt", lines
    from audit.anchor ${inChain} order by chain, seq desc`;
  yield anchors.map((anchor) => ({ type: "anchor", ...anchor }));

  const lines = tx<LogLine[]>`
    select chain, seq, ${instantText(tx, "at")} as at, kind, body, previous_hash as "previousHash", hash
    from audit.line ${inRange(tx, range, withLineBefore)} order by chain, seq`;
  for await (const batch of lines.cursor(BATCH)) {
    yield batch.map((line) => ({ type: "line", ...line }));
  }
}

/** How many lines `readLog` will give. */
export async function countLog(tx: TransactionSql, range?: LogRange): Promise<number> {
  const [row] = await tx<{ lines: number }[]>`
    select count(*) as lines from audit.line ${inRange(tx, range, false)}`;
  return row?.lines ?? 0;
}

/** An instant as it is hashed and as an export holds it. */
export const instantText = (tx: TransactionSql, column: string) =>
  tx`to_char(${tx(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function inRange(tx: TransactionSql, range: LogRange | undefined, withLineBefore: boolean) {
  if (!range) return tx``;
  const { chain, from = 1, to = Number.MAX_SAFE_INTEGER } = range;
  return tx`where chain = ${chain} and seq between ${withLineBefore ? from - 1 : from} and ${to}`;
}
