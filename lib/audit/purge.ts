import type { TransactionSql } from "postgres";
import type { Sql } from "#db/client.ts";
import { instantText } from "./read-log.ts";

/** What one purge took from one chain. */
export type ChainPurge = Readonly<{
  chain: string;
  lines: number;
  from: number;
  to: number;
  /** `2023-11-21T01:02:03.004Z`. */
  fromAt: string;
  toAt: string;
  /** Of the last line that went: the kept part continues it. */
  hash: string;
  accessRows: number;
  /** The line about adverse information that keeps itself and what follows, and how much that is. */
  heldBy: number | null;
  held: number;
}>;

export type PurgeOptions = Readonly<{
  /** Older lines go; refused where it is less than three years ago. */
  before: Date;
  chain?: string;
  /** Reports what would go, and takes it back. */
  dryRun?: boolean;
  onProgress?: (done: number, total: number) => void;
}>;

export type PurgeReport = Readonly<{
  purged: readonly ChainPurge[];
  /** Chains that were found broken and left as they are. */
  broken: readonly Readonly<{ chain: string; reason: string }>[];
}>;

/** What audit.purge_chain says of a chain that is not what was hashed. */
const BROKEN = "XX001";

/** Removes what need not be kept any longer (docs/audit.md), one transaction a chain, as the owner. */
export async function purgeLog(
  sql: Sql,
  { before, chain, dryRun = false, onProgress = () => undefined }: PurgeOptions,
): Promise<PurgeReport> {
  const chains = await sql<{ chain: string }[]>`
    select distinct chain from audit.line
    where at < ${before.toISOString()}::timestamptz and (${chain ?? null}::text is null or chain = ${chain ?? null}) order by chain`;
  const purged: ChainPurge[] = [];
  const broken: { chain: string; reason: string }[] = [];
  let done = 0;
  for (const { chain: name } of chains) {
    try {
      const gone = await purgeChain(sql, { chain: name, before, dryRun });
      if (gone) purged.push(gone);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === BROKEN)) throw error;
      broken.push({ chain: name, reason: error.message });
    }
    onProgress(++done, chains.length);
  }
  return { purged, broken };
}

class TakenBack extends Error {}

async function purgeChain(
  sql: Sql,
  { chain, before, dryRun }: Readonly<{ chain: string; before: Date; dryRun: boolean }>,
): Promise<ChainPurge | null> {
  let purged: ChainPurge | null = null;
  try {
    await sql.begin(async (tx) => {
      purged = await purgeIn(tx, chain, before);
      if (dryRun) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return purged;
}

async function purgeIn(
  tx: TransactionSql,
  chain: string,
  before: Date,
): Promise<ChainPurge | null> {
  const [row] = await tx<ChainPurge[]>`
    select chain, lines, from_seq as "from", to_seq as "to", ${instantText(tx, "from_at")} as "fromAt",
      ${instantText(tx, "to_at")} as "toAt", hash, access_rows as "accessRows", held_by as "heldBy", held
    from audit.purge_chain(${chain}, ${before.toISOString()}::timestamptz)`;
  return row ?? null;
}
