/** What a score said of one enterprise, and what became of it. A higher score is a better one. */
export type Outcome = Readonly<{ score: number; bad: boolean }>;

/** How well scores tell bad from good; null where there are not both. */
export type Discrimination = Readonly<{
  n: number;
  bad: number;
  /** The chance that of one bad and one good the bad one scores lower; an equal score is half of it. */
  auc: number | null;
  /** 2 × AUC − 1. */
  gini: number | null;
  /** The greatest distance between the shares of bad and of good at or below any score. */
  ks: number | null;
}>;

/** How many bad and good there are of one score. */
export type ScoreTally = { readonly score: number; bad: number; good: number };

export const discrimination = (outcomes: readonly Outcome[]): Discrimination =>
  discriminationOf(
    talliesOf(
      outcomes.map(({ score }) => score),
      (at) => outcomes[at]?.bad === true,
    ),
  );

/** The measures from tallies in ascending order of their scores. */
export function discriminationOf(tallies: readonly Readonly<ScoreTally>[]): Discrimination {
  let bad = 0;
  let good = 0;
  for (const tally of tallies) {
    bad += tally.bad;
    good += tally.good;
  }
  const n = bad + good;
  if (bad === 0 || good === 0) return { n, bad, auc: null, gini: null, ks: null };

  let badBelow = 0;
  let goodBelow = 0;
  let won = 0;
  let ks = 0;
  // All with one score are passed at once: their order among each other says nothing.
  for (const tally of tallies) {
    won += tally.good * (badBelow + tally.bad / 2);
    badBelow += tally.bad;
    goodBelow += tally.good;
    ks = Math.max(ks, Math.abs(badBelow / bad - goodBelow / good));
  }
  const auc = won / (bad * good);
  return { n, bad, auc, gini: 2 * auc - 1, ks };
}

/** How many bad and good there are of each score, lowest first. */
export function talliesOf(
  scores: ArrayLike<number>,
  isBad: (at: number) => boolean,
): readonly ScoreTally[] {
  const tallies = new Map<number, ScoreTally>();
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? NaN;
    if (!Number.isFinite(score)) throw new RangeError(`not a score: ${score}`);
    let tally = tallies.get(score);
    if (!tally) {
      tally = { score, bad: 0, good: 0 };
      tallies.set(score, tally);
    }
    tally[isBad(at) ? "bad" : "good"] += 1;
  }
  return [...tallies.values()].sort((one, other) => one.score - other.score);
}
