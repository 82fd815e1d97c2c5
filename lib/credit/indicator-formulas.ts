import type { ItemId } from "../intake/catalogue.ts";
import type { IndicatorId } from "./indicators.ts";

type Summed = Exclude<ItemId, "invoice" | "invoice_month">;

/** A figure of one item; null where the enterprise has no record of it. */
const of = (item: Summed) => (figure: string) =>
  `max(f.${figure}) filter (where f.item = '${item}')`;

const grade = of("tax_grade");
const vat = of("vat_declaration");
const income = of("income_tax_declaration");
const electricity = of("electricity");
const water = of("water");
const gas = of("gas");
const social = of("social_insurance");
const housing = of("housing_fund");
const penalty = of("penalty");
const adverse = of("adverse_list");
const loan = of("loan_balance");

const held = (...items: Summed[]) =>
  items.map((item) => `bool_or(f.held) filter (where f.item = '${item}')`).join(" and ");
/** One row of sums joined with many figures: its greatest value is its value. */
const sum = (figure: string) => `max(i.${figure})`;
const invoiced = (figure: string) => when("bool_or(i.held)", sum(figure));
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
    `exists (select from intake.batch b where b.item_id = '${item}' and b.status = 'landed') or bool_or(f.item = '${item}')`,
    orZero(value),
  );

/** As `monthsBetween` of the kernel; unknown where the two days contradict each other. */
const monthsEstablished = when(
  "s.established_on <= s.as_of",
  `(extract(year from s.as_of) - extract(year from s.established_on)) * 12
    + extract(month from s.as_of) - extract(month from s.established_on)
    - case when extract(day from s.as_of) < extract(day from s.established_on) then 1 else 0 end`,
);

/** Each indicator over one enterprise s of `scope`, its figures f and what it invoiced, i. */
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

  invoiceSales12Fen: invoiced("sales12"),
  invoicePurchases12Fen: invoiced("purchases12"),
  invoiceSalesGrowthBps: when(
    `${sum("months_before")} >= 6`,
    growth(sum("sales12"), sum("sales_before")),
  ),
  invoiceMonths12: invoiced("months12"),
  // The standard deviation of twelve months by their mean, with one division.
  salesVolatilityBps: bps(
    `sqrt(12 * ${sum("squares12")} - ${sum("sales12")} * ${sum("sales12")})`,
    sum("sales12"),
  ),
  redRatio12Bps: bps(sum("red12"), `${sum("sales12")} + ${sum("red12")}`),
  voidRatio12Bps: bps(sum("void12"), `${sum("valid12")} + ${sum("void12")}`),
  customers12: invoiced("customers"),
  suppliers12: invoiced("suppliers"),
  topFiveCustomersBps: bps(sum("sold_to_five"), sum("sold")),
  customerHhi: bps(sum("sold_squares"), `${sum("sold")} * ${sum("sold")}`),

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
