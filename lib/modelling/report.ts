import type { Interval } from "./bootstrap.ts";
import type { Evaluated } from "./evaluate.ts";
import type { Calibration } from "./measures.ts";
import type { FittedCharacteristic } from "./model.ts";
import type { Trained } from "./train.ts";
import { binTexts } from "./words.ts";

const four = (value: number): number => Math.round(value * 10_000) / 10_000;
const orNull = (value: number | null): number | null => (value === null ? null : four(value));
const interval = (found: Interval | null) =>
  found ? { low: four(found.low), high: four(found.high) } : null;

/** What came of a training, as plain JSON: what `train --json` prints and the bench's pages show. */
export function trainReport({ n, badRate, target, card, cv, findings, notes }: Trained) {
  return {
    n,
    badRate: Math.round(badRate * 1e6) / 1e6,
    cv: cv && {
      auc: { mean: four(cv.auc.mean), sd: four(cv.auc.sd), interval: interval(cv.intervals.auc) },
      ks: { mean: four(cv.ks.mean), sd: four(cv.ks.sd), interval: interval(cv.intervals.ks) },
      gini: four(cv.gini),
      brier: four(cv.brier),
      brierSd: four(cv.brierSd),
      folds: cv.folds,
      calibration: calibrationOf(cv.calibration),
    },
    characteristics: card.characteristics.map((one) => ({
      name: one.binning.column,
      iv: four(one.binning.iv),
      sign: one.coefficient > 0 ? ("+" as const) : ("-" as const),
      shape: one.binning.shape,
      coefficient: four(one.coefficient),
      standardError: orNull(one.standardError),
      bins: binRows(one).map(({ text, points, woe, good, bad }) => ({
        bin: text,
        n: good + bad,
        bad,
        badRate: good + bad > 0 ? four(bad / (good + bad)) : null,
        woe: four(woe),
        points,
      })),
    })),
    basePoints: card.basePoints,
    target: { column: target.column, bad: target.bad, good: target.good, why: target.reason },
    choice: card.choice,
    leftOut: card.left.map(({ name, iv, why }) => ({ name, iv: four(iv), why })),
    warnings: findings.map(({ column, kind, kept, text }) => ({ column, kind, kept, text })),
    notes,
  };
}
export type TrainReport = ReturnType<typeof trainReport>;

const calibrationOf = ({ slope, intercept, bands }: Calibration) => ({
  slope: orNull(slope),
  intercept: orNull(intercept),
  bands: bands.map(({ n, bad, predicted, observed }) => ({
    n,
    bad,
    predicted: four(predicted),
    observed: four(observed),
  })),
});
export type CalibrationReport = ReturnType<typeof calibrationOf>;

/** The bins of a characteristic in the card's order, with their words and points; the last is for what is unknown. */
export const binRows = ({ binning, points, missingPoints }: FittedCharacteristic) => {
  const texts = binTexts(binning);
  return [...binning.bins, binning.missing].map((bin, at) => ({
    ...bin,
    text: texts[at] ?? "",
    points: points[at] ?? missingPoints,
  }));
};

/** What came of judging a card, as plain JSON: what `evaluate --json` prints and the bench's pages show. */
export function evaluateReport({ rows, judged, target, stability, swap, notes }: Evaluated) {
  return {
    rows,
    n: judged?.n ?? null,
    badRate: judged ? four(judged.badRate) : null,
    auc: judged && { value: four(judged.auc), interval: interval(judged.intervals.auc) },
    ks: judged && { value: four(judged.ks), interval: interval(judged.intervals.ks) },
    gini: judged ? four(judged.gini) : null,
    brier: judged ? orNull(judged.brier) : null,
    calibration: judged?.calibration ? calibrationOf(judged.calibration) : null,
    bootstraps: judged?.intervals.times ?? null,
    psi: stability && { value: orNull(stability.total.psi), verdict: stability.total.verdict },
    characteristics:
      stability?.characteristics.map(({ name, psi, verdict }) => ({
        name,
        psi: orNull(psi),
        verdict,
      })) ?? null,
    swap: swap && { ...swap, approvalRate: four(swap.approvalRate) },
    target: target && { column: target.column, bad: target.bad, good: target.good },
    notes,
  };
}
export type EvaluateReport = ReturnType<typeof evaluateReport>;
