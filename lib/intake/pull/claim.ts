import type { Sql } from "postgres";
import type { ItemId } from "../catalogue.ts";
import type { SourceStatus } from "../model.ts";

/** One source of one pull, taken on by this process. */
export type Claimed = Readonly<{ pullId: string; item: ItemId; departmentId: string }>;

/** Longer than all tries of one source; a source that is silent for so long has lost its process. */
const LEASE_MS = 120_000;

type Room = Readonly<{
  /** Questions of each department that this process has under way. */
  underWay: ReadonlyMap<string, number>;
  /** How many of one department it asks at once. */
  lanes: number;
}>;

/**
 * Takes on what waits, the oldest first, as far as each department has room: a department that is
 * slow keeps only those waiting who ask it. A claim is a lease that each try renews.
 */
export async function claim(sql: Sql, { underWay, lanes }: Room, now: Date): Promise<Claimed[]> {
  const abandoned = new Date(now.getTime() - LEASE_MS).toISOString();
  const rows = await sql<{ pullId: string; item: string; departmentId: string }[]>`
    with busy as (
      select * from unnest(${[...underWay.keys()]}::text[], ${[...underWay.values()]}::int[]) as b (department_id, running)
    ), waiting as (
      select s.pull_id, s.item_id, i.department_id,
        row_number() over (partition by i.department_id order by p.requested_at, s.pull_id, s.item_id) as place
      from intake.pull_source s
      join intake.pull p on p.id = s.pull_id
      join intake.item i on i.id = s.item_id
      where s.status = 'pending' and (s.attempts = 0 or s.updated_at < ${abandoned}::timestamptz)
    ), chosen as (
      select s.pull_id, s.item_id, w.department_id
      from intake.pull_source s
      join waiting w on w.pull_id = s.pull_id and w.item_id = s.item_id
      left join busy b on b.department_id = w.department_id
      where w.place <= ${lanes}::int - coalesce(b.running, 0)
        and s.status = 'pending' and (s.attempts = 0 or s.updated_at < ${abandoned}::timestamptz)
      for update of s skip locked
    )
    update intake.pull_source s set attempts = 1, updated_at = ${now.toISOString()}::timestamptz
    from chosen c where s.pull_id = c.pull_id and s.item_id = c.item_id
    returning s.pull_id as "pullId", s.item_id as item, c.department_id as "departmentId"`;
  return rows.map((row) => ({ ...row, item: row.item as ItemId })); // The foreign key holds it to the catalogue.
}

/** A try begins: it is counted, and the lease runs anew. */
export async function noteTry(
  sql: Sql,
  { pullId, item }: Claimed,
  attempts: number,
  now: Date,
): Promise<void> {
  await sql`
    update intake.pull_source set attempts = ${attempts}, updated_at = ${now.toISOString()}::timestamptz
    where pull_id = ${pullId} and item_id = ${item} and status = 'pending'`;
}

/** Leaves a source to whoever looks next, without waiting for the lease to run out. */
export async function giveBack(sql: Sql, { pullId, item }: Claimed): Promise<void> {
  await sql`
    update intake.pull_source set attempts = 0
    where pull_id = ${pullId} and item_id = ${item} and status = 'pending'`;
}

/** How a source ended, in words for the person who waits. */
export type Ending = Readonly<{
  status: Exclude<SourceStatus, "pending">;
  reason: string | null;
  batchId: number | null;
}>;

export async function end(
  sql: Sql,
  { pullId, item }: Claimed,
  { status, reason, batchId }: Ending,
  now: Date,
): Promise<void> {
  await sql`
    update intake.pull_source
    set status = ${status}, reason = ${reason}, batch_id = ${batchId}, updated_at = ${now.toISOString()}::timestamptz
    where pull_id = ${pullId} and item_id = ${item} and status = 'pending'`;
}
