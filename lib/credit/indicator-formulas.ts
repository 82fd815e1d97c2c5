import type { ItemId } from "../intake/catalogue.ts";
import type { IndicatorId } from "./indicators.ts";

type Series = Exclude<ItemId, "invoice" | "invoice_month"> | "sale" | "purchase";

/** A figure of one series of the enterprise; null where it has no record of that series. */
const of = (series: Series) => (figure: string) =>
  `max(f.${figure}) filter (where f.series = '${series}')`;

const grade = of("tax_grade");
const vat = of("vat_declaration");
const income = of("income_tax_declaration");
const sale = of("sale");
const purchase = of("purchase");
const electricity = of("electricity");
const water = of("water");
const gas = of("gas");
const social = of("social_insurance");
const housing = of("housing_fund");
const penalty = of("penalty");
const adverse = of("adverse_list");
const loan = of("loan_balance");

const held = (...series: Series[]) =>
  series.map((each) => `bool_or(f.held) filter (where f.series = '${each}')`).join(" and ");
const invoiced = "bool_or(f.held) filter (where f.series in ('sale', 'purchase'))";
const when = (condition: string, value: string) => `case when ${condition} then ${value} end`;
const orZero = (value: string) => `coalesce(${value}, 0)`;

const LIMIT_BPS = 1_000_000;
/** A ratio in basis points, half away from zero; unknown unless the denominator is positive. */
const bps = (part: string, whole: string) =>
  `case when ${whole} > 0 then least(greatest(round((${part}) * 10000.0 / (${whole})), -${LIMIT_BPS}), ${LIMIT_BPS}) end`;
const growth = (now: string, before: string) => bps(`${now} - ${before}`, before);

/** A list that is public is empty for an enterprise that it does not name, once any of it has landed. */
const listed = (item: "penalty" | "adverse_list", value: string) =>
  when(
    `exists (select from intake.batch b where b.item_id = '${item}' and b.status = 'landed') or bool_or(f.series = '${item}')`,
    orZero(value),
  );

/** As `monthsBetween` of the kernel; unknown where the two days contradict each other. */
const monthsEstablished = when(
  "s.established_on <= s.as_of",
  `(extract(year from s.as_of) - extract(year from s.established_on)) * 12
    + extract(month from s.as_of) - extract(month from s.established_on)
    - case when extract(day from s.as_of) < extract(day from s.established_on) then 1 else 0 end`,
);

/** Each indicator over one enterprise's row of \`scope\` s, its figures f and its partners p. */
export const indicatorFormulas: Readonly<Record<IndicatorId, string>> = {
  monthsEstablished,
  registeredCapitalFen: "s.registered_capital_fen",
  taxGrade: grade("category_newest"),

  vatMonths12: when(held("vat_declaration"), vat("months12")),
  taxPaid12Fen: when(
    held("vat_declaration", "income_tax_declaration"),
    `${vat("paid12")} + ${income("paid12")}`,
  ),
  declaredSales12Fen: when(held("vat_declaration"), vat("amount12")),
  declaredSalesGrowthBps: when(
    `${vat("months_before")} >= 12`,
    growth(vat("amount12"), vat("amount_before")),
  ),
  zeroDeclarations12: when(held("vat_declaration"), vat("zero12")),
  lateDeclarations12: when(held("vat_declaration"), vat("late12")),
  taxArrearsFen: vat("arrears_newest"),
  vatBurdenBps: bps(vat("tax12"), vat("amount12")),
  profit12Fen: when(`${income("newest4")} = 4`, income("amount_newest4")),

  invoiceSales12Fen: when(invoiced, orZero(sale("amount12"))),
  invoicePurchases12Fen: when(invoiced, orZero(purchase("amount12"))),
  invoiceSalesGrowthBps: when(
    `${sale("active_before")} >= 6`,
    growth(sale("amount12"), sale("amount_before")),
  ),
  invoiceMonths12: when(invoiced, orZero(sale("active12"))),
  // The standard deviation of twelve months by their mean, with one division.
  salesVolatilityBps: bps(
    `sqrt(12 * ${sale("squares12")} - ${sale("amount12")} * ${sale("amount12")})`,
    sale("amount12"),
  ),
  redRatio12Bps: bps(sale("red12"), `${sale("amount12")} + ${sale("red12")}`),
  voidRatio12Bps: bps(sale("void12"), `${sale("count12")} + ${sale("void12")}`),
  customers12: when(invoiced, orZero("max(p.customers)")),
  suppliers12: when(invoiced, orZero("max(p.suppliers)")),
  topFiveCustomersBps: bps("max(p.sold_to_five)", "max(p.sold)"),
  customerHhi: bps("max(p.sold_squares)", "max(p.sold) * max(p.sold)"),

  electricity12Fen: when(held("electricity"), electricity("amount12")),
  electricityGrowthBps: when(
    `${electricity("months_before")} >= 12`,
    growth(electricity("quantity12"), electricity("quantity_before")),
  ),
  utilityLateMonths12: when(
    held("electricity", "water"),
    `${electricity("late12")} + ${water("late12")} + ${orZero(gas("late12"))}`,
  ),
  utilityArrearsFen: `${electricity("arrears_newest")} + ${water("arrears_newest")} + ${orZero(gas("arrears_newest"))}`,

  headcount: social("count_newest"),
  headcountChangeBps: growth(social("count_newest"), social("count_year_before")),
  socialArrearsFen: social("arrears_newest"),
  housingFundMonths12: when(held("housing_fund"), housing("paying12")),

  penalties24: listed("penalty", penalty("rows24")),
  seriousPenalties24: listed("penalty", penalty("serious24")),
  adverseLists: listed("adverse_list", adverse("standing")),
  loanBalanceFen: loan("amount_newest"),
};
