import type { MatchReason } from "#lib/matching/index.ts";
import { allRulesOf, sentence, type DatedProduct } from "#lib/products/index.ts";

export type RuleLine = Readonly<{
  ruleId: string;
  name: string;
  kind: "hit" | MatchReason["kind"];
  expected: string;
  /** What was found; null where only the verdict is known. */
  actual: string | null;
  remedy: string | null;
}>;

export const lineOf = ({ rule, ...reason }: MatchReason): RuleLine => ({ name: rule, ...reason });

/** The product's other rules, which all hold: a match names every one that does not. */
export function heldLines(
  product: DatedProduct,
  reasons: readonly MatchReason[],
): readonly RuleLine[] {
  const failed = new Set(reasons.map(({ ruleId }) => ruleId));
  return allRulesOf(product)
    .filter(({ id }) => !failed.has(id))
    .map(({ id, name, condition }) => ({
      ruleId: id,
      name,
      kind: "hit",
      expected: sentence(condition),
      actual: null,
      remedy: null,
    }));
}
