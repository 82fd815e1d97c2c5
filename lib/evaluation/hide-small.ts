import { LEAST_CELL } from "./model.ts";

/** A sum that a reader knows: `total` is what `parts` add up to. Places in the list of figures. */
export type KnownSum = Readonly<{ total: number; parts: readonly number[] }>;

/**
 * Hides counts of one to nine, and as many larger ones as it takes that none of them can be worked out
 * from a sum: where a sum would tell what is hidden, its smallest other part goes too, or its total where
 * there is no other. Zero is shown, since it is nobody.
 */
export function hideSmall(
  figures: readonly number[],
  sums: readonly KnownSum[],
): readonly (number | null)[] {
  const figureAt = (at: number) => figures[at] ?? 0;
  const hidden = new Set(
    figures.flatMap((figure, at) => (figure > 0 && figure < LEAST_CELL ? [at] : [])),
  );
  /** One hidden member is what the others leave; several that come to one each are one each. */
  const tells = ({ total, parts }: KnownSum): boolean => {
    const out = parts.filter((at) => hidden.has(at));
    if (hidden.has(total)) return out.length === 0;
    return out.length > 0 && (out.length === 1 || sumOf(out.map(figureAt)) === out.length);
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const sum of sums.filter(tells)) {
      // Another sum may have hidden more of this one since.
      if (!tells(sum)) continue;
      const [smallest = sum.total] = sum.parts
        .filter((at) => !hidden.has(at) && figureAt(at) > 0)
        .sort((one, other) => figureAt(one) - figureAt(other));
      hidden.add(smallest);
      changed = true;
    }
  }
  return figures.map((figure, at) => (hidden.has(at) ? null : figure));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);
