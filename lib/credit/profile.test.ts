import { describe, expect, test } from "vitest";
import { catalogue } from "../intake/catalogue.ts";
import { buildProfile, type CoverageRow, type SeriesRow } from "./profile.ts";

const everything = catalogue.map(({ id }) => id);
const row = (item: string, period: string, parts: Partial<SeriesRow> = {}): SeriesRow => ({
  item,
  period,
  category: null,
  amount_fen: null,
  tax_fen: null,
  paid_fen: null,
  arrears_fen: null,
  count: null,
  quantity: null,
  parties: null,
  detail: null,
  ...parts,
});
const held = (item: string, last_period: string): CoverageRow => ({
  item,
  rows: 3,
  first_period: "2024-01-01",
  last_period,
  last_recorded_at: "2026-11-20T10:00:00+08:00",
});
const profileOf = (parts: Partial<Parameters<typeof buildProfile>[0]> = {}) =>
  buildProfile({
    asOf: "2026-11-21",
    items: everything,
    series: [],
    partners: [],
    coverage: [],
    ...parts,
  });

describe("months", () => {
  test("are the thirty-six whole ones before the as-of day", () => {
    const { months } = profileOf();
    expect([months.length, months[0], months.at(-1)]).toEqual([36, "2023-11", "2026-10"]);
  });

  test.each([
    ["2026-01-15", "2025-12"],
    ["2022-06-30", "2022-06"],
    ["2022-06-29", "2022-05"],
    ["2024-02-29", "2024-02"],
    ["2023-12-31", "2023-12"],
  ])("as of %s end with %s", (asOf, last) => {
    expect(profileOf({ asOf }).months.at(-1)).toBe(last);
  });

  test("each value stands at its month; a month that no row tells of is unknown, a zero is a zero", () => {
    const { tax, months } = profileOf({
      series: [
        row("vat_declaration", "2026-10-01", { amount_fen: 5, tax_fen: 1 }),
        row("vat_declaration", "2023-11-01", { amount_fen: 0 }),
        row("vat_declaration", "2023-10-01", { amount_fen: 7 }),
        row("vat_declaration", "2026-11-01", { amount_fen: 9 }),
      ],
    });
    expect(tax.salesFen).toHaveLength(months.length);
    expect(tax.salesFen.filter((value) => value !== null)).toEqual([0, 5]);
    expect([
      tax.salesFen[0],
      tax.salesFen.at(-1),
      tax.payableFen.at(-1),
      tax.payableFen[0],
    ]).toEqual([0, 5, 1, null]);
  });
});

