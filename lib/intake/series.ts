import { periodStart } from "./periods.ts";
import { isNothing } from "./values.ts";

/**
 * Monthly series as national tables write them: `202601，12；202602，13；`. The rules ask for full-width
 * separators; half-width ones are read as well, since real files have them.
 */
export type SeriesEntry = Readonly<{
  /** First day of the month. */
  month: string;
  parts: readonly string[];
  /** As it was written, for the person who has to correct it. */
  written: string;
}>;

/** The entries, null where there is no series, or the one that cannot be read. */
export type SeriesReading = readonly SeriesEntry[] | null | Readonly<{ unreadable: string }>;

const BETWEEN_ENTRIES = /[；;]/;
const MOST_ENTRIES = 240;

/** Entries of a month and one value. A thousands separator within the value stays its own. */
export function readSeries(value: unknown): SeriesReading {
  return entriesOf(value, (entry) => {
    const comma = entry.search(/[，,]/);
    if (comma < 0) return null;
    return entryOf(entry, entry.slice(0, comma), [entry.slice(comma + 1)]);
  });
}

/** Table 12: entries of day, people, amount and the month that was paid for. */
export function readCombinedSeries(value: unknown): SeriesReading {
  return entriesOf(value, (entry) => {
    const parts = entry.split(/[，,]/).map((part) => part.trim());
    const [day = "", people = "", ...rest] = parts;
    const month = rest.at(-1) ?? "";
    // What is between is the amount, with its own separators.
    const amount = rest.slice(0, -1).join(",");
    return parts.length < 4 || periodStart(day, "month") === null
      ? null
      : entryOf(entry, month, [people, amount]);
  });
}

function entriesOf(value: unknown, read: (entry: string) => SeriesEntry | null): SeriesReading {
  const text = typeof value === "string" ? value.trim() : "";
  // A lone 0 stands where departments have nothing to say.
  if (isNothing(text) || text === "0") return null;
  const entries: SeriesEntry[] = [];
  for (const part of text.split(BETWEEN_ENTRIES)) {
    const written = part.trim();
    if (written === "") continue;
    const entry = entries.length < MOST_ENTRIES ? read(written) : null;
    if (!entry) return { unreadable: written.slice(0, 40) };
    entries.push(entry);
  }
  return entries;
}

function entryOf(written: string, month: string, parts: readonly string[]): SeriesEntry | null {
  const start = periodStart(month.trim(), "month");
  return start === null ? null : { month: start, parts: parts.map((part) => part.trim()), written };
}

/** The longest run of consecutive months; each month counts once. */
export function longestRun(months: readonly string[]): number {
  const numbers = [...new Set(months)].map(monthNumber).sort((one, other) => one - other);
  let longest = 0;
  let run = 0;
  let before = Number.NaN;
  for (const number of numbers) {
    run = number === before + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    before = number;
  }
  return longest;
}

/** Months since the year 0, so that they can be counted. */
export const monthNumber = (day: string): number =>
  Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
