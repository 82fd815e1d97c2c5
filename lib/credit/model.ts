import type { ItemId } from "../intake/catalogue.ts";
import { sameDayBefore, type LocalDate, type Month } from "../kernel/calendar.ts";
import type { Indicator } from "./catalogue/model.ts";

export const freshnesses = ["fresh", "stale", "missing", "not_covered"] as const;
/** `missing`: the platform holds no row. `not_covered`: there may be rows, and this look may not see them. */
export type Freshness = (typeof freshnesses)[number];

export const freshnessLabels = {
  fresh: "最新",
  stale: "已滞后",
  missing: "未归集",
  not_covered: "未授权",
} as const satisfies Record<Freshness, string>;

export type ItemCoverage = Readonly<{
  item: ItemId;
  name: string;
  class: string;
  department: string;
  freshness: Freshness;
  rows: number;
  firstPeriod: LocalDate | null;
  lastPeriod: LocalDate | null;
  lastRecordedAt: string | null;
  /** Days between the end of the newest period and the as-of day. */
  ageDays: number | null;
}>;

/** One value for each of the profile's months, oldest first; null where nothing is known. */
export type Monthly = readonly (number | null)[];

export type UtilitySeries = Readonly<{
  billedFen: Monthly;
  quantity: Monthly;
  arrearsFen: Monthly;
  lateDays: Monthly;
}>;

export type ContributionSeries = Readonly<{
  headcount: Monthly;
  payableFen: Monthly;
  paidFen: Monthly;
  arrearsFen: Monthly;
}>;

export type Partner = Readonly<{
  direction: "sale" | "purchase";
  counterparty: string;
  amountFen: number;
  shareBps: number;
  invoices: number;
}>;

export type Penalty = Readonly<{
  decidedOn: LocalDate;
  documentNumber: string;
  severity: string;
  fineFen: number | null;
  authority: string;
  fact: string;
}>;

export type ListEntry = Readonly<{
  listedOn: LocalDate;
  caseNumber: string;
  list: string;
  authority: string;
  removedOn: LocalDate | null;
}>;

/** One enterprise's records as a screen shows them; amounts in 分. */
export type Profile = Readonly<{
  asOf: LocalDate;
  /** Items that this look covers. */
  items: readonly string[];
  /** Every item of the catalogue, in its order. */
  coverage: readonly ItemCoverage[];
  /** The 36 months up to the as-of day, oldest first. */
  months: readonly Month[];
  tax: Readonly<{
    grades: readonly Readonly<{ year: string; grade: string }>[];
    salesFen: Monthly;
    payableFen: Monthly;
    paidFen: Monthly;
    arrearsFen: Monthly;
    /** Days that each month's declaration came after its term; 0: in time. */
    lateDays: Monthly;
    incomeTax: readonly Readonly<{
      quarter: Month;
      profitFen: number | null;
      paidFen: number | null;
    }>[];
  }>;
  invoices: Readonly<{
    salesFen: Monthly;
    purchasesFen: Monthly;
    salesTaxFen: Monthly;
    purchasesTaxFen: Monthly;
    salesInvoices: Monthly;
    redAmountFen: Monthly;
    redInvoices: Monthly;
    voidInvoices: Monthly;
    customers: Monthly;
    suppliers: Monthly;
    partners: readonly Partner[];
  }>;
  utilities: Readonly<Record<"electricity" | "water" | "gas", UtilitySeries>>;
  social: Readonly<{ socialInsurance: ContributionSeries; housingFund: ContributionSeries }>;
  standing: Readonly<{ penalties: readonly Penalty[]; lists: readonly ListEntry[] }>;
  loanBalanceFen: Monthly;
}>;

export const severityLabels: Readonly<Record<string, string>> = {
  minor: "轻微",
  general: "一般",
  serious: "严重",
};

export const listLabels: Readonly<Record<string, string>> = {
  dishonest_judgment_debtor: "失信被执行人",
  abnormal_operation: "经营异常名录",
  abnormal_taxpayer: "非正常户",
};

/** The name of one record: what tells it apart, and what decides which figures it counts in. */
export type NamedRecord = Readonly<{
  item: ItemId;
  period: LocalDate;
  key: string;
  version: number;
  /** The batch that it came in. */
  batch: number;
  category: string | null;
  /** Months before the as-of day's month; 1 is the last whole one. */
  monthsBack: number;
  /** The day that it ceases to stand on; null: none is told. */
  endedOn: LocalDate | null;
  /** The last day that it is valid on; null: none is told. */
  validUntil: LocalDate | null;
}>;

/** The records that one figure was computed from, of those that a look has been given the names of. */
export function recordsBehind(
  { items, itemsIfAny, window, category }: Indicator,
  asOf: LocalDate,
  records: readonly NamedRecord[],
): readonly NamedRecord[] {
  const own = records.filter(
    (record) =>
      [...items, ...itemsIfAny].includes(record.item) &&
      (category === null || record.category === category),
  );
  switch (window.kind) {
    case "registry":
      return [];
    case "ever":
      return own;
    case "months":
      return own.filter((record) => isWithin(record, window.months));
    case "days":
      return own.filter(({ period }) => period > sameDayBefore(asOf, window.months));
    case "standing":
      return own.filter(
        ({ endedOn, validUntil }) =>
          (endedOn === null || endedOn > asOf) && (validUntil === null || validUntil >= asOf),
      );
    case "newest":
      return own.filter((record) => {
        const newest = newestOf(own, record.item);
        return [newest, newest + window.back].includes(record.monthsBack);
      });
    case "quarters": {
      const quarters = own.filter((record) => record.monthsBack >= 1);
      return quarters
        .toSorted((one, other) => one.monthsBack - other.monthsBack)
        .slice(0, window.quarters);
    }
  }
}

const isWithin = ({ monthsBack }: NamedRecord, months: number) =>
  monthsBack >= 1 && monthsBack <= months;

const newestOf = (records: readonly NamedRecord[], item: ItemId) =>
  Math.min(...records.filter((one) => one.item === item).map(({ monthsBack }) => monthsBack));
