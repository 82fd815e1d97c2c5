import type { WorldEnterprise } from "../model.ts";
import { at, cents, type Random } from "../random.ts";
import { periodOf, type SentRow } from "./row.ts";

/** The unit's share of each kind, and how many of the last months are sent. */
const kinds = {
  pension_insurance: { rate: 0.16, months: 3 },
  medical_insurance: { rate: 0.08, months: 3 },
  unemployment_insurance: { rate: 0.005, months: 2 },
  work_injury_insurance: { rate: 0.004, months: 2 },
  maternity_insurance: { rate: 0.005, months: 2 },
} as const;
export type Insurance = keyof typeof kinds;

/** Contributions by kind, the last months alone: all kinds together are there from the beginning. */
export function* insurancePaid(
  item: Insurance,
  { uscc, series, coverage }: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const last = coverage.get("social_insurance");
  if (last === undefined) return;
  const { rate, months: count } = kinds[item];
  const wage = random.between(4300, 8200);
  for (let month = Math.max(series.first, last - count + 1); month <= last; month += 1) {
    const headcount = Math.max(1, Math.round(at(series.headcount, month) * 0.9));
    const base = cents(headcount * wage);
    const payable = cents(base * rate);
    yield {
      uscc,
      period: periodOf(months, month),
      fields: { headcount, payable, paid: payable, arrears: 0, base },
    };
  }
}
