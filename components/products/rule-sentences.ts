import { allRulesOf, sentence, type ProductBounds } from "#lib/products/index.ts";
import type { EligibilityRule } from "#lib/products/model.ts";

export type RuleSentence = Readonly<{
  id: string;
  name: string;
  sentence: string;
  otherwise: "reject" | "review";
  remedy: string | null;
}>;

/** All that a product demands, its own bounds first, in the words that an enterprise reads. */
export const sentencesOf = (
  product: ProductBounds & Readonly<{ rules: readonly EligibilityRule[] }>,
): readonly RuleSentence[] =>
  allRulesOf(product).map(({ id, name, condition, otherwise, remedy }) => ({
    id,
    name,
    sentence: sentence(condition),
    otherwise,
    remedy,
  }));
