import type { IndicatorUnit } from "../credit/indicators.ts";
import { bpsText, wanText, yuanText } from "../kernel/money.ts";

/** A figure as people read it, the same in rules, scores and reports. */
export function measureText(unit: IndicatorUnit, value: number): string {
  switch (unit) {
    case "分":
      return amountText(value);
    case "基点":
      return bpsText(value);
    case "级别":
    case "HHI":
      return String(value);
    default:
      return `${value} ${unit}`;
  }
}

/** 万元, but 元 where rounding to 万元 would hide a small amount (20 元 is not 「0.00 万元」). */
export function amountText(value: number): string {
  if (value === 0) return "0 元";
  const hidden = Math.abs(value) < 1_000_000 && value % 10_000 !== 0;
  return hidden ? `${yuanText(value)} 元` : `${wanText(value)} 万元`;
}

/** What is known of one subject, by the name of the fact. Null, undefined and absent mean unknown. */
export type FactValue = number | string | null | undefined;
export type FactValues = Readonly<Record<string, FactValue>>;

/** A fact that a card may speak of: one of the platform's indicators, or a column of a table. */
export type Fact = Readonly<{
  name: string;
  /** As shown to people. */
  label: string;
  kind: "number" | "text";
  /** Null where the figure has no unit that the platform knows. */
  unit: IndicatorUnit | null;
  /** Whether a number is always whole, so that nothing lies between 1 and 2. */
  whole: boolean;
  /** All values that a text can have; null where any text can come. */
  values: readonly string[] | null;
  /** What to authorise or add when it is unknown; empty: from the registry or the table itself. */
  items: readonly string[];
}>;
export type FactDictionary = ReadonlyMap<string, Fact>;

/** One end of an interval. `closed`: the value itself belongs to it. */
export type Bound = Readonly<{ value: number; closed: boolean }>;

/** PMML comparison operators that take one value. */
export const comparisons = [
  "equal",
  "notEqual",
  "lessThan",
  "lessOrEqual",
  "greaterThan",
  "greaterOrEqual",
] as const;
export type Comparison = (typeof comparisons)[number];
export const combinations = ["and", "or", "xor", "surrogate"] as const;

/** A predicate of PMML 4.4, three-valued: a comparison with an unknown value is neither true nor false. */
export type Predicate =
  | Readonly<{ kind: "true" }>
  | Readonly<{ kind: "false" }>
  | Readonly<{ kind: "compare"; fact: string; operator: Comparison; value: number | string }>
  | Readonly<{ kind: "missing"; fact: string; is: boolean }>
  | Readonly<{ kind: "set"; fact: string; isIn: boolean; values: readonly (number | string)[] }>
  | Readonly<{
      kind: "compound";
      operator: (typeof combinations)[number];
      of: readonly Predicate[];
    }>;

/** An expression of PMML 4.4, for points that are computed (ComplexPartialScore). */
export type Expression =
  | Readonly<{ kind: "constant"; value: number | string }>
  | Readonly<{ kind: "fact"; fact: string; ifMissing: number | string | null }>
  | Readonly<{
      kind: "apply";
      function: string;
      of: readonly Expression[];
      /** PMML mapMissingTo: the result when one of the arguments is unknown. */
      ifMissing: number | string | null;
      /** PMML defaultValue: the result when the function itself gives none. */
      otherwise: number | string | null;
    }>;

/** When an attribute applies. The first attribute of a characteristic that is true is the one that counts. */
export type Condition =
  /** A number between two ends; null: no end. */
  | Readonly<{ kind: "interval"; from: Bound | null; to: Bound | null }>
  /** One of these categories (or of these codes, where the fact is a number). */
  | Readonly<{ kind: "values"; values: readonly (number | string)[] }>
  /** The fact is unknown. */
  | Readonly<{ kind: "missing" }>
  /** Always: known or not, whatever the attributes before it did not take. */
  | Readonly<{ kind: "otherwise" }>
  /** Any predicate of PMML, of any facts. */
  | Readonly<{ kind: "predicate"; predicate: Predicate }>;

export type Attribute = Readonly<{
  when: Condition;
  /** Any finite number; the platform's own cards keep to whole ones. */
  points: number | Expression;
  /** A code of the card's reasons, in place of the characteristic's; null: the characteristic's. */
  reason: string | null;
}>;

/** What an enterprise can itself do about a fact. */
export type Action = Readonly<{
  /** `settle`: it can bring the fact to zero now. `conduct`: the fact mends with months of good conduct. */
  kind: "settle" | "conduct";
  /** In its own words, e.g. 「缴清欠税」. */
  text: string;
}>;

