import {
  BAD,
  type Bin,
  type Binning,
  type BinningRules,
  type CategoryColumn,
  type Column,
  type NumberColumn,
  type Outcomes,
  type Shape,
  type Tally,
} from "./model.ts";
import { ivOf, optimalCuts, woeOf, type CutRules } from "./optimal-cuts.ts";
import { roundCut } from "./round-cut.ts";
import { specialsOf } from "./specials.ts";

/** Numbers are first put into so many buckets of equal size; what the optimal cuts choose from. */
const MOST_BUCKETS = 100;
const LEAST_BUCKETS = 20;
/** Fewer rows than that in a bucket make it no finer, only slower. */
const BUCKET_ROWS = 25;
/** A word that fewer rows have goes to the bin for rare words. */
const RARE_ROWS = 12;
const RARE_SHARE = 0.004;
/** Rows at the mean rate that a word's own rate is mixed with before words are sorted by it. */
const PRIOR_ROWS = 20;

/** How many good and bad rows have each value of a column; `missing` those where it is unknown. */
export type Counts = Readonly<{ good: Int32Array; bad: Int32Array; missing: Tally; total: Tally }>;

export function countValues(column: Column, outcomes: Outcomes, rows: Int32Array): Counts {
  const good = new Int32Array(column.values.length);
  const bad = new Int32Array(column.values.length);
  const { codes } = column;
  let missingGood = 0;
  let missingBad = 0;
  let totalBad = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    const code = codes[row] ?? -1;
    if (outcomes[row] === BAD) {
      totalBad++;
      if (code < 0) missingBad++;
      else bad[code] = (bad[code] ?? 0) + 1;
    } else if (code < 0) missingGood++;
    else good[code] = (good[code] ?? 0) + 1;
  }
  return {
    good,
    bad,
    missing: { good: missingGood, bad: missingBad },
    total: { good: rows.length - totalBad, bad: totalBad },
  };
}

/** Cuts a column by what the given rows say, and by nothing else. */
export const binColumn = (
  column: Column,
  outcomes: Outcomes,
  rows: Int32Array,
  rules: BinningRules,
): Binning => binCounts(column, countValues(column, outcomes, rows), rules);

export const binCounts = (column: Column, counts: Counts, rules: BinningRules): Binning =>
  column.kind === "number"
    ? binNumbers(column, counts, rules)
    : binCategories(column, counts, rules);

function binNumbers(column: NumberColumn, counts: Counts, rules: BinningRules): Binning {
  const { good, bad, total } = counts;
  const countAt = (place: number) => (good[place] ?? 0) + (bad[place] ?? 0);
  const specials = specialsOf(column.values, countAt);
  const missing = { ...counts.missing };
  const isSpecial = new Set(specials);
  const buckets: (Tally & { first: number; last: number })[] = [];
  const known = total.good + total.bad - missing.good - missing.bad;
  const wanted = Math.max(LEAST_BUCKETS, Math.min(MOST_BUCKETS, known / BUCKET_ROWS));
  const size = known / wanted;
  let open: { good: number; bad: number; first: number; last: number } | null = null;
  const close = () => {
    if (open) buckets.push(open);
    open = null;
  };
  for (let place = 0; place < column.values.length; place++) {
    const rowsHere = countAt(place);
    if (rowsHere === 0) continue;
    const value = column.values[place] ?? 0;
    const here = { good: good[place] ?? 0, bad: bad[place] ?? 0 };
    if (isSpecial.has(value)) {
      missing.good += here.good;
      missing.bad += here.bad;
      continue;
    }
    // A value that many rows share stands alone, so that its neighbours do not blur it.
    if (rowsHere >= size) close();
    open ??= { good: 0, bad: 0, first: value, last: value };
    open.good += here.good;
    open.bad += here.bad;
    open.last = value;
    if (open.good + open.bad >= size) close();
  }
  close();
  const { ends, shape } = optimalCuts(buckets, {
    ...limitsOf(total, rules),
    shapes: ["rising", "falling", "peak", "valley"],
  });
  const cuts = ends
    .slice(0, -1)
    .map((end) => roundCut(buckets[end - 1]?.last ?? 0, buckets[end]?.first ?? 0));
  const bins = tallied(buckets, ends).map((tally) => binOf(tally, total));
  return assembled({ column, cuts, groups: [], specials, bins, missing, total, shape });
}

