import { discriminationOf, type ScoreTally } from "#lib/kernel/discrimination.ts";

/** The middle 95 % of what other samples from the same source would have shown. */
export type Interval = Readonly<{ low: number; high: number }>;

/** Beyond this many rows each row is drawn a Poisson number of times, which costs nothing a row. */
const EXACT_ROWS = 20_000;

export type Resampled = Readonly<{ auc: Interval | null; ks: Interval | null; times: number }>;

/**
 * Percentile bootstrap of AUC and KS, drawn within bad and within good (both shares are taken as
 * given). Each group is resampled by itself and the measures are averaged over groups, as a
 * cross-validation does with its folds; one group for a plain test sample.
 */
export function resampled(
  groups: readonly (readonly ScoreTally[])[],
  random: () => number,
  times = 1000,
): Resampled {
  const drawers = groups.map((tallies) => ({
    tallies,
    bad: drawerOf(tallies.map(({ bad }) => bad)),
    good: drawerOf(tallies.map(({ good }) => good)),
  }));
  const aucs: number[] = [];
  const distances: number[] = [];
  for (let time = 0; time < times; time++) {
    let auc = 0;
    let ks = 0;
    for (const { tallies, bad, good } of drawers) {
      const bads = bad(random);
      const goods = good(random);
      const drawn = discriminationOf(
        tallies.map(({ score }, at) => ({ score, bad: bads[at] ?? 0, good: goods[at] ?? 0 })),
      );
      if (drawn.auc === null || drawn.ks === null) return { auc: null, ks: null, times: 0 };
      auc += drawn.auc;
      ks += drawn.ks;
    }
    aucs.push(auc / drawers.length);
    distances.push(ks / drawers.length);
  }
  return { auc: middle(aucs), ks: middle(distances), times };
}

/** Draws as many as there are, with replacement, and says how often each place came. */
function drawerOf(counts: readonly number[]): (random: () => number) => Int32Array {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all > EXACT_ROWS) return (random) => Int32Array.from(counts, (mean) => poisson(mean, random));
  const places = new Int32Array(all);
  let filled = 0;
  counts.forEach((count, place) => {
    places.fill(place, filled, filled + count);
    filled += count;
  });
  return (random) => {
    const drawn = new Int32Array(counts.length);
    for (let time = 0; time < all; time++) {
      const place = places[Math.floor(random() * all)] ?? 0;
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
    return drawn;
  };
}

/** A Poisson number; of a large mean, by the normal distribution that it nears. */
function poisson(mean: number, random: () => number): number {
  if (mean > 50) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return Math.max(
      0,
      Math.round(mean + Math.sqrt(mean) * radius * Math.cos(2 * Math.PI * random())),
    );
  }
  const least = Math.exp(-mean);
  let drawn = 0;
  for (let product = random(); product > least; product *= random()) drawn++;
  return drawn;
}

/** Between the 2.5 % and the 97.5 % quantile; of few draws, the nearest. */
export function middle(values: readonly number[]): Interval | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return { low: at(0.025), high: at(0.975) };
}