export type Characteristic = Readonly<{
  /** Unique within the card; the name of the PMML characteristic. By habit the fact's. */
  id: string;
  /** The fact that it shows, and that intervals, values and `missing` ask for. */
  fact: string;
  /** The dimension it is shown under, e.g. 「纳税」. */
  dimension: string;
  attributes: readonly Attribute[];
  /** Points that a reason is measured against (PMML baselineScore); null: the card's. */
  baseline: number | null;
  /** A code of the card's reasons, for attributes that have none of their own. */
  reason: string | null;
  action: Action | null;
}>;

/** A reason as it is told: what it is, and what the enterprise can do about it. */
export type Reason = Readonly<{ code: string; text: string; remedy: string }>;

/** A condition that ends the matter whatever the points say. Unknown vetoes nothing. */
export type Veto = Readonly<{
  id: string;
  fact: string;
  /** An interval or values. */
  when: Extract<Condition, { kind: "interval" | "values" }>;
  reason: string;
  remedy: string;
}>;

export const baselineMethods = ["max", "min", "mean", "neutral", "other"] as const;
export type BaselineMethod = (typeof baselineMethods)[number];

/** How a value is taken before it is scored: PMML DataField and MiningField. */
export type Input = Readonly<{
  fact: string;
  dataType: "string" | "integer" | "float" | "double" | "boolean";
  opType: "continuous" | "categorical" | "ordinal";
  /** Values and intervals that are valid; both empty: any value is. */
  validValues: readonly (number | string)[];
  validIntervals: readonly Readonly<{ from: Bound | null; to: Bound | null }>[];
  /** Values that stand for unknown. */
  missingValues: readonly (number | string)[];
  missingReplacement: number | string | null;
  /** `returnInvalid`: no score where it is unknown. */
  missingTreatment: "asIs" | "returnInvalid";
  invalidTreatment: "returnInvalid" | "asIs" | "asMissing" | "asValue";
  /** For `asValue`. */
  invalidReplacement: number | string | null;
}>;

/** Points into odds of good to bad. */
export type Scale = Readonly<{
  basePoints: number;
  /** Odds (good : bad) at `basePoints`. */
  oddsAtBase: number;
  /** Points that double the odds of good to bad. */
  pointsToDoubleOdds: number;
}>;

export type Grade = Readonly<{ grade: string; from: number; label: string }>;
/** What a card without grades gives. */
export const noGrade: Grade = { grade: "—", from: -Infinity, label: "未分级" };

/**
 * A scorecard as data. What it is (this) is fixed when it is published and named by its hash; what
 * becomes of it (status, who approved it) is kept beside it.
 */
export type Scorecard = Readonly<{
  /** Of the shape of this document. The first form is read by `parseScorecard` as well. */
  form: 2;
  id: string;
  version: number;
  name: string;
  /** The first and the last day on which it may score; null: no last day. */
  validFrom: string;
  validTo: string | null;
  initialScore: number;
  /** Null: the card says nothing of probabilities. */
  scale: Scale | null;
  useReasons: boolean;
  /** Points below the baseline are a reason, or points above it (where points are a penalty). */
  reasonAlgorithm: "pointsBelow" | "pointsAbove";
  /** What the baselines are: the best attainable points (`max`), the mean of applicants, … */
  baselineMethod: BaselineMethod;
  /** For characteristics without their own. */
  baseline: number | null;
  inputs: readonly Input[];
  characteristics: readonly Characteristic[];
  reasons: readonly Reason[];
  vetoes: readonly Veto[];
  /** Descending by `from`; the last takes any lower total too. Empty: the card gives no grade. */
  grades: readonly Grade[];
  /** Null: the card suggests no limit, as a bank's own does by its own rules. */
  limit: LimitPolicy | null;
}>;

/** Where a stored card stands. `submitted` and `proposed` wait for a second person. */
export const cardStatuses = [
  "draft",
  "submitted",
  "challenger",
  "proposed",
  "champion",
  "retired",
] as const;
export type CardStatus = (typeof cardStatuses)[number];

export const cardStatusLabels = {
  draft: "草稿",
  submitted: "待复核发布",
  challenger: "挑战者",
  proposed: "待复核晋升",
  champion: "冠军（在用）",
  retired: "已退役",
} as const satisfies Record<CardStatus, string>;

/** What happens to a card. Each leaves a row that nobody changes. */
export const cardEvents = [
  "draft",
  "submit",
  "send_back",
  "approve",
  "propose",
  "decline",
  "promote",
  "supersede",
  "retire",
] as const;
export type CardEvent = (typeof cardEvents)[number];

