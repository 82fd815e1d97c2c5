import { bps, growth, longestRun, trend, when } from "./arithmetic.ts";
import { before, bits, count, last, lateral, monthly, newest, rowsOf, sum, tilt } from "./records.ts"; // prettier-ignore

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
  ],
  monthly("social_insurance", ["r.period", "social_newest.period as newest", ...contributions]),
);

const fund = lateral(
  "fund",
  [
    "bool_or(m >= 1) as held",
    `${count(`${last(12)} and paid > 0`)} as paying12`,
    `${sum("paid", last(12))} as paid12`,
  ],
  monthly("housing_fund", contributions),
);

/** Several lenders may report the same month. */
const loans = `
cross join lateral (
  select
    sum(r.amount_fen) filter (where r.period = loan_newest.period)::bigint as balance,
    count(*) filter (where r.period = loan_newest.period and r.amount_fen > 0) as lenders,
    sum(r.amount_fen) filter (where r.period = (loan_newest.period - interval '12 months')::date)::bigint as balance_before
  from ${rowsOf("loan_balance")}
) loans`;

export const labourSteps = [
  newest("social_newest", "social_insurance", ["r.period", "r.count", "r.arrears_fen"]),
  social,
  newest("fund_newest", "housing_fund", ["r.count", "r.arrears_fen"]),
  fund,
  newest("loan_newest", "loan_balance", ["r.period"]),
  loans,
];

export const labourFormulas = {
  headcount: "social_newest.count",
  headcountChangeBps: growth("social_newest.count", "social.heads_before"),
  headcountTrendBps: when("social.months12 = 12", trend("social.tilt12", "social.heads12")),
  socialPaid12Fen: when("social.held", "social.paid12"),
  socialPaidGrowthBps: when("social.months_before = 12", growth("social.paid12", "social.paid_before")),
  socialPaymentRatioBps: bps("social.paid12", "social.payable12"),
  longestSocialRun24: when("social.held", longestRun("social.months24", 24)),
  socialArrearsFen: "social_newest.arrears_fen",
  socialArrearsMonths12: when("social.held", "social.owing12"),
  housingFundMonths12: when("fund.held", "fund.paying12"),
  housingFundPaid12Fen: when("fund.held", "fund.paid12"),
  housingFundHeadcount: "fund_newest.count",
  housingFundArrearsFen: "fund_newest.arrears_fen",
  loanBalanceFen: "loans.balance",
  lenders: when("loans.balance is not null", "loans.lenders"),
  loanBalanceChangeBps: growth("loans.balance", "loans.balance_before"),
} as const; // prettier-ignore
