import { bpsText } from "../kernel/money.ts";
import { guaranteeKinds, guaranteeLabels } from "../kernel/lending-terms.ts";
import { amountText } from "../scoring/model.ts";
import { problemsOf } from "./check.ts";
import { compile, factsIn, type Truth } from "./evaluate.ts";
import { factOf, showFact } from "./facts.ts";
import type {
  Eligibility,
  EligibilityRule,
  EligibilityVerdict,
  Facts,
  ProductInForce,
  RuleOutcome,
  RuleVerdict,
} from "./model.ts";
import { sentence } from "./sentence.ts";

/** The part of a product that its own bounds are made of. */
export type ProductBounds = Pick<
  ProductInForce,
  | "minimumAmountFen"
  | "maximumAmountFen"
  | "minimumTermMonths"
  | "maximumTermMonths"
  | "minimumRateBps"
  | "regionCodes"
  | "industryCodes"
  | "guaranteeKinds"
>;

/** Whether this enterprise with this demand may have this product, with an answer for every rule. */
export const decide = (
  product: ProductBounds & Pick<ProductInForce, "rules">,
  facts: Facts,
): Eligibility => compileRules(allRulesOf(product))(facts);

/** The product's own bounds first, because a demand can be changed; then the institution's rules. */
export const allRulesOf = (
  product: ProductBounds & Pick<ProductInForce, "rules">,
): readonly EligibilityRule[] => [...boundsAsRules(product), ...product.rules];

/** Compiled once, asked for many enterprises. */
export function compileRules(rules: readonly EligibilityRule[]): (facts: Facts) => Eligibility {
  const askings = rules.map(compileRule);
  return (facts) => {
    const outcomes = askings.map((ask) => ask(facts));
    return { verdict: verdictOf(outcomes), outcomes };
  };
}

function compileRule(rule: EligibilityRule): (facts: Facts) => RuleOutcome {
  const { id: ruleId, name, otherwise, remedy, condition } = rule;
  const isSound = problemsOf(condition).length === 0;
  const holds = compile(condition);
  const expected = isSound ? sentence(condition) : "规则无法解读，由机构人工核对";
  const spokenOf = isSound ? factsIn(condition) : [];
  return (facts) => {
    const verdict = verdictOfTruth(holds(facts));
    const unknown =
      verdict === "missing" ? spokenOf.filter((id) => (facts[id] ?? null) === null) : [];
    const missingItems = [...new Set(unknown.flatMap((id) => factOf(id).items))];
    const shown = spokenOf.map((id) => [factOf(id).label, showFact(id, facts[id])] as const);
    const actual = shown
      .map(([label, value]) => (shown.length === 1 ? value : `${label}：${value}`))
      .join("；");
    return { ruleId, name, verdict, otherwise, expected, actual, missingItems, remedy };
  };
}

function verdictOfTruth(truth: Truth): RuleVerdict {
  if (truth === null) return "missing";
  if (truth === "error") return "error";
  return truth ? "hit" : "miss";
}

/**
 * REJECT, INSUFFICIENT_DATA, REVIEW, MATCH, in this order. What could not be worked out is for a
 * person: it neither refuses nor passes.
 */
function verdictOf(outcomes: readonly RuleOutcome[]): EligibilityVerdict {
  const some = (test: (outcome: RuleOutcome) => boolean) => outcomes.some(test);
  if (some(({ verdict, otherwise }) => verdict === "miss" && otherwise === "reject"))
    return "REJECT";
  if (some(({ verdict }) => verdict === "missing")) return "INSUFFICIENT_DATA";
  if (some(({ verdict }) => verdict === "miss" || verdict === "error")) return "REVIEW";
  return "MATCH";
}

/** What the product's terms demand of a demand, as rules, so that they give reasons like any other. */
export function boundsAsRules(product: ProductBounds): readonly EligibilityRule[] {
  const { minimumAmountFen, maximumAmountFen, minimumTermMonths, maximumTermMonths } = product;
  const bounds: EligibilityRule[] = [
    {
      id: "product.amount",
      name: "贷款金额",
      condition: {
        kind: "between",
        fact: "demandAmountFen",
        low: minimumAmountFen,
        high: maximumAmountFen,
      },
      otherwise: "reject",
      remedy: `将申请金额调整到 ${amountText(minimumAmountFen)}至 ${amountText(maximumAmountFen)}之间。`,
    },
    {
      id: "product.term",
      name: "贷款期限",
      condition: {
        kind: "between",
        fact: "demandTermMonths",
        low: minimumTermMonths,
        high: maximumTermMonths,
      },
      otherwise: "reject",
      remedy: `将申请期限调整到 ${minimumTermMonths} 至 ${maximumTermMonths} 个月之间。`,
    },
    {
      id: "product.rate",
      name: "贷款利率",
      condition: { kind: "at_least", fact: "demandMaximumRateBps", value: product.minimumRateBps },
      otherwise: "reject",
      remedy: `本产品年利率 ${bpsText(product.minimumRateBps)} 起；可上调可接受的最高年利率。`,
    },
    guaranteeRule(product.guaranteeKinds),
  ];
  // None named means everywhere and everybody; a rule that cannot fail would only be noise.
  const regions = someOf(product.regionCodes);
  if (regions) {
    const condition = { kind: "in_regions", fact: "regionCode", regions } as const;
    bounds.push({
      id: "product.region",
      name: "服务区域",
      condition,
      otherwise: "reject",
      remedy: null,
    });
  }
  const industries = someOf(product.industryCodes);
  if (industries) {
    const condition = { kind: "in_industries", fact: "industryCode", industries } as const;
    bounds.push({
      id: "product.industry",
      name: "服务行业",
      condition,
      otherwise: "reject",
      remedy: null,
    });
  }
  return bounds;
}

function someOf<T>([first, ...others]: readonly T[]): readonly [T, ...T[]] | null {
  return first === undefined ? null : [first, ...others];
}

/** Who can give security may also take a loan without; who cannot, may not take one that needs it. */
function guaranteeRule(kinds: ProductInForce["guaranteeKinds"]): EligibilityRule {
  const onCredit = kinds.includes("credit") || kinds.length === 0;
  const values = (onCredit ? null : someOf(kinds)) ?? guaranteeKinds;
  return {
    id: "product.guarantee",
    name: "担保方式",
    condition: { kind: "one_of", fact: "demandGuarantee", values },
    otherwise: "reject",
    remedy: onCredit
      ? null
      : `本产品需要${kinds.map((kind) => guaranteeLabels[kind]).join("或")}；如能提供，请在需求中改选后重新匹配。`,
  };
}
