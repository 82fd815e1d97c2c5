import type { IndicatorId, IndicatorUnit } from "../credit/indicators.ts";
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

/** Points for the values of one fact; closed by construction, so there is no gap and no overlap. */
export type Attributes =
  | Readonly<{
      kind: "bins";
      /** Ascending; a value falls in the first bin whose `below` exceeds it. */
      bins: readonly Readonly<{ below: number; points: number }>[];
      /** For every value that no bin takes. */
      otherwise: number;
    }>
  | Readonly<{
      kind: "categories";
      categories: readonly Readonly<{ values: readonly string[]; points: number }>[];
      /** For every value that no category names. */
      otherwise: number;
    }>;

export type Characteristic = Readonly<{
  fact: IndicatorId;
  /** The dimension it is shown under, e.g. 「纳税」. */
  dimension: string;
  attributes: Attributes;
  /** Points when the fact is unknown. */
  missing: number;
  /** Points that a reason is measured against (PMML baselineScore): the mean of applicants. */
  baseline: number;
  reason: string;
  /** What the enterprise can do about it. */
  remedy: string;
}>;

/** A condition that ends the matter whatever the points say. */
export type Veto = Readonly<{
  id: string;
  fact: IndicatorId;
  /** Vetoes when the fact is at or above this. For a category: when it is one of these. */
  atLeast?: number;
  oneOf?: readonly string[];
  reason: string;
  remedy: string;
}>;

export type Scorecard = Readonly<{
  id: string;
  version: number;
  name: string;
  validFrom: string;
  basePoints: number;
  /** Points that double the odds of good to bad. */
  pointsToDoubleOdds: number;
  /** Odds (good : bad) at `basePoints`. */
  oddsAtBase: number;
  characteristics: readonly Characteristic[];
  vetoes: readonly Veto[];
  /** Descending by `from`; the last starts at -Infinity in effect (any lower total). */
  grades: readonly Readonly<{ grade: string; from: number; label: string }>[];
  limit: LimitPolicy;
}>;

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

export type ScorePart = Readonly<{
  fact: IndicatorId;
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
  fact: IndicatorId;
  text: string;
  /** Points below the baseline; null for a veto. */
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
  /** Probability of default within a year, in basis points. */
  defaultProbabilityBps: number;
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
  }>;
}>;