describe("sections", () => {
  test("sales and purchases of invoices are apart", () => {
    const { invoices } = profileOf({
      series: [
        row("invoice_month", "2026-10-01", {
          category: "sale",
          amount_fen: 8,
          count: 3,
          parties: 2,
          detail: { redAmountFen: 4, redInvoices: 1, voidInvoices: 0 },
        }),
        row("invoice_month", "2026-10-01", {
          category: "purchase",
          amount_fen: 6,
          parties: 1,
          detail: { redAmountFen: 99 },
        }),
      ],
      partners: [
        { direction: "sale", counterparty: "甲", amount_fen: 8, share_bps: 10_000, invoices: 3 },
      ],
    });
    const newest = Object.entries(invoices).map(([name, series]) => [
      name,
      name === "partners" ? series : series.at(-1),
    ]);
    expect(Object.fromEntries(newest)).toMatchObject({
      salesFen: 8,
      purchasesFen: 6,
      salesInvoices: 3,
      customers: 2,
      suppliers: 1,
      redAmountFen: 4,
      redInvoices: 1,
      voidInvoices: 0,
      partners: [
        { direction: "sale", counterparty: "甲", amountFen: 8, shareBps: 10_000, invoices: 3 },
      ],
    });
  });

  test("utilities, contributions and loans", () => {
    const { utilities, social, loanBalanceFen } = profileOf({
      series: [
        row("water", "2026-10-01", { amount_fen: 1, quantity: 2.5, arrears_fen: 3, count: 4 }),
        row("social_insurance", "2026-10-01", {
          count: 12,
          amount_fen: 5,
          paid_fen: 4,
          arrears_fen: 1,
        }),
        row("loan_balance", "2026-10-01", { amount_fen: 0 }),
      ],
    });
    const newest = (series: Readonly<Record<string, readonly (number | null)[]>>) =>
      Object.values(series).map((values) => values.at(-1));
    expect(newest(utilities.water)).toEqual([1, 2.5, 3, 4]);
    expect(newest(utilities.gas)).toEqual([null, null, null, null]);
    expect(newest(social.socialInsurance)).toEqual([12, 5, 4, 1]);
    expect(loanBalanceFen.at(-1)).toBe(0);
  });

  test("grades and quarters in time, penalties and lists newest first", () => {
    const { tax, standing } = profileOf({
      series: [
        row("tax_grade", "2025-01-01", { category: "M" }),
        row("tax_grade", "2024-01-01", { category: "B" }),
        row("income_tax_declaration", "2026-07-01", { amount_fen: -5, paid_fen: 0 }),
        row("penalty", "2025-03-01", { category: "minor", detail: { key: "罚1" } }),
        row("penalty", "2026-03-01", {
          category: "serious",
          amount_fen: 9,
          detail: { key: "罚2", authority: "某局", fact: "某事" },
        }),
        row("adverse_list", "2020-03-01", {
          category: "abnormal_operation",
          detail: { key: "异1", authority: "某局", removedOn: null },
        }),
      ],
    });
    expect(tax.grades).toEqual([
      { year: "2024", grade: "B" },
      { year: "2025", grade: "M" },
    ]);
    expect(tax.incomeTax).toEqual([{ quarter: "2026-07", profitFen: -5, paidFen: 0 }]);
    expect(standing.penalties.map(({ documentNumber }) => documentNumber)).toEqual(["罚2", "罚1"]);
    expect(standing.penalties[0]).toMatchObject({
      decidedOn: "2026-03-01",
      severity: "serious",
      fineFen: 9,
      authority: "某局",
      fact: "某事",
    });
    expect(standing.lists).toEqual([
      {
        listedOn: "2020-03-01",
        caseNumber: "异1",
        list: "abnormal_operation",
        authority: "某局",
        removedOn: null,
      },
    ]);
  });
});

describe("freshness", () => {
  const freshness = (
    item: string,
    lastPeriod: string | null,
    parts: { asOf?: string; items?: string[] } = {},
  ) => {
    const found = profileOf({
      ...parts,
      coverage: lastPeriod ? [held(item, lastPeriod)] : [],
    }).coverage.find((each) => each.item === item);
    return [found?.freshness, found?.ageDays];
  };

  test("counts from the end of the newest period, each kind of item by its own measure", () => {
    // 62 days for a month, 140 for a quarter, 550 for a year.
    expect(freshness("vat_declaration", "2026-10-01")).toEqual(["fresh", 21]);
    expect(freshness("vat_declaration", "2026-09-01", { asOf: "2026-12-01" })).toEqual([
      "fresh",
      62,
    ]);
    expect(freshness("vat_declaration", "2026-09-01", { asOf: "2026-12-02" })).toEqual([
      "stale",
      63,
    ]);
    expect(freshness("income_tax_declaration", "2026-04-01", { asOf: "2026-11-17" })).toEqual([
      "fresh",
      140,
    ]);
    expect(freshness("income_tax_declaration", "2026-04-01", { asOf: "2026-11-18" })).toEqual([
      "stale",
      141,
    ]);
    expect(freshness("tax_grade", "2025-01-01")).toEqual(["fresh", 325]);
    expect(freshness("tax_grade", "2024-01-01")).toEqual(["stale", 690]);
    expect(freshness("invoice", "2026-09-20")).toEqual(["fresh", 62]);
  });

  test("a period that has not ended is no days old", () => {
    expect(freshness("vat_declaration", "2026-11-01")).toEqual(["fresh", 0]);
  });

  test("an old entry on a public list does not make the list stale", () => {
    expect(freshness("penalty", "2024-01-05")[0]).toBe("fresh");
  });

  test("what is not there is missing; what this look does not cover is not told at all", () => {
    expect(freshness("water", null)).toEqual(["missing", null]);
    expect(freshness("water", "2026-10-01", { items: ["vat_declaration"] })).toEqual([
      "not_covered",
      null,
    ]);
  });

  test("every item of the catalogue has a line, in its order", () => {
    expect(profileOf().coverage.map(({ item }) => item)).toEqual(everything);
  });
});
