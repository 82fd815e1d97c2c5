import type { IndicatorId } from "../credit/indicators.ts";
import type { GuaranteeKind, RepaymentKind } from "../kernel/lending-terms.ts";

/** Facts of the demand and the registry that a rule may speak of besides the indicators. */
export const demandFacts = [
  "regionCode",
  "industrySection",
  "sizeClass",
  "demandAmountFen",
  "demandTermMonths",
  "demandMaximumRateBps",
  "demandGuarantee",
  "demandPurpose",
] as const;
export type DemandFact = (typeof demandFacts)[number];
export type FactId = IndicatorId | DemandFact;

/** What is known when a rule is asked. Unknown is null, never zero. */
export type Facts = Readonly<Record<FactId, number | string | null>>;

export const comparisons = ["at_least", "at_most", "above", "below"] as const;
export type Comparison = (typeof comparisons)[number];

/** A condition as data: it decides as a function, filters as SQL and reads as Chinese. */
export type Condition =
  | Readonly<{ kind: "all" | "any"; conditions: readonly [Condition, ...Condition[]] }>
  | Readonly<{ kind: "not"; condition: Condition }>
  | Readonly<{ kind: Comparison; fact: FactId; value: number }>
  | Readonly<{ kind: "between"; fact: FactId; low: number; high: number }>
  | Readonly<{ kind: "one_of" | "none_of"; fact: FactId; values: readonly [string, ...string[]] }>
  /** A region code lies in one of these regions, at any level of the tree (codes are prefixes). */
  | Readonly<{ kind: "in_regions"; fact: "regionCode"; regions: readonly [string, ...string[]] }>;

/** What an institution demands. The condition states what must hold for the enterprise. */
export type EligibilityRule = Readonly<{
  id: string;
  /** Short name in Chinese, e.g. 「纳税级别」. */
  name: string;
  condition: Condition;
  /** What follows when the condition does not hold: refused, or a person looks. */
  otherwise: "reject" | "review";
  /** What the enterprise can do about a miss, in Chinese; null where it can do nothing. */
  remedy: string | null;
}>;

export const ruleVerdicts = ["hit", "miss", "missing", "error"] as const;
/** `hit`: the condition holds. `missing`: the facts do not say. `error`: it could not be worked out. */
export type RuleVerdict = (typeof ruleVerdicts)[number];

/** The answer of one rule, with everything both sides need to understand it. */
export type RuleOutcome = Readonly<{
  ruleId: string;
  name: string;
  verdict: RuleVerdict;
  otherwise: "reject" | "review";
  /** 「纳税信用级别为 A、B、M 之一」 */
  expected: string;
  /** 「C」, or 「未知」. */
  actual: string;
  /** Catalogue items whose absence made it `missing`. */
  missingItems: readonly string[];
  remedy: string | null;
}>;

export const eligibilityVerdicts = ["MATCH", "REVIEW", "INSUFFICIENT_DATA", "REJECT"] as const;
/** domain.md §4.4. Priority: REJECT, INSUFFICIENT_DATA, REVIEW, MATCH. */
export type EligibilityVerdict = (typeof eligibilityVerdicts)[number];

export type Eligibility = Readonly<{
  verdict: EligibilityVerdict;
  /** One for every rule, in the product's order. */
  outcomes: readonly RuleOutcome[];
}>;

/** A product as the matching engine and the screens need it: the version in force with its owner. */
export type ProductInForce = Readonly<{
  productId: string;
  versionId: string;
  version: number;
  institutionId: string;
  institutionName: string;
  institutionShortName: string;
  name: string;
  summary: string;
  minimumAmountFen: number;
  maximumAmountFen: number;
  minimumTermMonths: number;
  maximumTermMonths: number;
  minimumRateBps: number;
  maximumRateBps: number;
  guaranteeKind: GuaranteeKind;
  repaymentKinds: readonly RepaymentKind[];
  regionCodes: readonly string[];
  promisedDays: number;
  policyBased: boolean;
  rules: readonly EligibilityRule[];
  requiredItems: readonly string[];
}>;
