/** Sums over the cells of the board; rates are worked out from sums, never averaged. */
export type QualityCounts = Readonly<{
  received: number;
  conforming: number;
  quarantined: number;
  wrongCode: number;
  duplicateCode: number;
  timely: number;
  late: number;
  registered: number;
  covered: number;
}>;

/** Basis points; null where there is nothing to divide by: no arrival is not a bad arrival. */
export type QualityRates = Readonly<{
  conformityBps: number | null;
  timelinessBps: number | null;
  coverageBps: number | null;
  wrongCodeBps: number | null;
  duplicateCodeBps: number | null;
}>;

/**
 * The goals of the policy plans: wrong codes under 1‰, duplicate codes under 0.01 %, permits and
 * penalties within 7 working days (seed documents; domain.md §1, §9.4).
 */
export const qualityGoals = {
  wrongCodeBps: 10,
  duplicateCodeBps: 1,
  timelinessBps: 10_000,
} as const;

export const rateLabels = {
  conformityBps: "数据合规率",
  timelinessBps: "报送及时率",
  coverageBps: "主体覆盖率",
  wrongCodeBps: "代码错误率",
  duplicateCodeBps: "重码率",
} as const satisfies Record<keyof QualityRates, string>;

/** Codes and duplicates: the fewer the better, and strictly under the goal. */
export function meetsGoal(rate: keyof typeof qualityGoals, bps: number | null): boolean | null {
  if (bps === null) return null;
  return rate === "timelinessBps" ? bps >= qualityGoals[rate] : bps < qualityGoals[rate];
}

export function ratesOf(counts: QualityCounts): QualityRates {
  return {
    conformityBps: share(counts.conforming, counts.received),
    timelinessBps: share(counts.timely, counts.timely + counts.late),
    coverageBps: share(counts.covered, counts.registered),
    wrongCodeBps: share(counts.wrongCode, counts.received),
    duplicateCodeBps: share(counts.duplicateCode, counts.received),
  };
}

/** A rate as people read it; those of codes with the three places that their goals need. */
export const percent = (rate: keyof QualityRates, bps: number | null): string | null =>
  bps === null ? null : `${(bps / 100).toFixed(rate.endsWith("CodeBps") ? 3 : 1)}%`;

// To a hundredth of a basis point, since one goal is a single basis point.
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1_000_000) / whole) / 100;

export type QualityLine = Readonly<{ id: string; name: string }> & QualityCounts & QualityRates;
