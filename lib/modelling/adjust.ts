import { binOfEveryValue } from "./binning.ts";
import type { Cut } from "./design.ts";

/**
 * What each bin is worth beside the other characteristics, in log odds of good: one list for each
 * column, in the order of its bins, the unknown last.
 */
export type Effects = Readonly<{ intercept: number; byColumn: readonly (readonly number[])[] }>;

const MOST_SWEEPS = 25;
/** In log odds: a fraction of a point. */
const SETTLED = 2e-3;

/**
 * Lets the worth of bins depart from coefficient × WOE, since a weight of evidence is taken of one
 * column alone: of two columns that both follow the year of the loan each counts the year again. Every
 * bin is drawn to where it starts by ½ · hold · (departure)². In a column of numbers a bin with a
 * higher WOE is never worth less than one with a lower, so that no reason is turned round; words have
 * no order that could be.
 *
 * Newton's method for one column after another (backfitting); each step pools neighbours that are out
 * of order (isotonic regression).
 *
 * @param binsOf the bin of every row in each column
 */
export function adjustEffects(
  cuts: readonly Cut[],
  binsOf: readonly Uint8Array[],
  y: Uint8Array,
  start: Effects,
  hold: number,
): Effects {
  const effects = start.byColumn.map((values) => Float64Array.from(values));
  const orders = cuts.map(({ binning }) => orderByWoe([...binning.bins, binning.missing]));
  const free = cuts.map(({ binning }) => binning.kind === "category");
  const eta = new Float64Array(y.length).fill(start.intercept);
  binsOf.forEach((bins, at) => addEffects(eta, bins, effects[at] ?? new Float64Array()));
  let intercept = start.intercept;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    cuts.forEach((_, at) => {
      const bins = binsOf[at];
      const own = effects[at];
      const prior = start.byColumn[at];
      if (!bins || !own || !prior) return;
      const next = isotonicStep({
        bins,
        y,
        eta,
        own,
        prior,
        order: orders[at] ?? [],
        hold,
        free: free[at] ?? false,
      });
      const change = next.map((value, bin) => value - (own[bin] ?? 0));
      addEffects(eta, bins, change);
      own.set(next);
      moved = Math.max(moved, ...change.map(Math.abs));
    });
    const shift = interceptStep(y, eta);
    intercept += shift;
    for (let row = 0; row < eta.length; row++) eta[row] = (eta[row] ?? 0) + shift;
    if (moved < SETTLED) break;
  }
  return { intercept, byColumn: effects.map((values) => Array.from(values)) };
}

/** The bin of each of these rows. */
export function binsOfRows({ column, binning }: Cut, rows: Int32Array): Uint8Array {
  const byValue = binOfEveryValue(column, binning);
  const bins = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const code = column.codes[rows[at] ?? 0] ?? -1;
    bins[at] = code < 0 ? binning.bins.length : (byValue[code] ?? 0);
  }
  return bins;
}

const orderByWoe = (bins: readonly Readonly<{ woe: number }>[]): readonly number[] =>
  bins
    .map(({ woe }, at) => ({ woe, at }))
    .sort((one, other) => one.woe - other.woe || one.at - other.at)
    .map(({ at }) => at);

function addEffects(eta: Float64Array, bins: Uint8Array, effects: Float64Array) {
  for (let row = 0; row < eta.length; row++)
    eta[row] = (eta[row] ?? 0) + (effects[bins[row] ?? 0] ?? 0);
}

function isotonicStep(
  of: Readonly<{
    bins: Uint8Array;
    y: Uint8Array;
    eta: Float64Array;
    own: Float64Array;
    prior: readonly number[];
    order: readonly number[];
    hold: number;
    free: boolean;
  }>,
): Float64Array {
  const { free, bins, y, eta, own, prior, order, hold } = of;
  const gradient = new Float64Array(own.length);
  const weight = new Float64Array(own.length);
  for (let row = 0; row < y.length; row++) {
    const p = 1 / (1 + Math.exp(-(eta[row] ?? 0)));
    const bin = bins[row] ?? 0;
    gradient[bin] = (gradient[bin] ?? 0) + (y[row] ?? 0) - p;
    weight[bin] = (weight[bin] ?? 0) + p * (1 - p);
  }
  const aims = own.map((value, bin) => {
    const seen = weight[bin] ?? 0;
    return (seen * value + (gradient[bin] ?? 0) + hold * (prior[bin] ?? 0)) / (seen + hold);
  });
  if (free) return aims;
  return pooled(aims, weight, order, hold);
}

/** The nearest values that do not fall along the order (pool adjacent violators). */
function pooled(
  aims: Float64Array,
  weight: Float64Array,
  order: readonly number[],
  hold: number,
): Float64Array {
  const blocks: { sum: number; weight: number; bins: number[] }[] = [];
  for (const bin of order) {
    const heavy = (weight[bin] ?? 0) + hold;
    let block = { sum: heavy * (aims[bin] ?? 0), weight: heavy, bins: [bin] };
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      if (last.sum / last.weight <= block.sum / block.weight) break;
      blocks.pop();
      block = {
        sum: last.sum + block.sum,
        weight: last.weight + block.weight,
        bins: [...last.bins, ...block.bins],
      };
    }
    blocks.push(block);
  }
  const values = new Float64Array(aims.length);
  for (const { sum, weight: all, bins } of blocks) for (const bin of bins) values[bin] = sum / all;
  return values;
}

function interceptStep(y: Uint8Array, eta: Float64Array): number {
  let gradient = 0;
  let weight = 1e-9;
  for (let row = 0; row < y.length; row++) {
    const p = 1 / (1 + Math.exp(-(eta[row] ?? 0)));
    gradient += (y[row] ?? 0) - p;
    weight += p * (1 - p);
  }
  return Math.max(-2, Math.min(2, gradient / weight));
}

/** The log odds of good of each row. */
export function logOddsOf(binsOf: readonly Uint8Array[], rows: number, effects: Effects) {
  const eta = new Float64Array(rows).fill(effects.intercept);
  binsOf.forEach((bins, at) =>
    addEffects(eta, bins, Float64Array.from(effects.byColumn[at] ?? [])),
  );
  return eta;
}

/** Coefficient × WOE: where the adjustment starts, and all there is without it. */
export const plainEffects = (
  cuts: readonly Cut[],
  coefficients: readonly number[],
  intercept: number,
): Effects => ({
  intercept,
  byColumn: cuts.map(({ binning }, at) =>
    [...binning.bins, binning.missing].map(({ woe }) => woe * (coefficients[at] ?? 0)),
  ),
});
