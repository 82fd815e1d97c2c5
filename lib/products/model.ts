import type { IndicatorId } from "../credit/indicators.ts";
import type { GuaranteeKind, RepaymentKind } from "../kernel/lending-terms.ts";

/** Facts of the demand and the registry that a rule may speak of besides the indicators. */
export const demandFacts = [
  "regionCode",
  "industryCode",
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
  | Readonly<{ kind: "in_regions"; fact: "regionCode"; regions: readonly [string, ...string[]] }>
  /** The same of GB/T 4754: `C` holds all of manufacturing, `C13` one division of it. */
  | Readonly<{
      kind: "in_industries";
      fact: "industryCode";
      industries: readonly [string, ...string[]];
    }>;

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

/** What institutions offer: bank loans, the other four of 信易+, bridge loans, and loans of a scenario. */
export const productKinds = [
  "bank_loan",
  "winning_bid_loan",
  "procurement_loan",
  "order_loan",
  "tax_refund_loan",
  "inventory_receivables_loan",
  "rural_loan",
  "bridge_loan",
  "guarantee",
  "bond",
  "equity",
  "insurance",
] as const;
export type ProductKind = (typeof productKinds)[number];

/** `price`: what its yearly price is called; `repaid`: whether the enterprise pays money back by a plan. */
export const productKindWords = {
  bank_loan: { label: "银行贷款", price: "年利率", repaid: true },
  winning_bid_loan: { label: "中标贷", price: "年利率", repaid: true },
  procurement_loan: { label: "采购贷", price: "年利率", repaid: true },
  order_loan: { label: "订单贷", price: "年利率", repaid: true },
  tax_refund_loan: { label: "退税贷", price: "年利率", repaid: true },
  inventory_receivables_loan: { label: "存货与应收账款贷", price: "年利率", repaid: true },
  rural_loan: { label: "涉农贷款", price: "年利率", repaid: true },
  bridge_loan: { label: "应急转贷", price: "年利率", repaid: true },
  guarantee: { label: "融资担保（信易担）", price: "年担保费率", repaid: false },
  bond: { label: "债券融资（信易债）", price: "年化发行成本", repaid: true },
  equity: { label: "股权投资（信易投）", price: "年化回报要求", repaid: false },
  insurance: { label: "融资保险（信易保）", price: "年保险费率", repaid: false },
} as const satisfies Record<
  ProductKind,
  Readonly<{ label: string; price: string; repaid: boolean }>
>;

export const approvalModes = ["online", "offline", "mixed"] as const;
export type ApprovalMode = (typeof approvalModes)[number];
export const approvalModeLabels = {
  online: "线上审批",
  offline: "线下审批",
  mixed: "线上初审、线下复核",
} as const satisfies Record<ApprovalMode, string>;

/** Grades of the platform's card, best first, that a price may be told by. */
export const priceGrades = ["A", "B", "C", "D", "E"] as const;

/** The yearly price for these grades (none named: every grade) and terms, both ends included. */
export type PriceBand = Readonly<{
  grades: readonly string[];
  fromMonths: number;
  toMonths: number;
  rateBps: number;
}>;

/** Everything an institution says of a product (domain.md §2.6): what is drafted, reviewed, published. */
export type ProductTerms = Readonly<{
  kind: ProductKind;
  summary: string;
  approvalMode: ApprovalMode;
  minimumAmountFen: number;
  maximumAmountFen: number;
  minimumTermMonths: number;
  maximumTermMonths: number;
  priceBands: readonly PriceBand[];
  guaranteeKinds: readonly GuaranteeKind[];
  repaymentKinds: readonly RepaymentKind[];
  /** Region codes served, at any level of the tree; none: the whole province. */
  regionCodes: readonly string[];
  /** GB/T 4754 sections or divisions served; none: every industry. */
  industryCodes: readonly string[];
  /** Catalogue items that an application needs; they prefill the authorisation. */
  requiredItems: readonly string[];
  /** What the enterprise brings besides, one material a line. */
  materials: readonly string[];
  promisedDays: number;
  /** Applications a week that the institution will take; null: as many as come. */
  weeklyCapacity: number | null;
  policyBased: boolean;
  /** Interest that the public purse pays, basis points a year; null: none. */
  subsidyBps: number | null;
  subsidyNote: string | null;
  rules: readonly EligibilityRule[];
}>;

export const draftStatuses = ["draft", "submitted", "endorsed", "published", "discarded"] as const;
export type DraftStatus = (typeof draftStatuses)[number];
/** Still on its way: a product has one such draft at most. */
export const openDraftStatuses = ["draft", "submitted", "endorsed"] as const;
export const isOpenDraft = (status: DraftStatus): boolean =>
  openDraftStatuses.some((open) => open === status);
export const draftStatusLabels = {
  draft: "草稿",
  submitted: "待机构复核",
  endorsed: "待平台审核",
  published: "已发布",
  discarded: "已作废",
} as const satisfies Record<DraftStatus, string>;

export const draftEvents = [
  "draft",
  "edit",
  "submit",
  "send_back",
  "endorse",
  "refuse",
  "publish",
  "discard",
] as const;
export type DraftEvent = (typeof draftEvents)[number];
export const draftEventLabels = {
  draft: "起草",
  edit: "修改",
  submit: "提交复核",
  send_back: "退回修改",
  endorse: "复核通过",
  refuse: "平台退回",
  publish: "发布",
  discard: "作废",
} as const satisfies Record<DraftEvent, string>;

/** A product as the matching engine and the screens need it: the version in force with its owner. */
export type ProductInForce = ProductTerms &
  Readonly<{
    productId: string;
    versionId: string;
    version: number;
    institutionId: string;
    institutionName: string;
    institutionShortName: string;
    name: string;
    /** The least and the most of its price bands. */
    minimumRateBps: number;
    maximumRateBps: number;
  }>;
