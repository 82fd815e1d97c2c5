import { isItemId, itemOf } from "../intake/catalogue.ts";
import type { Eligibility, ProductInForce, RuleOutcome } from "../products/model.ts";

export type Judged<Product = ProductInForce> = Readonly<{
  product: Product;
  eligibility: Eligibility;
}>;

/** Why not, or why not yet: what was demanded, what was found, and what can be done about it. */
export type MatchReason = Readonly<{
  ruleId: string;
  rule: string;
  expected: string;
  actual: string;
  kind: "refused" | "review" | "missing" | "error";
  remedy: string | null;
}>;

/** What would let the matter go on: data to authorise, or something a person looks at. */
export type ToSupply = Readonly<{
  items: readonly SuppliedItem[];
  explanations: readonly string[];
}>;
type SuppliedItem = Readonly<{ id: string; name: string }>;

export type Grouped<Product = ProductInForce> = Readonly<{
  eligible: readonly Product[];
  conditional: readonly Readonly<{
    product: Product;
    verdict: "REVIEW" | "INSUFFICIENT_DATA";
    reasons: readonly MatchReason[];
    toSupply: ToSupply;
  }>[];
  ineligible: readonly Readonly<{ product: Product; reasons: readonly MatchReason[] }>[];
}>;

/** Every product with its verdict in three groups; within a group the order stays. */
export function group<Product>(judged: readonly Judged<Product>[]): Grouped<Product> {
  const eligible: Product[] = [];
  const conditional: Grouped<Product>["conditional"][number][] = [];
  const ineligible: Grouped<Product>["ineligible"][number][] = [];
  for (const { product, eligibility } of judged) {
    const { verdict, outcomes } = eligibility;
    switch (verdict) {
      case "MATCH":
        eligible.push(product);
        break;
      case "REVIEW":
      case "INSUFFICIENT_DATA":
        conditional.push({
          product,
          verdict,
          reasons: reasonsOf(outcomes),
          toSupply: toSupply(outcomes),
        });
        break;
      case "REJECT":
        // Only what refused: data still missing elsewhere would not change the answer.
        ineligible.push({
          product,
          reasons: reasonsOf(outcomes).filter(({ kind }) => kind === "refused"),
        });
        break;
    }
  }
  return { eligible, conditional, ineligible };
}

const reasonsOf = (outcomes: readonly RuleOutcome[]): readonly MatchReason[] =>
  outcomes.flatMap((outcome) => {
    const kind = kindOf(outcome);
    const { ruleId, name: rule, expected, actual, remedy } = outcome;
    return kind === null ? [] : [{ ruleId, rule, expected, actual, kind, remedy }];
  });

function kindOf({ verdict, otherwise }: RuleOutcome): MatchReason["kind"] | null {
  switch (verdict) {
    case "hit":
      return null;
    case "miss":
      return otherwise === "reject" ? "refused" : "review";
    case "missing":
    case "error":
      return verdict;
  }
}

function toSupply(outcomes: readonly RuleOutcome[]): ToSupply {
  const missing = new Set(outcomes.flatMap(({ missingItems }) => missingItems));
  const items = [...missing].map((id) => ({ id, name: isItemId(id) ? itemOf(id).name : id }));
  const explanations = outcomes.flatMap((outcome) => explanationOf(outcome));
  return { items, explanations };
}

function explanationOf({
  verdict,
  name,
  expected,
  actual,
  remedy,
  missingItems,
}: RuleOutcome): readonly string[] {
  switch (verdict) {
    case "hit":
      return [];
    case "miss":
      return [`${name}：要求“${expected}”，实际“${actual}”，由机构人工审查。${remedy ?? ""}`];
    case "missing":
      // What rests on no item comes from the registry or the demand itself.
      return missingItems.length > 0
        ? []
        : [`${name}：要求“${expected}”，请补充登记信息或融资需求。`];
    case "error":
      return [`${name}：数据有误，无法判断，由机构人工核对。`];
  }
}