function limitsOf(total: Tally, rules: BinningRules): Omit<CutRules, "shapes"> {
  return {
    // Less than half a row would be no rule at all.
    minRows: Math.max(1, Math.ceil(rules.minShare * (total.good + total.bad))),
    minEach: rules.minEach,
    cost: rules.cost,
    total,
  };
}

const binOf = (tally: Tally, total: Tally): Bin => ({
  good: tally.good,
  bad: tally.bad,
  woe: woeOf(tally, total),
});

function tallied(buckets: readonly Tally[], ends: readonly number[]): readonly Tally[] {
  return ends.map((end, index) =>
    buckets
      .slice(ends[index - 1] ?? 0, end)
      .reduce((sum, { good, bad }) => ({ good: sum.good + good, bad: sum.bad + bad }), {
        good: 0,
        bad: 0,
      }),
  );
}

function binCategories(column: CategoryColumn, counts: Counts, rules: BinningRules): Binning {
  const { good, bad, total } = counts;
  const rows = total.good + total.bad;
  const meanRate = total.bad / Math.max(1, rows);
  const least = Math.max(RARE_ROWS, RARE_SHARE * rows);
  const rare = { good: 0, bad: 0 };
  const common: (Tally & { word: string; rate: number })[] = [];
  column.values.forEach((word, place) => {
    const here = { good: good[place] ?? 0, bad: bad[place] ?? 0 };
    const rowsHere = here.good + here.bad;
    if (rowsHere < least) {
      rare.good += here.good;
      rare.bad += here.bad;
      return;
    }
    const rate = (here.bad + PRIOR_ROWS * meanRate) / (rowsHere + PRIOR_ROWS);
    common.push({ ...here, word, rate });
  });
  common.sort((one, other) => one.rate - other.rate || (one.word < other.word ? -1 : 1));
  // The order is itself by the outcome, so what looks like a step is more often chance.
  const limits = limitsOf(total, rules);
  const { ends } = optimalCuts(common, { ...limits, cost: 1.5 * limits.cost, shapes: ["rising"] });
  const groups = ends.map((end, index) =>
    common
      .slice(ends[index - 1] ?? 0, end)
      .map(({ word }) => word)
      .sort(),
  );
  const bins = [...tallied(common, ends), rare].map((tally) => binOf(tally, total));
  const shape: Shape = bins.length > 2 || rare.good + rare.bad > 0 ? "groups" : "flat";
  return assembled({
    column,
    cuts: [],
    groups: common.length > 0 ? groups : [],
    specials: [],
    bins: common.length > 0 ? bins : bins.slice(-1),
    missing: counts.missing,
    total,
    shape,
  });
}

function assembled(
  parts: Readonly<{
    column: Column;
    cuts: readonly number[];
    groups: readonly (readonly string[])[];
    specials: readonly number[];
    bins: readonly Bin[];
    missing: Tally;
    total: Tally;
    shape: Shape;
  }>,
): Binning {
  const { column, cuts, groups, specials, bins, total, shape } = parts;
  const missing = binOf(parts.missing, total);
  return {
    column: column.name,
    kind: column.kind,
    whole: column.kind === "number" && column.whole,
    days: column.kind === "number" && column.days,
    cuts,
    groups,
    specials,
    bins,
    missing,
    iv: [...bins, missing].reduce((sum, bin) => sum + ivOf(bin, total), 0),
    shape,
  };
}

/** The bin of every value of a column, by the place of the value; `bins.length` means unknown. */
export function binOfEveryValue(column: Column, binning: Binning): Uint8Array {
  const places = new Uint8Array(column.values.length);
  if (column.kind === "number" && binning.kind === "number") {
    let bin = 0;
    column.values.forEach((value, place) => {
      while (bin < binning.cuts.length && value >= (binning.cuts[bin] ?? Infinity)) bin++;
      places[place] = binning.specials.includes(value) ? binning.bins.length : bin;
    });
    return places;
  }
  const groupOf = new Map<string, number>();
  binning.groups.forEach((words, group) => words.forEach((word) => groupOf.set(word, group)));
  const words: readonly (string | number)[] =
    column.kind === "category" ? column.values : Array.from(column.values);
  words.forEach((word, place) => {
    places[place] = groupOf.get(String(word)) ?? binning.bins.length - 1;
  });
  return places;
}
