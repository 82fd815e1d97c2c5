import type { ItemId } from "../../intake/catalogue.ts";

/**
 * What every step of the indicators' statement is made of. Its parameters: $1 the enterprises, $2 the
 * business day that is looked from, $3 the instant whose knowledge counts (`infinity`: what is known now).
 */

/**
 * Who, and as of when. Windows of months end before `until`, the first day after the last whole month:
 * the day that an imported history ends on is over, so a month that ends with it is whole; today is not.
 */
export const scope = `
scope as materialized (
  select e.uscc, $3::text::timestamptz as known_at, e.established_on, e.registered_capital_fen, seen.as_of,
    to_char(seen.as_of, 'YYYY-MM-DD') as as_of_text,
    bounds.until,
    (bounds.until - interval '12 months')::date as from12,
    (bounds.until - interval '24 months')::date as from24,
    (seen.as_of - interval '12 months')::date as after12,
    (seen.as_of - interval '24 months')::date as after24,
    (seen.as_of - interval '36 months')::date as after36
  from registry.enterprise e
  cross join lateral (select least(e.observed_on, $2::date) as as_of) seen
  cross join lateral (
    select date_trunc('month', case when e.observed_on <= $2::date then e.observed_on + 1 else $2::date end)::date as until
  ) bounds
  where e.uscc = any ($1::bpchar[])
)`;

/** As they were known then: a correction changes only what is known after it. */
export const known = `r.recorded_at <= s.known_at
      and (r.superseded_at is null or r.superseded_at > s.known_at)`;

/** The rows of one item about the enterprise at hand, found by the primary key. */
export const rowsOf = (item: ItemId) => `credit.record r
    where r.uscc = s.uscc and r.item = '${item}' and r.period <= s.as_of and ${known}`;

/**
 * How many months a month lies before `until`: 1 is the last whole one, 0 the one that has only begun.
 * 4,800 months have 146,097 days, and no month begins two days from where it would on average.
 */
export const monthsBack = (day: string) => `((s.until - ${day}) * 4800 + 73048) / 146097`;

/** One row of sums beside each enterprise. `offset 0`: what a row needs is worked out once a row. */
export const lateral = (name: string, sums: readonly string[], rows: string) => `
cross join lateral (
  select ${sums.join(",\n    ")}
  from (${rows} offset 0) r
) ${name}`;

/**
 * The rows of an item by month, newest first, where a month has one row. Their order is that in which
 * an aggregate above takes them: `first` is of the newest.
 */
export const monthly = (item: ItemId, columns: readonly string[]) =>
  windowed(`select ${monthsBack("r.period")} as m, ${columns.join(", ")}
    from ${rowsOf(item)}
    order by r.period desc`);
export const first = (value: string) => `(array_agg(${value}))[1]`;

/** The same where a month may have several rows: those of the newest month have place 1. */
export const monthlyOfSeveral = (item: ItemId, columns: readonly string[]) =>
  windowed(`select ${monthsBack("r.period")} as m, rank() over newest as place, ${columns.join(", ")}
    from ${rowsOf(item)}
    window newest as (order by r.period desc)`);

/** Which rows lie in the last twelve months and which in the twelve before, told once a row. */
export const windowed = (rows: string) =>
  `select dated.*, m between 1 and 12 as recent, m between 13 and 24 as earlier from (${rows}) dated`;

export const last = (months: number) => (months === 12 ? "recent" : `m between 1 and ${months}`);
/** The same months a year before. */
export const before = (months: number) =>
  months === 12 ? "earlier" : `m between 13 and ${12 + months}`;

/** Sums of amounts are whole numbers far below the limit of bigint. */
export const sum = (value: string, filter: string) =>
  `coalesce(sum(${value}) filter (where ${filter}), 0)::bigint`;
export const count = (filter: string) => `count(*) filter (where ${filter})`;
/** Bit m is set where the condition holds in month m; several accounts of a month set it once. */
export const bits = (filter: string) => `coalesce(bit_or(1 << m) filter (where ${filter}), 0)`;
/** Twelve months weighted from −11 to 11: what their regression line rises by, times 286. */
export const tilt = (value: string) => `sum(${value} * (13 - 2 * m)) filter (where ${last(12)})`;
