import { rowsOfDesign, type CrossFitted } from "./design.ts";
import { fitLogistic, type Design, type LogisticFit } from "./logistic.ts";

/** A way of fitting that the inner validation may choose. */
export type Way = Readonly<{ ridge: number; stepwise: boolean }>;

export const ways: readonly Way[] = [
  { ridge: 0.3, stepwise: false },
  { ridge: 3, stepwise: false },
  { ridge: 30, stepwise: false },
  { ridge: 0.3, stepwise: true },
];

/** Below this a coefficient is no more than chance would give (one-sided 5 %). */
const LEAST_Z = 1.645;

/** Of very many rows no penalty and no selection makes a difference that could be seen. */
export const wayOfMany: Way = { ridge: 3, stepwise: false };

export type Selected = Readonly<{
  use: readonly number[];
  fit: LogisticFit;
  dropped: readonly Readonly<{ place: number; why: "sign" | "weak" }>[];
}>;

/**
 * Fits, and drops what does not belong: a coefficient below zero would turn a column's own evidence
 * round, so its column goes; stepwise, one within chance goes too. The worst go first, a quarter of
 * them at a time, since the others change when one is gone.
 */
export function fitSelected(
  design: Design,
  y: Uint8Array,
  candidates: readonly number[],
  way: Way,
  start?: readonly number[],
): Selected {
  let use = candidates;
  let from = start;
  const dropped: { place: number; why: "sign" | "weak" }[] = [];
  for (;;) {
    const fit = fitLogistic(design, y, { use, ridge: way.ridge, ...(from ? { start: from } : {}) });
    const least = way.stepwise ? LEAST_Z : 0;
    const failing = use
      .map((place, at) => {
        const coefficient = fit.coefficients[at + 1] ?? 0;
        return {
          place,
          at,
          coefficient,
          z: coefficient / (fit.standardErrors[at + 1] ?? Infinity),
        };
      })
      .filter(({ coefficient, z }) => coefficient <= 1e-6 || z < least)
      .sort((one, other) => one.z - other.z);
    if (failing.length === 0) return { use, fit, dropped };
    const going = failing.slice(0, Math.ceil(failing.length / 4));
    const gone = new Set(going.map(({ place }) => place));
    for (const { place, coefficient } of going)
      dropped.push({ place, why: coefficient <= 1e-6 ? "sign" : "weak" });
    from = fit.coefficients.filter((_, at) => at === 0 || !gone.has(use[at - 1] ?? -1));
    use = use.filter((place) => !gone.has(place));
  }
}

/**
 * The way that predicts rows best that it was not fitted on, by deviance over the inner folds. The
 * first of equally good ways wins.
 */
export function chooseWay(
  { design, folds }: CrossFitted,
  y: Uint8Array,
  candidates: readonly number[],
): Readonly<{ way: Way; deviance: number }> {
  const parts = folds.map(({ train, test }) => ({
    train: rowsOfDesign(design, train),
    trainY: picked(y, train),
    test: rowsOfDesign(design, test),
    testY: picked(y, test),
  }));
  const tried = ways.map((way) => ({
    way,
    deviance: parts.reduce((sum, { train, trainY, test, testY }) => {
      const { use, fit } = fitSelected(train, trainY, candidates, way);
      return sum + devianceOf(test, testY, use, fit.coefficients);
    }, 0),
  }));
  return tried.reduce((one, other) => (other.deviance < one.deviance ? other : one));
}

export function picked(y: Uint8Array, rows: Int32Array): Uint8Array {
  const some = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at++) some[at] = y[rows[at] ?? 0] ?? 0;
  return some;
}

function devianceOf(
  { figures, width, rows }: Design,
  y: Uint8Array,
  use: readonly number[],
  coefficients: readonly number[],
): number {
  let deviance = 0;
  for (let row = 0; row < rows; row++) {
    let eta = coefficients[0] ?? 0;
    use.forEach((place, at) => {
      eta += (figures[row * width + place] ?? 0) * (coefficients[at + 1] ?? 0);
    });
    deviance += devianceAt(eta, y[row] === 1);
  }
  return deviance;
}

/** −2 × log likelihood of one row: ln(1 + e^−|η|) + max(0, ∓η), exact also where p rounds to 0 or 1. */
export const devianceAt = (eta: number, positive: boolean): number =>
  2 * (Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(0, positive ? -eta : eta));
