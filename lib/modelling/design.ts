import { binColumn, binOfEveryValue } from "./binning.ts";
import { stratifiedFolds } from "./folds.ts";
import type { Design } from "./logistic.ts";
import { BAD, type Binning, type BinningRules, type Column, type Outcomes } from "./model.ts";

/** A column with the way it is cut. */
export type Cut = Readonly<{ column: Column; binning: Binning }>;

/** The weight of evidence of every row in every column, row after row. */
export function designOf(cuts: readonly Cut[], rows: Int32Array): Design {
  const figures = new Float64Array(rows.length * cuts.length);
  cuts.forEach((cut, place) => fill(figures, cuts.length, place, cut, rows, false));
  return { figures, width: cuts.length, rows: rows.length };
}

/** 1 for good, as the weight of evidence and the points rise with good. */
export function goodnessOf(outcomes: Outcomes, rows: Int32Array): Uint8Array {
  const y = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at++) y[at] = outcomes[rows[at] ?? 0] === BAD ? 0 : 1;
  return y;
}

export type CrossFitted = Readonly<{
  design: Design;
  folds: readonly Readonly<{ train: Int32Array; test: Int32Array; cuts: readonly Cut[] }>[];
}>;

/**
 * The weight of evidence of each row as bins give it that never saw the row: rows are dealt into folds
 * and each fold is cut by the others. A column that only seems to tell something, such as a list of
 * many rare words, tells nothing here, so a regression on this gives it the weight that it deserves.
 * Null where there are too few rows for that.
 *
 * @param columns and `outcomes` of these rows alone (see `compacted`)
 */
export function crossFitted(
  columns: readonly Column[],
  outcomes: Outcomes,
  options: Readonly<{ folds: number; rules: BinningRules; random: () => number }>,
): CrossFitted | null {
  const rows = Int32Array.from(outcomes, (_, row) => row);
  const folds = stratifiedFolds(rows, outcomes, options.folds, options.random);
  if (folds.length === 0) return null;
  const figures = new Float64Array(rows.length * columns.length);
  const cutFolds = folds.map(({ train, test }) => {
    const cuts = columns.map((column) => ({
      column,
      binning: binColumn(column, outcomes, train, options.rules),
    }));
    cuts.forEach((cut, place) => fill(figures, columns.length, place, cut, test, true));
    return { train, test, cuts };
  });
  const design = { figures, width: columns.length, rows: rows.length };
  return { design, folds: cutFolds };
}

/** `inPlace`: a row of the table is the row of the design; else the rows follow one another. */
function fill(
  figures: Float64Array,
  width: number,
  place: number,
  { column, binning }: Cut,
  rows: Int32Array,
  inPlace: boolean,
) {
  const byBin = [...binning.bins, binning.missing].map(({ woe }) => woe);
  const bins = binOfEveryValue(column, binning);
  const byValue = new Float64Array(bins.length);
  for (let value = 0; value < bins.length; value++) byValue[value] = byBin[bins[value] ?? 0] ?? 0;
  const { codes } = column;
  const unknown = binning.missing.woe;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    const code = codes[row] ?? -1;
    figures[(inPlace ? row : at) * width + place] = code < 0 ? unknown : (byValue[code] ?? unknown);
  }
}

/** Some rows of a design, in the given order. */
export function rowsOfDesign(design: Design, positions: Int32Array): Design {
  const { width } = design;
  const figures = new Float64Array(positions.length * width);
  positions.forEach((position, at) => {
    figures.set(design.figures.subarray(position * width, (position + 1) * width), at * width);
  });
  return { figures, width, rows: positions.length };
}

/** The correlation of two columns of a design; 0 where one of them is constant. */
export function correlation(design: Design, one: number, other: number): number {
  const { figures, width, rows } = design;
  let [sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const x = figures[row * width + one] ?? 0;
    const y = figures[row * width + other] ?? 0;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const spread = (sumXX - (sumX * sumX) / rows) * (sumYY - (sumY * sumY) / rows);
  return spread > 1e-18 ? (sumXY - (sumX * sumY) / rows) / Math.sqrt(spread) : 0;
}
