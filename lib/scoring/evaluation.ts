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

type Tally = { readonly score: number; bad: number; good: number };

export function discrimination(outcomes: readonly Outcome[]): Discrimination {
  const tallies = tallyByScore(outcomes);
  const bad = outcomes.filter((outcome) => outcome.bad).length;
  const good = outcomes.length - bad;
  if (bad === 0 || good === 0) return { n: outcomes.length, bad, auc: null, gini: null, ks: null };

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
  return { n: outcomes.length, bad, auc, gini: 2 * auc - 1, ks };
}

/** How many bad and good there are of each score, lowest first. */
function tallyByScore(outcomes: readonly Outcome[]): readonly Tally[] {
  const tallies = new Map<number, Tally>();
  for (const { score, bad } of outcomes) {
    if (!Number.isFinite(score)) throw new RangeError(`not a score: ${score}`);
    const tally = tallies.get(score) ?? { score, bad: 0, good: 0 };
    tally[bad ? "bad" : "good"] += 1;
    tallies.set(score, tally);
  }
  return [...tallies.values()].sort((one, other) => one.score - other.score);
}
