import type { ReservedSql, Sql } from "postgres";
import type { ItemId } from "./catalogue.ts";
import type { BatchChannel, BatchCounts } from "./model.ts";

export type BatchReport = BatchCounts &
  Readonly<{
    batchId: number;
    item: ItemId;
    source: string;
    /** The same content had landed before: these are its counts, and nothing was changed. */
    repeated: boolean;
  }>;

export type BatchHead = Readonly<{
  item: ItemId;
  source: string;
  /** By command unless told. */
  channel?: BatchChannel;
  contentHash: string;
  now: Date;
}>;

/** A connection of a batch's own, within the transaction that the batch lands in. */
export type Landing = Readonly<{ connection: ReservedSql; batchId: number }>;

/**
 * Lets `land` do its work in one transaction, and leaves a batch that is landed or failed. The batch's
 * row is written before, in a transaction of its own, so that a killed process leaves a trace.
 *
 * A session lock on item and content is held all along. Sending the same content twice at once makes
 * the second wait and find it landed; and a running batch whose lock is free has lost its process.
 */
export async function inBatch(
  sql: Sql,
  head: BatchHead,
  land: (landing: Landing) => Promise<BatchCounts>,
): Promise<BatchReport> {
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock(${lockKey(connection, head.item, head.contentHash)})`;
    await failAbandonedBatches(connection, head.now);
    const earlier = await landedBefore(connection, head);
    if (earlier) return earlier;
    const batchId = await open(connection, head);
    try {
      await connection`begin`;
      const counts = await land({ connection, batchId });
      await close(connection, batchId, counts);
      await connection`commit`;
      return { batchId, item: head.item, source: head.source, repeated: false, ...counts };
    } catch (error) {
      await fail(connection, batchId).catch(() => undefined); // The next start marks it, if this cannot.
      throw error;
    }
  } finally {
    await connection`select pg_advisory_unlock_all()`.catch(() => undefined); // A lost connection holds none.
    connection.release();
  }
}

/** Marks as failed what a killed process left running. Returns how many there were. */
export async function failAbandonedBatches(sql: Sql, now: Date): Promise<number> {
  const failed = await sql`
    with running as materialized (select id, item_id, content_hash from intake.batch where status = 'running')
    update intake.batch set status = 'failed', finished_at = ${now.toISOString()}::timestamptz
    where id in (
      select id from running
      where pg_try_advisory_xact_lock(hashtextextended(item_id || ':' || content_hash, 0)))
    returning id`;
  return failed.length;
}

const lockKey = (sql: Sql, item: string, contentHash: string) =>
  sql`hashtextextended(${item}::text || ':' || ${contentHash}::text, 0)`;

async function landedBefore(
  sql: Sql,
  { item, contentHash }: BatchHead,
): Promise<BatchReport | null> {
  const [found] = await sql<(BatchCounts & { id: string; source: string })[]>`
    select id, source, received, accepted, superseded, duplicate, quarantined
    from intake.batch where item_id = ${item} and content_hash = ${contentHash} and status = 'landed'`;
  if (!found) return null;
  const { id, source, ...counts } = found;
  return { batchId: Number(id), item, source, repeated: true, ...counts };
}

async function open(sql: Sql, head: BatchHead): Promise<number> {
  const { item, source, channel = "command", contentHash, now } = head;
  const [created] = await sql<{ id: string }[]>`
    insert into intake.batch (item_id, source, channel, content_hash, status, started_at)
    values (${item}, ${source}, ${channel}, ${contentHash}, 'running', ${now.toISOString()}::timestamptz)
    returning id`;
  if (!created) throw new Error("a batch was inserted and not returned");
  return Number(created.id);
}

async function close(sql: Sql, batchId: number, counts: BatchCounts) {
  // The wall clock ends it: a batch takes minutes, which `now` at its start knows nothing of.
  await sql`
    update intake.batch set status = 'landed', finished_at = started_at + (clock_timestamp() - transaction_timestamp()),
      received = ${counts.received}, accepted = ${counts.accepted}, superseded = ${counts.superseded},
      duplicate = ${counts.duplicate}, quarantined = ${counts.quarantined}
    where id = ${batchId}`;
}

async function fail(sql: Sql, batchId: number) {
  await sql`rollback`;
  await sql`update intake.batch set status = 'failed', finished_at = clock_timestamp() where id = ${batchId}`;
}
