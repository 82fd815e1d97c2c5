import type { WorldEnterprise } from "../model.ts";
import { at, cents, logistic, type Random } from "../random.ts";
import { monthsSent, periodOf, type SentRow } from "./row.ts";

/** Price of a unit in 元, and how the month of the year moves the use of it. */
// prettier-ignore
const utilities = {
  electricity: { price: 0.66, account: "YD", seasons: [1.12, 1.06, 0.96, 0.92, 0.94, 1, 1.1, 1.12, 1.02, 0.92, 0.94, 1.06] },
  water: { price: 4.1, account: "YS", seasons: [0.95, 0.94, 0.97, 0.99, 1.02, 1.05, 1.08, 1.08, 1.03, 0.98, 0.96, 0.95] },
  gas: { price: 3.3, account: "YQ", seasons: [1.15, 1.1, 1.02, 0.98, 0.94, 0.92, 0.9, 0.9, 0.94, 0.98, 1.05, 1.12] },
} as const;
export type Utility = keyof typeof utilities;

/** Bills by month: use follows output less than proportionally, lateness follows health. */
export function* utilityBills(
  utility: Utility,
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const { industry, series, exemplary, uscc, index } = enterprise;
  const { price, account, seasons } = utilities[utility];
  const share = industry[utility] * random.lognormal(0.3);
  const mean = meanSales(enterprise);
  const base = Math.max(mean * share, 120);
  const key = `${account}${enterprise.regionCode}${String(index).padStart(6, "0")}`;
  let arrears = 0;
  for (const month of monthsSent(enterprise, utility)) {
    const h = at(series.health, month);
    const activity = Math.max(0.12, at(series.sales, month) / mean) ** 0.85;
    const season = at(seasons, Number(at(months, month).slice(5)) - 1);
    const quantity = Math.round((base / price) * activity * season * random.lognormal(0.06));
    const billed = cents(quantity * price);
    const late = !exemplary && random.chance(logistic(-3.3 - 1.05 * h));
    const unpaid = late && random.chance(0.3) ? cents(billed * random.between(0.4, 1)) : 0;
    const repaid = arrears;
    arrears = unpaid;
    const paid = cents(billed - unpaid + repaid);
    const lateDays = late ? 1 + random.poisson(6) : 0;
    yield {
      uscc,
      period: periodOf(months, month),
      key,
      fields: { billed, paid, arrears, quantity, lateDays },
    };
  }
}

function meanSales({ series }: WorldEnterprise): number {
  let sum = 0;
  for (let month = series.first; month <= series.last; month += 1) sum += at(series.sales, month);
  return Math.max(1, sum / (series.last - series.first + 1));
}
