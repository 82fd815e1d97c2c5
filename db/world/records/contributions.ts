import type { WorldEnterprise } from "../model.ts";
import { at, cents, logistic, type Random } from "../random.ts";
import { monthsSent, periodOf, type SentRow } from "./row.ts";

const contributions = {
  social_insurance: { insured: [0.75, 1], rate: [0.33, 0.38] },
  housing_fund: { insured: [0.4, 0.9], rate: [0.1, 0.24] },
} as const;
export type Contribution = keyof typeof contributions;

/** Contributions by month: heads follow the staff, what is left unpaid follows health. */
export function* contributionsPaid(
  item: Contribution,
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const { series, exemplary, uscc } = enterprise;
  const { insured, rate } = contributions[item];
  const share = random.between(insured[0], insured[1]);
  const perHead = random.between(4300, 8200) * random.between(rate[0], rate[1]);
  let arrears = 0;
  for (const month of monthsSent(enterprise, item)) {
    const h = at(series.health, month);
    const headcount = Math.max(1, Math.round(at(series.headcount, month) * share));
    const payable = cents(headcount * perHead);
    const repays = arrears > 0 && random.chance(logistic(0.4 + 0.9 * h)) ? arrears : 0;
    const short = !exemplary && random.chance(logistic(-4.5 - 1.2 * h));
    const unpaid = short ? payable : 0;
    arrears = cents(arrears - repays + unpaid);
    yield {
      uscc,
      period: periodOf(months, month),
      fields: { headcount, payable, paid: cents(payable - unpaid + repays), arrears },
    };
  }
}
