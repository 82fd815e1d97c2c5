import { LEAST_CELL } from "./model.ts";

/** A sum that a reader knows: `total` is what `parts` add up to. Places in the list of figures. */
export type KnownSum = Readonly<{ total: number; parts: readonly number[] }>;

/**
 * Hides counts of one to nine, and as many larger ones as it takes that none of them can be worked out
 * from a sum: where a sum would have one hidden member, its smallest other part goes too, or its total
 * where there is no other. Zero is shown, since it is nobody.
 */
export function hideSmall(
  figures: readonly number[],
  sums: readonly KnownSum[],
): readonly (number | null)[] {
  const figureAt = (at: number) => figures[at] ?? 0;
  const hidden = new Set(
    figures.flatMap((figure, at) => (figure > 0 && figure < LEAST_CELL ? [at] : [])),
  );
  for (let changed = true; changed;) {
    changed = false;
    for (const { total, parts } of sums) {
      if ([total, ...parts].filter((at) => hidden.has(at)).length !== 1) continue;
      const open = (at: number) => !hidden.has(at) && figureAt(at) > 0;
      const [smallest = total] = parts
        .filter(open)
        .sort((one, other) => figureAt(one) - figureAt(other));
      hidden.add(smallest);
      changed = true;
    }
  }
  return figures.map((figure, at) => (hidden.has(at) ? null : figure));
}
