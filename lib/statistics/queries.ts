import { eq } from "drizzle-orm";
import { z } from "zod";
import { regions } from "#db/schema/registry.ts";
import { addMonths, dayOf, monthOf, type Month } from "../kernel/calendar.ts";
import { query } from "../operation/index.ts";
import { ledger, type Dimension, type LedgerRow } from "./ledger.ts";
import type { Figures, InstitutionFigures, Line, MonthFigures } from "./model.ts";

const SERIES_MONTHS = 13;

const Asked = z.object({
  /** The month of today unless told otherwise. */
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: "月份请按“年-月”填写，例如 2026-10。" })
    .optional(),
});

/** One month of the regulator's region, broken down, with the year before it; derived from events alone. */
export const monthFigures = query(
  "statistics.read",
  Asked,
  async ({ db, actor, now }, asked): Promise<MonthFigures> => {
    const month = asked.month ?? monthOf(dayOf(now));
    const { regionCode } = actor;
    const scope = { month, months: SERIES_MONTHS, regionCode };
    const [rows, [region]] = await Promise.all([
      db.execute<LedgerRow>(ledger(scope)),
      db.select({ name: regions.name }).from(regions).where(eq(regions.code, regionCode)),
    ]);
    const whole = new Map(of(rows, "whole").map((row) => [row.month, figuresOf(row)]));
    const figuresIn = (each: Month) => whole.get(each) ?? nothing;
    return {
      month,
      regionCode,
      regionName: region?.name ?? regionCode,
      total: figuresIn(month),
      byRegion: of(rows, "region").map(line),
      byIndustry: of(rows, "industry").map(line),
      byInstitution: of(rows, "institution").map(line).map(withoutDemands),
      series: Array.from({ length: SERIES_MONTHS }, (_, index) => {
        const each = addMonths(month, index - SERIES_MONTHS + 1);
        return { month: each, figures: figuresIn(each) };
      }),
    };
  },
);

const of = (rows: readonly LedgerRow[], dimension: Dimension) =>
  rows.filter((row) => row.dimension === dimension);

const line = (row: LedgerRow): Line => ({
  code: row.code ?? "",
  name: row.name ?? row.code ?? "",
  figures: figuresOf(row),
});

function withoutDemands({ figures, ...named }: Line): Line<InstitutionFigures> {
  const { demandCount: _count, demandAmountFen: _amount, ...own } = figures;
  return { ...named, figures: own };
}

/** The month in which nothing happened. */
const nothing: Figures = {
  demandCount: 0,
  demandAmountFen: 0,
  applicationCount: 0,
  acceptedCount: 0,
  grantedCount: 0,
  grantedAmountFen: 0,
  disbursedCount: 0,
  disbursedAmountFen: 0,
  disbursedEnterpriseCount: 0,
  creditLoanCount: 0,
  creditLoanAmountFen: 0,
  creditLoanShareBps: null,
  firstLoanEnterpriseCount: 0,
  firstLoanUnknownEnterpriseCount: 0,
  firstLoanShareBps: null,
  averageRateBps: null,
  averageDaysApplyToGrant: null,
  averageDaysGrantToDisburse: null,
  averageDaysApplyToDisburse: null,
};
const figureNames = Object.keys(nothing) as (keyof Figures)[]; // Keys of the literal above.

const figuresOf = (row: Figures): Figures =>
  // Every name is there once, so that the result is complete.
  Object.fromEntries(figureNames.map((name) => [name, row[name]])) as Figures;
