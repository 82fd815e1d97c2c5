import { psiLevels, type WarningLevel } from "./model.ts";

/**
 * Population stability index of two distributions over the same bins: Σ (a − e) · ln(a ÷ e). Half a
 * case is added to each bin, so that an empty one gives a large figure rather than an infinite one.
 * Null where one of them is empty.
 */
export function psi(expected: readonly number[], actual: readonly number[]): number | null {
  if (expected.length !== actual.length) throw new RangeError("bins that do not correspond");
  const [all, seen] = [total(expected), total(actual)];
  if (all === 0 || seen === 0) return null;
  const smooth = (count: number, of: number) => (count + 0.5) / (of + 0.5 * expected.length);
  return expected.reduce((sum, count, bin) => {
    const [e, a] = [smooth(count, all), smooth(actual[bin] ?? 0, seen)];
    return sum + (a - e) * Math.log(a / e);
  }, 0);
}

/** How often each value came. */
export type Counts = ReadonlyMap<number, number>;

/** The upper ends of ten bins that hold a tenth of the reference each, as far as equal values allow. */
export function deciles(reference: Counts): readonly number[] {
  const values = [...reference].sort(([one], [other]) => one - other);
  const size = total(values.map(([, count]) => count));
  const ends: number[] = [];
  let passed = 0;
  for (const [value, count] of values) {
    passed += count;
    if (passed >= ((ends.length + 1) * size) / 10) ends.push(value);
  }
  // The last bin is open: nothing that comes later lies beyond all of them.
  return ends.slice(0, -1);
}

/** Counts in bins with these upper ends, and one beyond the last. */
export function binned(counts: Counts, ends: readonly number[]): readonly number[] {
  const bins = new Array<number>(ends.length + 1).fill(0);
  for (const [value, count] of counts) {
    const place = ends.findIndex((end) => value <= end);
    const bin = place === -1 ? ends.length : place;
    bins[bin] = (bins[bin] ?? 0) + count;
  }
  return bins;
}

/** PSI over the deciles of the reference: of totals. */
export const psiByDeciles = (reference: Counts, actual: Counts): number | null => {
  const ends = deciles(reference);
  return psi(binned(reference, ends), binned(actual, ends));
};

/** PSI over the values themselves: of points, of which a characteristic has few. */
export function psiByValues(reference: Counts, actual: Counts): number | null {
  const values = [...new Set([...reference.keys(), ...actual.keys()])];
  const countsOf = (counts: Counts) => values.map((value) => counts.get(value) ?? 0);
  return psi(countsOf(reference), countsOf(actual));
}

export function levelOf(index: number | null): WarningLevel {
  if (index === null || index <= psiLevels.look) return "none";
  return index <= psiLevels.act ? "look" : "act";
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
