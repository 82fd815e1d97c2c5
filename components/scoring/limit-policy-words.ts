import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { Grade, LimitPolicy } from "#lib/scoring/model.ts";

/** One figure of a policy, as people read it. */
export type PolicyLine = Readonly<{
  name: string;
  unit: string;
  of: (policy: LimitPolicy) => string;
}>;

/** The figures in the order of the waterfall, with a cap for each grade of the card. */
export const policyLines = (grades: readonly Grade[]): readonly PolicyLine[] => [
  ...grades.map(({ grade, label }) => ({
    name: `${grade} 级（${label}）额度上限`,
    unit: "万元",
    of: ({ gradeCapFen }: LimitPolicy) => wanText(gradeCapFen[grade] ?? 0),
  })),
  { name: "近12个月实缴税额的倍数", unit: "倍", of: ({ taxMultiple }) => String(taxMultiple) },
  { name: "近12个月销售额的比例", unit: "", of: ({ salesShareBps }) => bpsText(salesShareBps) },
  {
    name: "年利润可用于还款的比例",
    unit: "",
    of: ({ repaymentShareBps }) => bpsText(repaymentShareBps),
  },
  { name: "还款年限", unit: "年", of: ({ repaymentYears }) => String(repaymentYears) },
];

/** Percent as a form takes it: 2000 → `20`. */
export const percentTyped = (bps: number): string => String(bps / 100);
export const wanTyped = (fen: number): string => String(fen / 1_000_000);
