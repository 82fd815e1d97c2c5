import { z } from "zod";
import type { Trained } from "./train.ts";

/**
 * What a card was trained on, kept beside it: how to read its outcomes, and how its rows were spread,
 * so that a later population can be compared.
 */
export const trainingRecord = z.strictObject({
  form: z.literal(1),
  /** SHA-256 of the card, so that a record is not taken for another card's. */
  cardHash: z.string(),
  target: z.string(),
  bad: z.array(z.string()),
  n: z.int(),
  badRate: z.number(),
  seed: z.int(),
  /** Upper ends of tenths of the total, and how many rows lay in each and beyond the last. */
  scores: z.strictObject({ ends: z.array(z.number()), counts: z.array(z.number()) }),
  /** How many rows each attribute of a characteristic took, in the card's order. */
  characteristics: z.record(z.string(), z.array(z.number())),
});
export type TrainingRecord = z.infer<typeof trainingRecord>;

export const recordOf = (trained: Trained, cardHash: string, seed: number): TrainingRecord => ({
  form: 1,
  cardHash,
  target: trained.target.column,
  bad: [...trained.target.bad],
  n: trained.n,
  badRate: trained.badRate,
  seed,
  scores: { ends: [...trained.scores.ends], counts: [...trained.scores.counts] },
  characteristics: Object.fromEntries(
    trained.card.characteristics.map(({ binning }) => [
      binning.column,
      // The card asks for what is unknown first.
      [binning.missing, ...binning.bins].map(({ good, bad }) => good + bad),
    ]),
  ),
});

/** How often each total came. */
export function countsOf(totals: Float64Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const total of totals) counts.set(total, (counts.get(total) ?? 0) + 1);
  return counts;
}
