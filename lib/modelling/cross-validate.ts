import { resampled, type Resampled } from "./bootstrap.ts";
import { discriminationOf, talliesOf, type ScoreTally } from "#lib/kernel/discrimination.ts";
import { fitCard, type FitOptions } from "./fit.ts";
import { stratifiedFolds } from "./folds.ts";
import { brier, calibration, type Calibration } from "./measures.ts";
import { BAD, type Column, type Outcomes } from "./model.ts";
import { badProbability, scoreRows } from "./points.ts";

export type Spread = Readonly<{ mean: number; sd: number }>;

export type CrossValidated = Readonly<{
  folds: number;
  auc: Spread;
  ks: Spread;
  gini: number;
  brier: number;
  /** Over the folds, as the deviations of AUC and KS. */
  brierSd: number;
  calibration: Calibration;
  /** Of the means over the folds, by bootstrap within each fold. */
  intervals: Resampled;
}>;

/**
 * Judges the way in which cards are made: in each fold a card is made of the other folds alone
 * (bins, codes for unknown, selection, penalty, weights and points) and scores the rows it never saw.
 * Null where there are not two of each outcome.
 */
export function crossValidate(
  columns: readonly Column[],
  outcomes: Outcomes,
  rows: Int32Array,
  options: FitOptions & Readonly<{ folds: number; onFold?: (done: number, all: number) => void }>,
): CrossValidated | null {
  const folds = stratifiedFolds(rows, outcomes, options.folds, options.random);
  if (folds.length === 0) return null;
  const byName = new Map(columns.map((column) => [column.name, column]));
  const probabilities = new Float64Array(rows.length);
  const bad = new Uint8Array(rows.length);
  const tallies: (readonly ScoreTally[])[] = [];
  const briers: number[] = [];
  let filled = 0;
  folds.forEach(({ train, test }, fold) => {
    const card = fitCard(columns, outcomes, train, options);
    const totals = scoreRows(card, byName, test);
    const start = filled;
    totals.forEach((total, at) => {
      probabilities[filled] = badProbability(card.scale, total);
      bad[filled++] = outcomes[test[at] ?? 0] === BAD ? 1 : 0;
    });
    briers.push(brier(probabilities.subarray(start, filled), bad.subarray(start, filled)));
    tallies.push(talliesOf(totals, (at) => outcomes[test[at] ?? 0] === BAD));
    options.onFold?.(fold + 1, folds.length);
  });
  const measured = tallies.map(discriminationOf);
  const auc = spreadOf(measured.map((fold) => fold.auc ?? 0.5));
  return {
    folds: folds.length,
    auc,
    ks: spreadOf(measured.map((fold) => fold.ks ?? 0)),
    gini: 2 * auc.mean - 1,
    brier: brier(probabilities, bad),
    brierSd: spreadOf(briers).sd,
    calibration: calibration(probabilities, bad),
    intervals: resampled(tallies, options.random),
  };
}

/** The mean and the standard deviation of a sample (n − 1). */
function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
