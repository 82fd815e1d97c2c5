import type { Shape, Tally } from "./model.ts";

export type CutRules = Readonly<{
  minRows: number;
  minEach: number;
  /** In multiples of what chance alone brings. */
  cost: number;
  /** All rows, those of other bins included: what shares are taken of. */
  total: Tally;
  shapes: readonly ("rising" | "falling" | "peak" | "valley")[];
}>;

/** The bins as ends in the list of buckets: bin i is [ends[i − 1], ends[i]). */
export type Cuts = Readonly<{ ends: readonly number[]; shape: Shape }>;

/** Half a case of each in proportion, so that a bin without bad ones has a finite weight of evidence. */
export function woeOf({ good, bad }: Tally, total: Tally): number {
  const rarer = Math.max(1, Math.min(total.good, total.bad));
  const addGood = (0.5 * Math.max(total.good, 1)) / rarer;
  const addBad = (0.5 * Math.max(total.bad, 1)) / rarer;
  const shareGood = (good + addGood) / (total.good + addGood);
  const shareBad = (bad + addBad) / (total.bad + addBad);
  return Math.log(shareGood / shareBad);
}

/** What a bin adds to the information value. */
export const ivOf = (bin: Tally, total: Tally): number =>
  (bin.good / Math.max(1, total.good) - bin.bad / Math.max(1, total.bad)) * woeOf(bin, total);

/**
 * The partition of ordered buckets with the greatest information value, less a cost for every bin,
 * among those whose bad rate goes the way of a shape and whose bins are large enough. Exact, by
 * dynamic programming over (first bucket, last bucket) of the latest bin: O(buckets³).
 *
 * The cost: splitting a bin that is one in truth still raises the information value, by about
 * (1 / bad + 1 / good) in the mean; a bin must bring `cost` times that.
 */
export function optimalCuts(buckets: readonly Tally[], rules: CutRules): Cuts {
  const spans = spansOf(buckets, rules);
  const turned = spansOf(buckets.toReversed(), rules);
  const chance = 1 / Math.max(1, rules.total.bad) + 1 / Math.max(1, rules.total.good);
  let best: { ends: readonly number[]; shape: Shape; value: number } | null = null;
  for (const shape of rules.shapes) {
    const rising = shape === "rising" || shape === "peak";
    const forward = bestPrefixes(spans, rising);
    const found =
      shape === "rising" || shape === "falling"
        ? bestOneWay(spans, forward)
        : bestTurn(spans, forward, bestPrefixes(turned, rising));
    if (!found) continue;
    // A turn is believed only where it brings as much as two more bins.
    const turns = shape === "peak" || shape === "valley";
    const value = found.value - (turns ? 2 * rules.cost * chance : 0);
    if (!best || value > best.value + 1e-12) best = { ends: found.ends, shape, value };
  }
  if (!best || best.ends.length < 2) return { ends: [buckets.length], shape: "flat" };
  return { ends: best.ends, shape: best.shape };
}

/** Of every span [from, to) of buckets: its value and its bad rate; −∞ where it is too small. */
type Spans = Readonly<{ width: number; value: Float64Array; rate: Float64Array }>;

function spansOf(buckets: readonly Tally[], rules: CutRules): Spans {
  const width = buckets.length + 1;
  const value = new Float64Array(width * width).fill(-Infinity);
  const rate = new Float64Array(width * width);
  const { total, cost } = rules;
  const penalty = cost * (1 / Math.max(1, total.bad) + 1 / Math.max(1, total.good));
  for (let from = 0; from < buckets.length; from++) {
    let good = 0;
    let bad = 0;
    for (let to = from + 1; to < width; to++) {
      const bucket = buckets[to - 1];
      good += bucket?.good ?? 0;
      bad += bucket?.bad ?? 0;
      if (!isEnough({ good, bad }, rules)) continue;
      rate[from * width + to] = bad / (good + bad);
      value[from * width + to] = ivOf({ good, bad }, total) - penalty;
    }
  }
  return { width, value, rate };
}

/**
 * Enough rows, and of each outcome enough that came or that would have come at the mean rate: that
 * none of five expected defaults came says as much as that ten came.
 */
export function isEnough({ good, bad }: Tally, { minRows, minEach, total }: CutRules): boolean {
  const rows = good + bad;
  const all = Math.max(1, total.good + total.bad);
  return (
    rows >= minRows &&
    Math.max(good, (rows * total.good) / all) >= minEach &&
    Math.max(bad, (rows * total.bad) / all) >= minEach
  );
}

type Prefixes = Readonly<{ best: Float64Array; before: Int32Array }>;

/** The best partition of [0, to) whose last bin is [from, to), with rates that only rise (or fall). */
function bestPrefixes({ width, value, rate }: Spans, rising: boolean): Prefixes {
  const best = new Float64Array(width * width).fill(-Infinity);
  const before = new Int32Array(width * width).fill(-1);
  for (let to = 1; to < width; to++) best[to] = value[to] ?? -Infinity;
  for (let from = 1; from < width; from++) {
    for (let to = from + 1; to < width; to++) {
      const own = value[from * width + to] ?? -Infinity;
      if (own === -Infinity) continue;
      const ownRate = rate[from * width + to] ?? 0;
      let most = -Infinity;
      let start = -1;
      for (let earlier = 0; earlier < from; earlier++) {
        const at = earlier * width + from;
        const sofar = best[at] ?? -Infinity;
        if (sofar <= most) continue;
        const otherRate = rate[at] ?? 0;
        if (rising ? otherRate < ownRate : otherRate > ownRate) {
          most = sofar;
          start = earlier;
        }
      }
      if (start < 0) continue;
      best[from * width + to] = most + own;
      before[from * width + to] = start;
    }
  }
  return { best, before };
}

type Found = Readonly<{ ends: readonly number[]; value: number }>;

function bestOneWay({ width }: Spans, prefixes: Prefixes): Found | null {
  let from = -1;
  let most = -Infinity;
  for (let start = 0; start < width - 1; start++) {
    const value = prefixes.best[start * width + width - 1] ?? -Infinity;
    if (value > most) [most, from] = [value, start];
  }
  return from < 0 ? null : { ends: endsOf(prefixes, width, from, width - 1), value: most };
}

/** A prefix that goes one way and a suffix that goes back share the bin where they turn. */
function bestTurn(spans: Spans, forward: Prefixes, backward: Prefixes): Found | null {
  const { width, value } = spans;
  const last = width - 1;
  let turn: readonly [number, number] | null = null;
  let most = -Infinity;
  for (let from = 0; from < last; from++) {
    for (let to = from + 1; to < width; to++) {
      const own = value[from * width + to] ?? -Infinity;
      if (own === -Infinity) continue;
      const prefix = forward.best[from * width + to] ?? -Infinity;
      const suffix = backward.best[(last - to) * width + last - from] ?? -Infinity;
      const both = prefix + suffix - own;
      if (both > most) [most, turn] = [both, [from, to]];
    }
  }
  if (!turn) return null;
  const [from, to] = turn;
  const after = endsOf(backward, width, last - to, last - from)
    .map((end) => last - end)
    .filter((start) => start > 0);
  const ends = [...endsOf(forward, width, from, to), ...after, last];
  return { ends: [...new Set(ends)].sort((one, other) => one - other), value: most };
}

function endsOf({ before }: Prefixes, width: number, from: number, to: number): readonly number[] {
  const ends: number[] = [];
  for (let start = from, end = to; ;) {
    ends.unshift(end);
    const earlier = before[start * width + end] ?? -1;
    if (earlier < 0) return ends;
    end = start;
    start = earlier;
  }
}
