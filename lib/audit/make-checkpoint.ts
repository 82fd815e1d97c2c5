import { open, type FileHandle } from "node:fs/promises";
import type { TransactionSql } from "postgres";
import type { Sql } from "#db/client.ts";
import { dayOf } from "../kernel/calendar.ts";
import { sha256, type Signer } from "../kernel/signing.ts";
import { checkpointLine, timeOfCheckpoint } from "./checkpoints.ts";
import type { Head } from "./model.ts";

const TAIL_BYTES = 1 << 16;
// For clocks that differ, and for transactions that were open when the checkpoint before was made.
const MARGIN_MS = 3_600_000;

/**
 * Signs where the chains end now, and adds that as one line to a file outside the database, of which
 * copies belong where the database's owner cannot reach. Whoever changes the past of the log would
 * have to change this file and every copy of it too. The first checkpoint of a day names every chain,
 * the others those that moved. One checkpoint is made at a time.
 */
export function makeCheckpoint(
  sql: Sql,
  signer: Signer,
  file: string,
  now: Date,
): Promise<Readonly<{ chains: number; sha256: string }>> {
  return sql.begin(async (tx) => {
    // The database holds the file's lock: it is let go whatever becomes of this process.
    await tx`select pg_advisory_xact_lock(hashtextextended('audit.checkpoint', 0))`;
    const out = await open(file, "a+", 0o600);
    try {
      const tail = await tailOf(out);
      const heads = await headsOf(tx, movedSince(tail.line, now));
      if (tail.torn > 0) await out.truncate(tail.size - tail.torn);
      const line = checkpointLine(
        { at: now.toISOString(), heads, previous: hashOf(tail.line) },
        signer,
      );
      await out.appendFile(`${line}\n`);
      await out.sync();
      return { chains: heads.length, sha256: sha256(line) };
    } finally {
      await out.close();
    }
  });
}

/** SHA-256 of the last whole line of a checkpoint file; null where there is none. */
export async function lastCheckpointHash(file: string): Promise<string | null> {
  const found = await open(file, "r").catch(unlessAbsent);
  if (!found) return null;
  try {
    return hashOf((await tailOf(found)).line);
  } finally {
    await found.close();
  }
}

/** From when on a chain's lines are new to the file; null: every chain is to be named. */
function movedSince(lastLine: Buffer | null, now: Date): Date | null {
  const last = lastLine && timeOfCheckpoint(lastLine.toString("utf8"));
  if (!last || dayOf(last) !== dayOf(now)) return null;
  return new Date(last.getTime() - MARGIN_MS);
}

/** Counted, not taken from the numbers: a line that is missing now is signed as missing. */
async function headsOf(tx: TransactionSql, since: Date | null): Promise<Head[]> {
  const moved = since
    ? tx`where chain in (select new.chain from audit.line new where new.at >= ${since.toISOString()}::timestamptz)`
    : tx``;
  return [
    ...(await tx<Head[]>`
      select head.chain, head.seq, line.hash, head.count
      from (select chain, max(seq) as seq, count(*) as count from audit.line ${moved} group by chain) head
      join audit.line line on line.chain = head.chain and line.seq = head.seq
      order by head.chain`),
  ];
}

type Tail = Readonly<{
  /** The last line that ends as lines do. */
  line: Buffer | null;
  size: number;
  /** How many bytes a crash has left after it. */
  torn: number;
}>;

const hashOf = (line: Buffer | null): string | null => line && sha256(line);

async function tailOf(file: FileHandle): Promise<Tail> {
  const { size } = await file.stat();
  let tail = Buffer.alloc(0);
  for (let start = size; ;) {
    const end = tail.lastIndexOf(10);
    const before = end > 0 ? tail.lastIndexOf(10, end - 1) : -1;
    if (start === 0 || before >= 0) {
      const line = end < 0 ? null : tail.subarray(before + 1, end);
      return { line, size, torn: tail.length - 1 - end };
    }
    const length = Math.min(start, Math.max(TAIL_BYTES, tail.length));
    start -= length;
    const piece = Buffer.alloc(length);
    await file.read(piece, 0, length, start);
    tail = Buffer.concat([piece, tail]);
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
