import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Sql } from "postgres";
import type { Landing } from "./batches.ts";
import type { ItemId } from "./catalogue.ts";
import type { RowProblem } from "./model.ts";
import { rowColumns } from "./validator.ts";

export type Quarantined = Readonly<{ line: number; raw: Readonly<Record<string, unknown>> }> &
  RowProblem;
export type Merged = Readonly<{ accepted: number; superseded: number; duplicate: number }>;

const measured = rowColumns.slice(3);
const listed = (prefix: string, names: readonly string[]) =>
  names.map((name) => `${prefix}.${name}`).join(", ");
/** Whether two rows say the same; null equals null. */
const same = (one: string, other: string) =>
  `(${listed(one, measured)}) is not distinct from (${listed(other, measured)})`;

/** The table that a batch gathers its good rows in; it goes with the transaction. */
export async function openIncoming({ connection }: Landing) {
  // Sorting a batch in memory is worth more here than in a query of the web.
  await connection`set local work_mem = '256MB'`;
  await connection`
    create temporary table incoming (
      uscc char(18) not null, period date not null, key text not null,
      amount_fen bigint, tax_fen bigint, paid_fen bigint, arrears_fen bigint,
      count integer, quantity double precision, category text, payload jsonb
    ) on commit drop`;
}

/** Sends validated rows, already in COPY's text form. */
export async function copyRows({ connection }: Landing, text: string) {
  if (text === "") return;
  const columns = rowColumns.join(", ");
  const target = await connection.unsafe(`copy incoming (${columns}) from stdin`).writable();
  await pipeline(Readable.from([Buffer.from(text)]), target);
}

export async function quarantine({ connection, batchId }: Landing, rows: readonly Quarantined[]) {
  if (rows.length === 0) return;
  const kept = JSON.stringify(rows, (_, value: unknown) =>
    typeof value === "string" ? keepable(value) : value,
  );
  await connection`
    insert into intake.quarantine (batch_id, line, field, rule, message, raw)
    select ${batchId}, line, field, rule, message, raw
    from json_to_recordset(${kept}::text::json)
      as bad (line integer, field text, rule text, message text, raw jsonb)`;
}

/** No field is as long; a file of nothing but endless lines shall not fill the memory. */
const LONGEST_RAW = 20_000;

/** PostgreSQL keeps every character but NUL and half a surrogate pair. */
const keepable = (text: string) =>
  text.slice(0, LONGEST_RAW).replaceAll("\0", "\u2400").toWellFormed();

/**
 * Batches of one item merge one after the other. A lock for each enterprise would let more run side by
 * side, but a batch has as many as 100,000 of them and the server's lock table does not hold so many;
 * and since a batch is of one item and so takes one lock, two batches cannot wait for each other.
 * Reading, checking and copying rows go on side by side: only the merge waits.
 */
export async function lockItem(sql: Sql, item: ItemId) {
  await sql`select pg_advisory_xact_lock(hashtextextended('intake.item:' || ${item}::text, 0))`;
}

/**
 * Merges what was gathered into `credit.record`, set-based: a row that is there already is a
 * duplicate; one that says something else supersedes what was said; any other is new.
 */
export async function mergeIncoming(
  { connection, batchId }: Landing,
  item: ItemId,
  now: Date,
): Promise<Merged> {
  await lockItem(connection, item);
  // The planner needs to know how many rows there are; a small sample tells it that.
  await connection`set local default_statistics_target = 10`;
  await connection`analyze incoming`;
  const at = now.toISOString();
  // Rows arrive in order, so the physically last of one identity is the last line: it wins.
  await connection.unsafe(
    `create temporary table decided on commit drop as
     select latest.*, held.version, held.recorded_at as held_at,
       case when held.uscc is null then 'accepted'
            when ${same("latest", "held")} then 'duplicate'
            else 'superseded' end as outcome
     from (select distinct on (uscc, period, key) incoming.*, ctid as place
           from incoming order by uscc, period, key, ctid desc) latest
     left join credit.record held
       on held.uscc = latest.uscc and held.item = '${item}' and held.period = latest.period
       and held.key = latest.key and held.superseded_at is null`,
  );
  // Of two batches the one that merges later may have begun earlier; a row is never valid backwards.
  await connection`
    update credit.record held set superseded_at = greatest(${at}::timestamptz, held.recorded_at)
    from decided
    where decided.outcome = 'superseded' and held.uscc = decided.uscc and held.item = ${item}
      and held.period = decided.period and held.key = decided.key and held.version = decided.version`;
  await connection.unsafe(
    `insert into credit.record (item, version, batch_id, recorded_at, ${rowColumns.join(", ")})
     select '${item}', coalesce(version, 0) + 1, $1::bigint, greatest($2::timestamptz, held_at), ${listed("decided", rowColumns)}
     from decided where outcome <> 'duplicate'`,
    [batchId, at],
  );
  // In this transaction, so that whoever sees the rows sees that there is something new to see.
  await connection`
    insert into credit.data_version as known (uscc, item, version, changed_at)
    select distinct uscc, ${item}, 1, ${at}::timestamptz from decided where outcome <> 'duplicate'
    on conflict (uscc, item) do update set version = known.version + 1,
      changed_at = greatest(known.changed_at, excluded.changed_at)`;
  return await countOutcomes(connection);
}

/** An earlier line that a later one of the same batch repeats is a duplicate; one that it changes, superseded. */
async function countOutcomes(connection: Sql): Promise<Merged> {
  const [counts] = await connection.unsafe<[Merged & { total: number }]>(
    `select (select count(*) from incoming)::integer as total,
       count(*) filter (where outcome = 'accepted')::integer as accepted,
       count(*) filter (where outcome = 'superseded')::integer as superseded,
       count(*) filter (where outcome = 'duplicate')::integer as duplicate
     from decided`,
  );
  const { total, ...decided } = counts;
  const earlier = total - decided.accepted - decided.superseded - decided.duplicate;
  if (earlier === 0) return decided;
  const [{ repeated }] = await connection.unsafe<[{ repeated: number }]>(
    `select count(*)::integer as repeated from incoming join decided using (uscc, period, key)
     where incoming.ctid <> decided.place and ${same("incoming", "decided")}`,
  );
  return {
    accepted: decided.accepted,
    superseded: decided.superseded + earlier - repeated,
    duplicate: decided.duplicate + repeated,
  };
}
