import { bps, growth, longestRun, runsOf, trend, volatility, when } from "./arithmetic.ts";
import { before, bits, count, first, last, lateral, monthly, monthsBack, rowsOf, sum, tilt } from "./records.ts"; // prettier-ignore

const vat = lateral(
  "vat",
  [
    "bool_or(m >= 1) as held",
    `${count(last(12))} as months12`,
    `${count(before(12))} as months_before`,
    `${count(last(3))} as months3`,
    `${count(before(3))} as months3_before`,
    `${sum("amount", last(3))} as sales3`,
    `${sum("amount", before(3))} as sales3_before`,
    `${sum("amount", last(6))} as sales6`,
    `${sum("amount", last(12))} as sales12`,
    `${sum("amount", before(12))} as sales_before`,
    `${sum("tax", last(12))} as payable12`,
    `${sum("tax", before(12))} as payable_before`,
    `${sum("paid", last(12))} as paid12`,
    `${sum("paid", before(12))} as paid_before`,
    `${count(`${last(12)} and amount = 0`)} as zero12`,
    `${count(`${last(12)} and late > 0`)} as late12`,
    `max(late) filter (where ${last(12)}) as longest_delay12`,
    `${count(`${last(12)} and arrears > 0`)} as owing12`,
    `${tilt("amount")}::bigint as tilt12`,
    `sum(amount::float8 * amount) filter (where ${last(12)}) as squares12`,
    `${bits(last(24))} as months24`,
    `${first("arrears")} as arrears`,
  ],
  monthly("vat_declaration", [
    "r.amount_fen as amount",
    "r.tax_fen as tax",
    "r.paid_fen as paid",
    "r.arrears_fen as arrears",
    "r.count as late",
  ]),
);

/** A quarter counts in its last month, and only when that is whole. */
const quarterBack = `${monthsBack("r.period")} - 2`;
const income = lateral(
  "income",
  [
    "count(*) as quarters",
    `${sum("paid", last(12))} as paid12`,
    `${count(last(12))} as quarters12`,
    `${sum("profit", last(12))} as profit12`,
    `${count("place <= 4")} as quarters4`,
    `sum(profit) filter (where place <= 4)::bigint as profit4`,
    `sum(payable) filter (where place <= 4)::bigint as payable4`,
    `${count("place <= 4 and profit < 0")} as losses4`,
  ],
  `select ${quarterBack} as m, ${quarterBack} between 1 and 12 as recent, r.amount_fen as profit, r.tax_fen as payable, r.paid_fen as paid,
      row_number() over (order by r.period desc) as place
    from ${rowsOf("income_tax_declaration")} and ${quarterBack} >= 1`,
);

const grade = `
left join lateral (
  select r.category from ${rowsOf("tax_grade")} order by r.period desc limit 1
) grade on true`;

export const taxSteps = [grade, vat, runsOf("vat_runs", "vat.months24"), income];

const declared = (value: string) => when("vat.held", value);
const whole = (value: string) => when("vat.months12 = 12", value);
const fourQuarters = (value: string) => when("income.quarters4 = 4", value);

export const taxFormulas = {
  taxGrade: "grade.category",
  vatMonths12: declared("vat.months12"),
  longestDeclarationRun24: declared(longestRun("vat_runs")),
  taxPaid12Fen: when("vat.held and income.quarters > 0", "vat.paid12 + income.paid12"),
  vatPaid12Fen: declared("vat.paid12"),
  vatPaidGrowthBps: when("vat.months_before = 12", growth("vat.paid12", "vat.paid_before")),
  vatPaymentRatioBps: bps("vat.paid12", "vat.payable12"),
  incomeTaxPaid12Fen: when("income.quarters > 0", "income.paid12"),
  declaredSales3Fen: declared("vat.sales3"),
  declaredSales6Fen: declared("vat.sales6"),
  declaredSales12Fen: declared("vat.sales12"),
  declaredSalesGrowthBps: when("vat.months_before >= 12", growth("vat.sales12", "vat.sales_before")),
  declaredSalesGrowth3Bps: when("vat.months3 = 3 and vat.months3_before = 3", growth("vat.sales3", "vat.sales3_before")),
  declaredSalesTrendBps: whole(trend("vat.tilt12", "vat.sales12")),
  declaredSalesVolatilityBps: whole(volatility("vat.squares12", "vat.sales12")),
  zeroDeclarations12: declared("vat.zero12"),
  lateDeclarations12: declared("vat.late12"),
  longestDelay12: "vat.longest_delay12",
  taxArrearsFen: "vat.arrears",
  taxArrearsMonths12: declared("vat.owing12"),
  vatBurdenBps: bps("vat.payable12", "vat.sales12"),
  vatBurdenChangeBps: `(${bps("vat.payable12", "vat.sales12")}) - (${when("vat.months_before = 12", bps("vat.payable_before", "vat.sales_before"))})`,
  profit12Fen: fourQuarters("income.profit4"),
  lossQuarters4: fourQuarters("income.losses4"),
  incomeTaxBurdenBps: fourQuarters(bps("income.payable4", "income.profit4")),
  profitMarginBps: when("income.quarters12 = 4 and vat.months12 = 12", bps("income.profit12", "vat.sales12")),
} as const; // prettier-ignore
