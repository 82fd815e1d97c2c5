import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, instant, usccColumn } from "./columns.ts";

export const credit = pgSchema("credit");

/**
 * One row a fact, asked always by its enterprise, so that it can be distributed by it; hence no
 * foreign keys. A correction is a new version; the old row stays, with the instant it was superseded.
 * Which column means what is told by the item catalogue.
 */
export const records = credit.table(
  "record",
  {
    uscc: usccColumn().notNull(),
    item: text().notNull(),
    period: date().notNull(),
    key: text().notNull().default(""),
    version: smallint().notNull().default(1),
    amountFen: amount(),
    taxFen: amount(),
    paidFen: amount(),
    arrearsFen: amount(),
    count: integer(),
    quantity: doublePrecision(),
    category: text(),
    payload: jsonb().$type<Record<string, unknown>>(),
    batchId: bigint({ mode: "number" }).notNull(),
    recordedAt: instant().notNull(),
    supersededAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.uscc, table.item, table.period, table.key, table.version] }),
    // Two batches for one enterprise at once cannot both leave a current row.
    uniqueIndex("record_current")
      .on(table.uscc, table.item, table.period, table.key)
      .where(sql`superseded_at is null`),
    index("record_by_batch").on(table.batchId),
  ],
);

/** The indicators of lib/credit/indicators.ts as of one day; null is unknown, never zero. */
export const indicatorTable = credit.table("indicator", {
  uscc: usccColumn().primaryKey(),
  asOf: date().notNull(),
  computedAt: instant().notNull(),
  monthsEstablished: integer(),
  registeredCapitalFen: amount(),
  taxGrade: text(),
  vatMonths12: integer(),
  taxPaid12Fen: amount(),
  declaredSales12Fen: amount(),
  declaredSalesGrowthBps: integer(),
  zeroDeclarations12: integer(),
  lateDeclarations12: integer(),
  taxArrearsFen: amount(),
  vatBurdenBps: integer(),
  profit12Fen: amount(),
  invoiceSales12Fen: amount(),
  invoicePurchases12Fen: amount(),
  invoiceSalesGrowthBps: integer(),
  invoiceMonths12: integer(),
  salesVolatilityBps: integer(),
  redRatio12Bps: integer(),
  voidRatio12Bps: integer(),
  customers12: integer(),
  suppliers12: integer(),
  topFiveCustomersBps: integer(),
  customerHhi: integer(),
  electricity12Fen: amount(),
  electricityGrowthBps: integer(),
  utilityLateMonths12: integer(),
  utilityArrearsFen: amount(),
  headcount: integer(),
  headcountChangeBps: integer(),
  socialArrearsFen: amount(),
  housingFundMonths12: integer(),
  penalties24: integer(),
  seriousPenalties24: integer(),
  adverseLists: integer(),
  loanBalanceFen: amount(),
});

/** Which items an indicator rests on, so that the gate can blank what an authorisation does not cover. */
export const indicatorSources = credit.table(
  "indicator_source",
  {
    indicator: text().notNull(),
    item: text().notNull(),
    /** How far it reaches into the item, as lib/credit/seed.ts says; a shorter look-back blanks it. */
    months: smallint().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.indicator, table.item] })],
);
