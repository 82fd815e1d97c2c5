import type { Sql, TransactionSql } from "postgres";
import { rounded } from "./formulas/arithmetic.ts";
import { indicatorFormulas, indicatorRows, indicatorScope } from "./formulas/index.ts";
import { indicators, type Indicator, type IndicatorId, type IndicatorValues } from "./indicators.ts";

export type RefreshScope = Readonly<{
  /** Null: every registered enterprise. */
  usccs: readonly string[] | null;
  today: string;
  now: Date;
}>;

/** The column of `credit.indicator` that an indicator is kept in. */
export const columnOf = (id: string): string =>
  id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const typeOf = ({ kind, unit }: Indicator) =>
  kind === "text" ? "text" : unit === "分" ? "bigint" : "integer";

const columns = [
  "as_of",
  "computed_at",
  "data_versions",
  ...indicators.map(({ id }) => columnOf(id)),
];
const isRatio = ({ unit }: Indicator) => unit === "基点" || unit === "HHI";
const raw = indicators.map(({ id }) => `${indicatorFormulas[id]} as ${columnOf(id)}`);
const kept = indicators.map((each) => {
  const column = columnOf(each.id);
  return `(${isRatio(each) ? rounded(column) : column})::${typeOf(each)} as ${column}`;
});

/**
 * All indicators of the enterprises $1 as of the day $2, from what was known at $3. Each enterprise is
 * found by its code in the primary key, so the work grows with what is asked for and needs no room for
 * sorting a province at once; for one and for a million the plan is the same.
 */
const select = (more: string) => `
select uscc, as_of, ${more}${kept.join(",\n  ")}
from (
  select s.uscc, s.as_of, ${raw.join(",\n    ")}
  from ${indicatorRows} offset 0
) found`;

/** In the same statement as the records are read, so that neither is newer than the other. */
const versions = `(select jsonb_object_agg(v.item, v.version) from credit.data_version v where v.uscc = found.uscc)`;

const upsert = `
with ${indicatorScope}
insert into credit.indicator (uscc, ${columns.join(", ")})
${select(`$4::timestamptz as computed_at, ${versions} as data_versions, `)}
on conflict (uscc) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}`;

const asKnown = `with ${indicatorScope} select uscc, as_of::text, to_jsonb(known) as values
from (${select("")}) known`;

/**
 * The same as a function of the database, for the gate, whose functions read records and nobody else's
 * do: enterprises, day, and the instant whose knowledge counts. It is made at each migration, so that
 * there is one text of the formulas. The settings are those of `settle`.
 */
export const indicatorsOnFunction = `
create or replace function credit.indicators_on(bpchar[], date, text)
returns table (uscc bpchar, as_of date, found jsonb)
language sql stable set search_path = pg_catalog, pg_temp
set jit = off set join_collapse_limit = 1 set plan_cache_mode = force_generic_plan set enable_memoize = off
as $indicators$
with ${indicatorScope} select known.uscc, known.as_of, to_jsonb(known) from (${select("")}) known
$indicators$;
revoke all on function credit.indicators_on(bpchar[], date, text) from public;`;

/** Enterprises of one statement: enough to plan once for many, few enough to be over in a second. */
const PORTION = 2_000;

/** Settings of one transaction: the steps stand in the order that they are to be taken in. */
async function settle(tx: TransactionSql): Promise<void> {
  // Compiling or planning some hundred expressions takes longer than evaluating them for a firm, and no
  // firm is asked for twice.
  await tx`
    select set_config('jit', 'off', true), set_config('join_collapse_limit', '1', true),
      set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_memoize', 'off', true)`;
}

/**
 * Computes the indicators anew and returns how many enterprises were written. Safe to run at any time
 * and by several processes at once; an interrupted run leaves whole rows and can be repeated.
 */
export async function refreshIndicators(
  sql: Sql,
  { usccs, today, now }: RefreshScope,
): Promise<number> {
  const refresh = (portion: Portion) => refreshPortion(sql, portion, today, now);
  if (usccs !== null) return await summed(portionsOf(usccs), refresh);
  const written = await Promise.all(
    lanes.map((shards) => summed(registered(sql, shards), refresh)),
  );
  return written.reduce((all, each) => all + each, 0);
}

/**
 * Enterprises are dealt out by the last character of their codes, which is a check character, so that
 * two connections can be at work on different ones. A full refresh runs in two lanes.
 */
const SHARDS = 4;
const lanes = [
  [0, 3],
  [1, 2],
] as const;
const shardOf = (uscc: string) => (uscc.at(-1) ?? "").charCodeAt(0) % SHARDS;
type Portion = Readonly<{ usccs: readonly string[]; shards: readonly number[] }>;

async function summed(
  portions: Iterable<Portion> | AsyncIterable<Portion>,
  refresh: (portion: Portion) => Promise<number>,
): Promise<number> {
  let written = 0;
  for await (const portion of portions) written += await refresh(portion);
  return written;
}

