import { catalogue, type Item, type ItemId } from "../intake/catalogue.ts";
import { departmentName } from "../registry/departments.ts";
import {
  addDays,
  addMonths,
  firstDay,
  monthOf,
  type LocalDate,
  type Month,
} from "../kernel/calendar.ts";
import type {
  ContributionSeries,
  Freshness,
  ItemCoverage,
  ListEntry,
  Monthly,
  Partner,
  Penalty,
  Profile,
  UtilitySeries,
} from "./model.ts";

/** A row of `credit.profile_series`, as the gate hands it over. */
export type SeriesRow = Readonly<{
  item: string;
  period: LocalDate;
  category: string | null;
  amount_fen: number | null;
  tax_fen: number | null;
  paid_fen: number | null;
  arrears_fen: number | null;
  count: number | null;
  quantity: number | null;
  parties: number | null;
  detail: Readonly<Record<string, unknown>> | null;
}>;

export type PartnerRow = Readonly<{
  direction: "sale" | "purchase";
  counterparty: string;
  amount_fen: number;
  share_bps: number;
  invoices: number;
}>;

export type CoverageRow = Readonly<{
  item: string;
  rows: number;
  /** null with no row: a public list that is delivered and does not name the enterprise. */
  first_period: LocalDate | null;
  last_period: LocalDate | null;
  last_recorded_at: string;
}>;

type Disclosed = Readonly<{
  asOf: LocalDate;
  items: readonly string[];
  series: readonly SeriesRow[];
  partners: readonly PartnerRow[];
  coverage: readonly CoverageRow[];
}>;

const MONTHS = 36;

/** Brings the gate's rows to aligned months and sections; what no row tells of stays null. */
export function buildProfile({ asOf, items, series, partners, coverage }: Disclosed): Profile {
  // The as-of month counts where the day is its last; else it has only begun.
  const last = addMonths(monthOf(addDays(asOf, 1)), -1);
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(last, index - MONTHS + 1));
  const rows = Map.groupBy(series, ({ item }) => item);
  const of = (item: ItemId) => rows.get(item) ?? [];
  const by = (item: ItemId, category: string | null = null) => monthly(months, of(item), category);
  const vat = by("vat_declaration");
  const sales = by("invoice_month", "sale");
  const purchases = by("invoice_month", "purchase");
  return {
    asOf,
    items,
    coverage: catalogue.map((item) => coverageOf(item, asOf, items, coverage)),
    months,
    tax: {
      grades: of("tax_grade")
        .map(({ period, category }) => ({ year: period.slice(0, 4), grade: category ?? "" }))
        .sort((a, b) => a.year.localeCompare(b.year)),
      salesFen: vat((row) => row.amount_fen),
      payableFen: vat((row) => row.tax_fen),
      paidFen: vat((row) => row.paid_fen),
      arrearsFen: vat((row) => row.arrears_fen),
      lateDays: vat((row) => row.count),
      incomeTax: of("income_tax_declaration")
        .map((row) => ({
          quarter: monthOf(row.period),
          profitFen: row.amount_fen,
          paidFen: row.paid_fen,
        }))
        .sort((a, b) => a.quarter.localeCompare(b.quarter)),
    },
    invoices: {
      salesFen: sales((row) => row.amount_fen),
      purchasesFen: purchases((row) => row.amount_fen),
      salesTaxFen: sales((row) => row.tax_fen),
      purchasesTaxFen: purchases((row) => row.tax_fen),
      salesInvoices: sales((row) => row.count),
      redAmountFen: sales((row) => numberIn(row, "redAmountFen")),
      redInvoices: sales((row) => numberIn(row, "redInvoices")),
      voidInvoices: sales((row) => numberIn(row, "voidInvoices")),
      customers: sales((row) => row.parties),
      suppliers: purchases((row) => row.parties),
      partners: partners.map(partnerOf),
    },
    utilities: {
      electricity: utility(by("electricity")),
      water: utility(by("water")),
      gas: utility(by("gas")),
    },
    social: {
      socialInsurance: contribution(by("social_insurance")),
      housingFund: contribution(by("housing_fund")),
    },
    standing: {
      penalties: newestFirst(of("penalty")).map(penaltyOf),
      lists: newestFirst(of("adverse_list")).map(listEntryOf),
    },
    loanBalanceFen: by("loan_balance")((row) => row.amount_fen),
  };
}

