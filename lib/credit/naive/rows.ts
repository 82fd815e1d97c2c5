import type { ItemId } from "../../intake/catalogue.ts";
import { addMonths, monthOf, monthsBetween } from "../../kernel/calendar.ts";
import type { RecordParts } from "../factory.ts";

/**
 * A second way to the same figures, row by row and without a database: what the tests hold the
 * statement against. Nothing of the product uses it.
 */
export type Seen = Readonly<{
  rows: readonly RecordParts[];
  asOf: string;
  /** Public items of which something has been delivered. */
  delivered: readonly ItemId[];
}>;

export const sum = (
  rows: readonly RecordParts[],
  value: (row: RecordParts) => number | undefined,
) => rows.reduce((all, row) => all + (value(row) ?? 0), 0);

/** Whole months before the as-of day's month; a quarter counts in its last month. */
export function monthsBack({ asOf }: Seen, { item, period }: RecordParts): number {
  const month = item === "income_tax_declaration" ? addMonths(monthOf(period), 2) : monthOf(period);
  return monthsBetween(`${month}-01`, `${monthOf(asOf)}-01`);
}

export const rowsOf = (seen: Seen, item: ItemId) =>
  seen.rows.filter((row) => row.item === item && row.period <= seen.asOf);

/** The rows of months `from` to `to`, counted back from the last whole one, which is 1. */
export const between = (seen: Seen, rows: readonly RecordParts[], from: number, to: number) =>
  rows.filter((row) => monthsBack(seen, row) >= from && monthsBack(seen, row) <= to);

export const newestOf = (rows: readonly RecordParts[]) => {
  const newest = rows.map(({ period }) => period).sort().at(-1);
  return rows.filter(({ period }) => period === newest);
}; // prettier-ignore

export const monthsIn = (rows: readonly RecordParts[]) =>
  new Set(rows.map(({ period }) => period)).size;

/** The longest run of consecutive months among those counted back. */
export function longestRun(backs: Iterable<number>): number {
  const set = new Set(backs);
  let longest = 0;
  for (const back of set) {
    let length = 0;
    while (set.has(back + length)) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** Half away from zero, in whole numbers; unknown without a positive denominator. */
export function bps(part: number, whole: number): number | null {
  if (whole <= 0) return null;
  return limited((part * 10_000) / whole);
}

export function limited(ratio: number): number {
  const rounded = Math.trunc(ratio + 0.5 * Math.sign(ratio));
  return Math.max(-1_000_000, Math.min(1_000_000, rounded)) + 0;
}

/** The rise of the regression line in a month, by the mean: `values` from the oldest month to the newest. */
export function trend(values: readonly number[]): number | null {
  const mean = values.reduce((all, each) => all + each, 0) / values.length;
  if (mean <= 0) return null;
  const middle = (values.length - 1) / 2;
  const rise = values.reduce((all, each, place) => all + (place - middle) * each, 0);
  const spread = values.reduce((all, _, place) => all + (place - middle) ** 2, 0);
  return (rise / spread / mean) * 10_000;
}

export function volatility(values: readonly number[]): number | null {
  const mean = values.reduce((all, each) => all + each, 0) / values.length;
  if (mean <= 0) return null;
  const variance = values.reduce((all, each) => all + (each - mean) ** 2, 0) / values.length;
  return (Math.sqrt(variance) / mean) * 10_000;
}

/** Twelve sums, the oldest month first. */
export const byMonth = (seen: Seen, rows: readonly RecordParts[], value: (row: RecordParts) => number | undefined) =>
  Array.from({ length: 12 }, (_, place) => sum(between(seen, rows, 12 - place, 12 - place), value)); // prettier-ignore

export const known = <Value>(condition: boolean, value: Value): Value | null =>
  condition ? value : null;
