import type { Month } from "../kernel/calendar.ts";

/**
 * What happened in one month, as nationally defined (domain.md §7.1). Counts and sums are zero when
 * nothing happened; shares and averages of nothing are null. Amounts in 分, rates and shares in
 * basis points, periods in whole days.
 */
export type Figures = Readonly<{
  demandCount: number;
  demandAmountFen: number;
  applicationCount: number;
  acceptedCount: number;
  grantedCount: number;
  grantedAmountFen: number;
  disbursedCount: number;
  disbursedAmountFen: number;
  /** Enterprises that a loan was paid out to. */
  disbursedEnterpriseCount: number;
  creditLoanCount: number;
  creditLoanAmountFen: number;
  /** Amount of loans whose main guarantee is credit ÷ amount of all loans paid out. */
  creditLoanShareBps: number | null;
  /** Enterprises whose first loan this was, and those of which it is not known. */
  firstLoanEnterpriseCount: number;
  firstLoanUnknownEnterpriseCount: number;
  /** First-loan enterprises ÷ enterprises of which it is known. */
  firstLoanShareBps: number | null;
  /** Mean of the rates that loans were paid out at, each loan counting once. */
  averageRateBps: number | null;
  averageDaysApplyToGrant: number | null;
  averageDaysGrantToDisburse: number | null;
  averageDaysApplyToDisburse: number | null;
}>;

/** A demand is posted to no institution, so an institution's line has none. */
export type InstitutionFigures = Omit<Figures, "demandCount" | "demandAmountFen">;

/** A line of a breakdown; lines with the most paid out come first. */
export type Line<F = Figures> = Readonly<{ code: string; name: string; figures: F }>;

export type MonthFigures = Readonly<{
  month: Month;
  regionCode: string;
  regionName: string;
  total: Figures;
  byRegion: readonly Line[];
  byIndustry: readonly Line[];
  byInstitution: readonly Line<InstitutionFigures>[];
  /** Thirteen months, the oldest first; the last is the month itself. */
  series: readonly Readonly<{ month: Month; figures: Figures }>[];
}>;