type Pick = (value: (row: SeriesRow) => number | null) => Monthly;

function monthly(
  months: readonly Month[],
  rows: readonly SeriesRow[],
  category: string | null,
): Pick {
  const mine = category === null ? rows : rows.filter((row) => row.category === category);
  const byMonth = new Map(mine.map((row) => [monthOf(row.period), row]));
  return (value) =>
    months.map((month) => {
      const row = byMonth.get(month);
      return row ? value(row) : null;
    });
}

const utility = (pick: Pick): UtilitySeries => ({
  billedFen: pick((row) => row.amount_fen),
  quantity: pick((row) => row.quantity),
  arrearsFen: pick((row) => row.arrears_fen),
  lateDays: pick((row) => row.count),
});

const contribution = (pick: Pick): ContributionSeries => ({
  headcount: pick((row) => row.count),
  payableFen: pick((row) => row.amount_fen),
  paidFen: pick((row) => row.paid_fen),
  arrearsFen: pick((row) => row.arrears_fen),
});

const partnerOf = (row: PartnerRow): Partner => ({
  direction: row.direction,
  counterparty: row.counterparty,
  amountFen: row.amount_fen,
  shareBps: row.share_bps,
  invoices: row.invoices,
});

const newestFirst = (rows: readonly SeriesRow[]) =>
  rows.toSorted((a, b) => b.period.localeCompare(a.period));

function numberIn({ detail }: SeriesRow, key: string): number | null {
  const value = detail?.[key];
  return typeof value === "number" ? value : null;
}

function textIn({ detail }: SeriesRow, key: string): string | null {
  const value = detail?.[key];
  return typeof value === "string" && value !== "" ? value : null;
}

const penaltyOf = (row: SeriesRow): Penalty => ({
  decidedOn: row.period,
  documentNumber: textIn(row, "key") ?? "",
  severity: row.category ?? "",
  fineFen: row.amount_fen,
  authority: textIn(row, "authority") ?? "",
  fact: textIn(row, "fact") ?? "",
});

const listEntryOf = (row: SeriesRow): ListEntry => ({
  listedOn: row.period,
  caseNumber: textIn(row, "key") ?? "",
  list: row.category ?? "",
  authority: textIn(row, "authority") ?? "",
  removedOn: textIn(row, "removedOn"),
});

function coverageOf(
  item: Item & Readonly<{ id: ItemId }>,
  asOf: LocalDate,
  covered: readonly string[],
  coverage: readonly CoverageRow[],
): ItemCoverage {
  const found = coverage.find((row) => row.item === item.id);
  const known = {
    item: item.id,
    name: item.name,
    class: item.class,
    department: departmentName(item.department),
  };
  if (!covered.includes(item.id) || !found) {
    const freshness: Freshness = covered.includes(item.id) ? "missing" : "not_covered";
    return {
      ...known,
      freshness,
      rows: 0,
      firstPeriod: null,
      lastPeriod: null,
      lastRecordedAt: null,
      ageDays: null,
    };
  }
  const ageDays =
    found.last_period === null
      ? null
      : Math.max(0, daysBetween(endOf(item, found.last_period), asOf));
  // A public list without a new entry is not stale: its silence is what one hopes for.
  const fresh = item.sharing === "public" || (ageDays !== null && ageDays <= item.freshDays);
  return {
    ...known,
    freshness: fresh ? "fresh" : "stale",
    rows: found.rows,
    firstPeriod: found.first_period,
    lastPeriod: found.last_period,
    lastRecordedAt: found.last_recorded_at,
    ageDays,
  };
}

const lengthInMonths = { month: 1, quarter: 3, year: 12 } as const;

/** The last day of a period; of a day, the day itself. */
function endOf({ period }: Item, start: LocalDate): LocalDate {
  return period === "day"
    ? start
    : addDays(firstDay(addMonths(monthOf(start), lengthInMonths[period])), -1);
}

const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
