import { bitCount, bps, growth, trend, when } from "./arithmetic.ts";
import { before, bits, count, last, lateral, monthlyOfSeveral, sum, tilt } from "./records.ts";

const utilities = ["electricity", "water", "gas"] as const;
type Utility = (typeof utilities)[number];

/** Several accounts may share a month: quantities, in thousandths, add up; months count once. */
const bills = (utility: Utility) =>
  lateral(
    utility,
    [
      "bool_or(m >= 1) as held",
      `${count(last(12))} as bills12`,
      `${count(`${last(12)} and late > 0`)} as late12`,
      `${bits(last(12))} as months12`,
      `${bits(before(12))} as months_before`,
      `${sum("amount", last(12))} as amount12`,
      `sum(quantity) filter (where ${last(12)})::bigint as quantity12`,
      `sum(quantity) filter (where ${before(12)})::bigint as quantity_before`,
      `${tilt("quantity")}::bigint as tilt12`,
      `sum(arrears) filter (where place = 1)::bigint as arrears`,
    ],
    monthlyOfSeveral(utility, [
      "r.amount_fen as amount",
      "r.arrears_fen as arrears",
      "r.count as late",
      "(r.quantity * 1000)::bigint as quantity",
    ]),
  );

export const utilitySteps = utilities.map(bills);

const growthOf = (utility: Utility) =>
  when(
    `${bitCount(`${utility}.months_before`)} = 12`,
    growth(`${utility}.quantity12`, `${utility}.quantity_before`),
  );
const trendOf = (utility: Utility) =>
  when(
    `${bitCount(`${utility}.months12`)} = 12`,
    trend(`${utility}.tilt12`, `${utility}.quantity12`),
  );
const punctual = (utility: Utility) =>
  bps(`${utility}.bills12 - ${utility}.late12`, `${utility}.bills12`);

export const utilityFormulas = {
  electricity12Fen: when("electricity.held", "electricity.amount12"),
  electricityGrowthBps: growthOf("electricity"),
  electricityTrendBps: trendOf("electricity"),
  electricityPunctualBps: punctual("electricity"),
  water12Fen: when("water.held", "water.amount12"),
  waterGrowthBps: growthOf("water"),
  waterTrendBps: trendOf("water"),
  waterPunctualBps: punctual("water"),
  gas12Fen: when("gas.held", "gas.amount12"),
  gasGrowthBps: growthOf("gas"),
  gasTrendBps: trendOf("gas"),
  gasPunctualBps: punctual("gas"),
  utilityLateMonths12: when(
    "electricity.held and water.held",
    "electricity.late12 + water.late12 + gas.late12",
  ),
  utilityArrearsFen: "electricity.arrears + water.arrears + coalesce(gas.arrears, 0)",
} as const;