async function refreshPortion(sql: Sql, { usccs, shards }: Portion, today: string, now: Date) {
  return await sql.begin(async (tx) => {
    // Whoever writes last has read last: else a long refresh could undo what a short one has seen.
    // Taken in ascending order, so that two who need several cannot wait for each other.
    for (const shard of shards)
      await tx`select pg_advisory_xact_lock(hashtextextended('credit.indicator', ${shard}))`;
    await settle(tx);
    const parameters = [usccs, today, "infinity", now.toISOString()];
    const result = await tx.unsafe(upsert, parameters, { prepare: true });
    return result.count;
  });
}

/** Which enterprises, seen from which business day, and what was known at which instant; null: now. */
export type IndicatorQuestion = Readonly<{
  usccs: readonly string[];
  asOf: string;
  knownAt: Date | null;
}>;
export type IndicatorAnswer = Readonly<{ asOf: string; values: IndicatorValues }>;

/**
 * The indicators of some enterprises as they stood on a past day, by code, and nothing is kept. A code
 * that nobody has registered is left out.
 */
export async function indicatorsAsOf(
  sql: Sql,
  { usccs, asOf, knownAt }: IndicatorQuestion,
): Promise<ReadonlyMap<string, IndicatorAnswer>> {
  const found = new Map<string, IndicatorAnswer>();
  for (const portion of portionsOf(usccs)) {
    const rows = await sql.begin(async (tx) => {
      await settle(tx);
      const parameters = [portion.usccs, asOf, knownAt?.toISOString() ?? "infinity"];
      return await tx.unsafe<Row[]>(asKnown, parameters, { prepare: true });
    });
    for (const { uscc, as_of, values } of rows)
      found.set(uscc, { asOf: as_of, values: valuesFrom(values) });
  }
  return found;
}

/**
 * Runs a statement over the indicators of every registered enterprise as they stood on a day and were
 * known at an instant, portion by portion, and returns how many rows it wrote. The statement reads the
 * relation `known`: `uscc`, `as_of`, and a column for each indicator (`columnOf`). Its own parameters
 * begin at $4. It may be interrupted between two portions, so it must bear being run again.
 */
export async function overIndicatorsAsOf(
  sql: Sql,
  { asOf, knownAt }: Omit<IndicatorQuestion, "usccs">,
  statement: string,
  parameters: readonly (string | readonly string[])[],
): Promise<number> {
  let written = 0;
  // Nobody is written over here, so that portions need no shards: fewer statements, and fewer plans.
  for await (const usccs of codesOf(sql, null)) {
    const result = await sql.begin(async (tx) => {
      await settle(tx);
      const given = [usccs, asOf, knownAt?.toISOString() ?? "infinity", ...parameters];
      return await tx.unsafe(overKnown(statement), given, { prepare: true });
    });
    written += result.count;
  }
  return written;
}

/** `materialized`: whatever the statement joins it with, nobody's indicators are computed twice. */
const overKnown = (statement: string) =>
  `with ${indicatorScope}, known as materialized (${select("")}) ${statement}`;

type Row = { uscc: string; as_of: string; values: Record<string, number | string | null> };

const places = indicators.map(({ id }) => ({ id, column: columnOf(id) }));

// Copies of an object that was parsed share its layout; one put together entry by entry becomes a hash
// table, and everything that reads facts by the hundred thousand is a sixth slower.
const nothingKnown = JSON.parse(
  JSON.stringify(Object.fromEntries(places.map(({ id }) => [id, null]))),
) as IndicatorValues; // One entry for each id.

/** Every indicator has a place; what is not told is unknown. */
export function valuesFrom(
  found: Readonly<Record<string, number | string | null>>,
): IndicatorValues {
  const values: Record<IndicatorId, number | string | null> = { ...nothingKnown };
  for (const { id, column } of places) values[id] = found[column] ?? null;
  return values;
}

async function* registered(sql: Sql, shards: readonly number[]): AsyncGenerator<Portion> {
  for (const shard of shards)
    for await (const usccs of codesOf(sql, shard)) yield { usccs, shards: [shard] };
}

/** Every registered code of a shard, or of all, a portion at a time. */
async function* codesOf(sql: Sql, shard: number | null): AsyncGenerator<readonly string[]> {
  let last = "";
  for (;;) {
    const rows = await sql<{ uscc: string }[]>`
      select uscc from registry.enterprise
      where uscc > ${last}::bpchar and (${shard}::integer is null or ascii(right(uscc, 1)) % ${SHARDS} = ${shard}::integer)
      order by uscc limit ${PORTION}`;
    const final = rows.at(-1);
    if (!final) return;
    last = final.uscc;
    yield rows.map(({ uscc }) => uscc);
  }
}

function* portionsOf(usccs: readonly string[]): Generator<Portion> {
  for (let start = 0; start < usccs.length; start += PORTION) {
    const portion = usccs.slice(start, start + PORTION);
    const shards = [...new Set(portion.map(shardOf))].sort((one, other) => one - other);
    yield { usccs: portion, shards };
  }
}
