import { bps, growth, longestRun, runsOf, trend, when } from "./arithmetic.ts";
import { before, bits, count, first, last, lateral, monthly, monthlyOfSeveral, sum, tilt } from "./records.ts"; // prettier-ignore

const contributions = ["r.count as heads", "r.amount_fen as payable", "r.paid_fen as paid", "r.arrears_fen as arrears"]; // prettier-ignore

const social = lateral(
  "social",
  [
    "bool_or(m >= 1) as held",
    `${count(last(12))} as months12`,
    `${count(before(12))} as months_before`,
    `${sum("heads", last(12))} as heads12`,
    `${tilt("heads")}::bigint as tilt12`,
    `sum(heads) filter (where period = (newest - interval '12 months')::date) as heads_before`,
    `${sum("payable", last(12))} as payable12`,
    `${sum("paid", last(12))} as paid12`,
    `${sum("paid", before(12))} as paid_before`,
    `${count(`${last(12)} and arrears > 0`)} as owing12`,
    `${bits(`${last(24)} and paid > 0`)} as months24`,
    "max(heads) filter (where place = 1) as heads",
    "max(arrears) filter (where place = 1) as arrears",
  ],
  monthlyOfSeveral("social_insurance", [
    "r.period",
    "first_value(r.period) over newest as newest",
    ...contributions,
  ]),
);

const fund = lateral(
  "fund",
  [
    "bool_or(m >= 1) as held",
    `${count(`${last(12)} and paid > 0`)} as paying12`,
    `${sum("paid", last(12))} as paid12`,
    `${first("heads")} as heads`,
    `${first("arrears")} as arrears`,
  ],
  monthly("housing_fund", contributions),
);

/** Several lenders may report the same month. */
const loans = lateral(
  "loans",
  [
    "sum(balance) filter (where place = 1)::bigint as balance",
    count("place = 1 and balance > 0") + " as lenders",
    "sum(balance) filter (where period = (newest - interval '12 months')::date)::bigint as balance_before",
  ],
  monthlyOfSeveral("loan_balance", [
    "r.period",
    "first_value(r.period) over newest as newest",
    "r.amount_fen as balance",
  ]),
);

export const labourSteps = [social, runsOf("social_runs", "social.months24"), fund, loans];

export const labourFormulas = {
  headcount: "social.heads",
  headcountChangeBps: growth("social.heads", "social.heads_before"),
  headcountTrendBps: when("social.months12 = 12", trend("social.tilt12", "social.heads12")),
  socialPaid12Fen: when("social.held", "social.paid12"),
  socialPaidGrowthBps: when("social.months_before = 12", growth("social.paid12", "social.paid_before")),
  socialPaymentRatioBps: bps("social.paid12", "social.payable12"),
  longestSocialRun24: when("social.held", longestRun("social_runs")),
  socialArrearsFen: "social.arrears",
  socialArrearsMonths12: when("social.held", "social.owing12"),
  housingFundMonths12: when("fund.held", "fund.paying12"),
  housingFundPaid12Fen: when("fund.held", "fund.paid12"),
  housingFundHeadcount: "fund.heads",
  housingFundArrearsFen: "fund.arrears",
  loanBalanceFen: "loans.balance",
  lenders: when("loans.balance is not null", "loans.lenders"),
  loanBalanceChangeBps: growth("loans.balance", "loans.balance_before"),
} as const; // prettier-ignore
