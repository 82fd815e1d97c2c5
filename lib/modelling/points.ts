import { binOfEveryValue } from "./binning.ts";
import type { Cut } from "./design.ts";
import {
  BAD,
  type Column,
  type Fitted,
  type FittedCharacteristic,
  type Outcomes,
  type PointScale,
} from "./model.ts";

export type Weighed = Readonly<{
  cut: Cut;
  coefficient: number;
  standardError: number | null;
  /** What each bin is worth in log odds of good, the unknown last. */
  effects: readonly number[];
}>;

/** Points that one unit of log odds is worth: PDO ÷ ln 2. */
export const factorOf = ({ double }: PointScale): number => double / Math.LN2;

/**
 * Scales weights of evidence to whole points. The base takes what is left, so that the mean predicted
 * rate over the given rows is the rate they have: total = base + Σ points, and
 * odds(total) = odds × 2^((total − base of the scale) ÷ points to double).
 */
export function toPoints(
  weighed: readonly Weighed[],
  outcomes: Outcomes,
  rows: Int32Array,
  scale: PointScale,
): Pick<Fitted, "characteristics" | "basePoints"> {
  const factor = factorOf(scale);
  const unbased = weighed.map(({ cut, coefficient, standardError, effects }) => {
    const { binning, column } = cut;
    const all = effects.map((effect) => Math.round(factor * effect) + 0);
    const points = all.slice(0, -1);
    const missingPoints = all.at(-1) ?? 0;
    const made = { binning, coefficient, standardError, points, missingPoints };
    return { column, characteristic: { ...made, baseline: 0 } };
  });
  const sums = totalsOf(unbased, rows, 0);
  const bad = rows.reduce((sum, row) => sum + (outcomes[row] === BAD ? 1 : 0), 0);
  const intercept = interceptFor(sums, factor, rows.length - bad);
  return {
    characteristics: unbased.map(({ characteristic }) => ({
      ...characteristic,
      baseline: meanPoints(characteristic),
    })),
    basePoints: Math.round(scale.base + factor * (intercept - Math.log(scale.odds))),
  };
}

function meanPoints({ binning, points, missingPoints }: FittedCharacteristic): number {
  const all = [...binning.bins, binning.missing];
  const rows = all.reduce((sum, { good, bad }) => sum + good + bad, 0);
  const sum = all.reduce(
    (total, { good, bad }, at) => total + (good + bad) * (points[at] ?? missingPoints),
    0,
  );
  return Math.round(sum / Math.max(1, rows)) + 0;
}

/** The log odds at no points, for which the expected number of good rows is the number there are. */
function interceptFor(sums: Float64Array, factor: number, good: number): number {
  const counts = new Map<number, number>();
  for (const sum of sums) counts.set(sum, (counts.get(sum) ?? 0) + 1);
  const expected = (intercept: number) => {
    let total = 0;
    for (const [sum, count] of counts) total += count / (1 + Math.exp(-intercept - sum / factor));
    return total;
  };
  // The expectation rises with the intercept, so halving finds it; ±40 is beyond any odds.
  let [low, high] = [-40, 40];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (expected(middle) < good) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

type Placed = Readonly<{ column: Column; characteristic: FittedCharacteristic }>;

/** The total of each row. */
export function totalsOf(placed: readonly Placed[], rows: Int32Array, base: number): Float64Array {
  const totals = new Float64Array(rows.length).fill(base);
  for (const { column, characteristic } of placed) {
    const { points, missingPoints } = characteristic;
    const bins = binOfEveryValue(column, characteristic.binning);
    const byValue = new Int32Array(bins.length);
    for (let value = 0; value < bins.length; value++)
      byValue[value] = points[bins[value] ?? 0] ?? missingPoints;
    for (let at = 0; at < rows.length; at++) {
      const code = column.codes[rows[at] ?? 0] ?? -1;
      totals[at] = (totals[at] ?? 0) + (code < 0 ? missingPoints : (byValue[code] ?? 0));
    }
  }
  return totals;
}

/** The total of each row by a fitted card; columns are found by their names. */
export function scoreRows(
  fitted: Fitted,
  columns: ReadonlyMap<string, Column>,
  rows: Int32Array,
): Float64Array {
  const placed = fitted.characteristics.map((characteristic) => {
    const column = columns.get(characteristic.binning.column);
    if (!column) throw new Error(`no column ${characteristic.binning.column}`);
    return { column, characteristic };
  });
  return totalsOf(placed, rows, fitted.basePoints);
}

/** The probability of bad that a total stands for. */
export function badProbability(scale: PointScale, total: number): number {
  const odds = scale.odds * 2 ** ((total - scale.base) / scale.double);
  return 1 / (1 + odds);
}
