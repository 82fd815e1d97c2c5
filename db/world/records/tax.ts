import type { WorldEnterprise } from "../model.ts";
import { at, cents, logistic, type Random } from "../random.ts";
import { monthsSent, periodOf, type SentRow } from "./row.ts";

type Sender = (
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
) => Generator<SentRow>;

/** VAT by month: payable follows sales, punctuality and arrears follow health. */
export const vatDeclarations: Sender = function* (enterprise, months, random) {
  const { industry, series, exemplary, uscc } = enterprise;
  const consumers = /^(F52|H6|O8)/.test(industry.code);
  // What is sold without an invoice: much to consumers, little to businesses.
  const uninvoiced = 1 + (consumers ? random.between(0.05, 0.3) : random.between(0, 0.03));
  const burden = industry.vatBurden * random.lognormal(0.2);
  let arrears = 0;
  for (const month of monthsSent(enterprise, "vat_declaration")) {
    const h = at(series.health, month);
    if (!exemplary && random.chance(logistic(-5.2 - 1.2 * h))) continue;
    const sales = cents(at(series.sales, month) * uninvoiced * random.lognormal(0.02));
    const payable = cents(sales * burden * random.lognormal(0.12));
    const late = !exemplary && random.chance(logistic(-3.7 - 1.1 * h));
    const repays = arrears > 0 && random.chance(logistic(0.2 + 0.9 * h)) ? arrears : 0;
    const short = !exemplary && random.chance(logistic(-4.4 - 1.3 * h));
    const unpaid = short ? cents(payable * random.between(0.3, 1)) : 0;
    arrears = cents(arrears - repays + unpaid);
    const lateDays = late ? 1 + random.poisson(7) : 0;
    const paid = cents(payable - unpaid + repays);
    yield {
      uscc,
      period: periodOf(months, month),
      fields: { sales, payable, paid, arrears, lateDays },
    };
  }
};

/** Profit by quarter, for quarters whose three months are all there. */
export const incomeTaxDeclarations: Sender = function* (enterprise, months, random) {
  const { industry, series, uscc } = enterprise;
  const own = random.normal(0, 0.012);
  let sales = 0;
  let counted = 0;
  let margin = 0;
  for (const month of monthsSent(enterprise, "income_tax_declaration")) {
    const name = at(months, month);
    const place = (Number(name.slice(5)) - 1) % 3;
    if (place === 0) sales = counted = margin = 0;
    sales += at(series.sales, month);
    margin += (industry.margin + 0.028 * at(series.health, month) + own) / 3;
    counted += 1;
    if (place !== 2 || counted < 3) continue;
    const profit = cents(sales * (margin + random.normal(0, 0.012)));
    // Small low-profit enterprises pay an effective 5%, others 25%.
    const payable = cents(Math.max(0, profit) * (profit * 4 <= 3_000_000 ? 0.05 : 0.25));
    yield {
      uscc,
      period: periodOf(months, month - 2),
      fields: { profit, payable, paid: payable },
    };
  }
};

export function* taxGrades(enterprise: WorldEnterprise): Generator<SentRow> {
  const last = enterprise.coverage.get("tax_grade");
  if (last === undefined) return;
  for (const [year, grade] of enterprise.grades) {
    yield { uscc: enterprise.uscc, period: `${year}-01-01`, fields: { grade } };
  }
}
