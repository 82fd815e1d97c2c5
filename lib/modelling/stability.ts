/** Below the first a population is as it was; above the second the card needs another look. */
export const PSI_LOOK = 0.1;
export const PSI_ACT = 0.25;

/** A share of nothing has no logarithm, so every place gets half a row more. */
const HALF_ROW = 0.5;

/**
 * Population stability index: Σ (actual − expected) × ln(actual ÷ expected) over shares. Half a row is
 * added to every place of both, so that a place that one of them leaves empty counts and stays finite.
 */
export function psi(expected: readonly number[], actual: readonly number[]): number {
  const places = Math.max(expected.length, actual.length);
  const shares = (counts: readonly number[]) => {
    const all = counts.reduce((sum, count) => sum + count, 0) + HALF_ROW * places;
    return Array.from({ length: places }, (_, at) => ((counts[at] ?? 0) + HALF_ROW) / all);
  };
  const was = shares(expected);
  const is = shares(actual);
  return is.reduce((sum, share, at) => {
    const before = was[at] ?? share;
    return sum + (share - before) * Math.log(share / before);
  }, 0);
}

export type Verdict = "stable" | "look" | "act";

export const verdictOf = (index: number): Verdict =>
  index > PSI_ACT ? "act" : index > PSI_LOOK ? "look" : "stable";

/** Upper ends of bands that hold equal shares of the scores, for a PSI of the total. */
export function bandsOf(scores: ArrayLike<number>, bands = 10): readonly number[] {
  const sorted = Float64Array.from(scores).sort();
  const ends: number[] = [];
  for (let band = 1; band < bands; band++) {
    const end = sorted[Math.floor((band * sorted.length) / bands)];
    if (end !== undefined && end > (ends.at(-1) ?? -Infinity)) ends.push(end);
  }
  return ends;
}

/** How many scores lie in each band: below the first end, below the second, …, and the rest. */
export function countBands(scores: ArrayLike<number>, ends: readonly number[]): readonly number[] {
  const counts = new Array<number>(ends.length + 1).fill(0);
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? NaN;
    let band = 0;
    while (band < ends.length && score >= (ends[band] ?? Infinity)) band++;
    counts[band] = (counts[band] ?? 0) + 1;
  }
  return counts;
}