export const cardEventLabels = {
  draft: "存为草稿",
  submit: "提交发布",
  send_back: "退回修改",
  approve: "复核发布为挑战者",
  propose: "提议晋升为冠军",
  decline: "否决晋升",
  promote: "复核晋升为冠军",
  supersede: "被新冠军接替",
  retire: "退役",
} as const satisfies Record<CardEvent, string>;

/** Whose decision rests on a score. A challenger's is kept for comparison and shown to nobody as the decision's. */
export const scoreRoles = ["champion", "challenger"] as const;
export type ScoreRole = (typeof scoreRoles)[number];

/** The institution's figures for a suggested limit: the least of four, less existing debt. */
export type LimitPolicy = Readonly<{
  /** Cap by grade, 分. A grade that is not named gets nothing. */
  gradeCapFen: Readonly<Record<string, number>>;
  /** × taxes paid in the last 12 months. */
  taxMultiple: number;
  /** Share of annual sales, basis points. */
  salesShareBps: number;
  /** Share of annual profit that may serve debt, in basis points × years of term. */
  repaymentShareBps: number;
  repaymentYears: number;
}>;

/** Where a version of an institution's own limit policy stands. */
export const limitPolicyStatuses = ["proposed", "approved", "declined", "taken_back"] as const;
export type LimitPolicyStatus = (typeof limitPolicyStatuses)[number];

export const limitPolicyStatusLabels = {
  proposed: "待复核",
  approved: "已批准",
  declined: "未批准",
  taken_back: "已撤回",
} as const satisfies Record<LimitPolicyStatus, string>;

/** The institution's own policy that a limit was worked out by, complete, so that it can be again. */
export type OwnLimitPolicy = Readonly<{
  institutionId: string;
  version: number;
  validFrom: string;
  figures: LimitPolicy;
  /** Of the four above. */
  hash: string;
}>;

export type ScorePart = Readonly<{
  fact: string;
  factName: string;
  dimension: string;
  /** As shown: 「12.40 万元」, 「B」, 「未知」. */
  observed: string;
  known: boolean;
  points: number;
  best: number;
  worst: number;
  baseline: number;
}>;

export type ScoreReason = Readonly<{
  code: string;
  kind: "veto" | "points" | "missing";
  fact: string;
  text: string;
  /** Points on the wrong side of the baseline; null for a veto. */
  lost: number | null;
  remedy: string;
}>;

export type LimitStep = Readonly<{
  label: string;
  formula: string;
  /** 分; null: cannot be worked out, because the fact is unknown. */
  amountFen: number | null;
  binding: boolean;
}>;

export type Score = Readonly<{
  card: Readonly<{ id: string; version: number; hash: string }>;
  total: number;
  grade: string;
  gradeLabel: string;
  /** Probability of default within a year, in basis points; null where the card has no scale. */
  defaultProbabilityBps: number | null;
  vetoed: boolean;
  /** At most four, worst first, from the part that failed. */
  reasons: readonly ScoreReason[];
  parts: readonly ScorePart[];
  /** Share of characteristics whose fact is known, basis points. */
  completenessBps: number;
  /** What the total could be if the unknown facts turned out worst or best. */
  range: Readonly<{ low: number; high: number }>;
  limit: Readonly<{
    suggestedFen: number | null;
    steps: readonly LimitStep[];
    note: string | null;
    /** The institution's own figures, where they took the place of the card's. */
    policy?: OwnLimitPolicy;
  }>;
}>;

export const warningLevels = ["none", "look", "act"] as const;
export type WarningLevel = (typeof warningLevels)[number];

/** Population stability: under 0.1 nothing, over 0.1 look, over 0.25 act (industry practice). */
export const psiLevels = { look: 0.1, act: 0.25 } as const;

/** What the monitor found of one card in one month. Null: too few to tell, or still the reference. */
export type MonitorReport = Readonly<{
  role: ScoreRole;
  /** Scores in the month, and in the reference (the first three months in which the card scored). */
  scores: number;
  reference: Readonly<{ from: string; to: string; scores: number }> | null;
  psi: number | null;
  /** Stability of each characteristic, the least stable first. */
  characteristics: readonly Readonly<{ fact: string; psi: number }>[];
  /** Loans repaid so far that had been scored: what was predicted of them, and what came. */
  outcomes: Readonly<{
    loans: number;
    bad: number;
    /** Mean probability of default that was predicted, basis points. */
    predictedBps: number | null;
    observedBps: number | null;
    /** How many standard deviations the observed count lies from the predicted. */
    deviations: number | null;
    auc: number | null;
    ks: number | null;
  }>;
  level: WarningLevel;
}>;
