import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { storeRecords, type RecordParts } from "#lib/credit/factory.ts";
import { freshDatabase, type FreshDatabase } from "#lib/testing/database.ts";
import { anEnterprise } from "#lib/testing/people.ts";

let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

async function seriesOf(
  rows: readonly RecordParts[],
  { items, observedOn, from }: { items?: string[]; observedOn?: string; from?: string } = {},
) {
  const { uscc } = await anEnterprise(owner, observedOn ? { observedOn } : {});
  await storeRecords(owner, uscc, rows);
  const asked = items ?? [...new Set(rows.map(({ item }) => item))];
  return [
    ...(await owner`
      select item, period::text, category, amount_fen, tax_fen, paid_fen, arrears_fen, count, quantity, parties, detail
      from credit.profile_series(${uscc}, ${asked}, ${from ?? "2024-01-01"}) order by item, period, category, amount_fen`),
  ];
}

const invoices = (
  key: string,
  period: string,
  amountFen: number,
  parts: Partial<RecordParts> = {},
): RecordParts => ({
  item: "invoice_month",
  key,
  period,
  category: key.split(":", 1).join(""),
  amountFen,
  taxFen: 1,
  count: 2,
  payload: { redAmount: 3, redInvoices: 1, voidInvoices: 4 },
  ...parts,
});

describe("profile_series", () => {
  test("adds up counterparties by month and direction, and counts those with a positive net amount", async () => {
    const month = "2026-05-01";
    expect(
      await seriesOf([
        invoices("sale:甲", month, 100),
        invoices("sale:乙", month, -20),
        invoices("purchase:甲", month, 7),
      ]),
    ).toEqual([
      expect.objectContaining({ category: "purchase", amount_fen: 7, parties: 1 }),
      {
        item: "invoice_month",
        period: month,
        category: "sale",
        amount_fen: 80,
        tax_fen: 2,
        paid_fen: null,
        arrears_fen: null,
        count: 4,
        quantity: null,
        parties: 1,
        detail: { redAmountFen: 6, redInvoices: 2, voidInvoices: 8 },
      },
    ]);
  });

  test("adds up accounts and lenders by month; of several delays the longest counts", async () => {
    const bill = (key: string, count: number): RecordParts => ({
      item: "gas",
      key,
      period: "2026-05-01",
      amountFen: 5,
      paidFen: 4,
      arrearsFen: 1,
      quantity: 1.5,
      count,
    });
    const loan = (key: string, amountFen: number): RecordParts => ({
      item: "loan_balance",
      key,
      period: "2026-05-01",
      amountFen,
    });
    expect(
      await seriesOf([bill("A", 3), bill("B", 9), loan("甲", 5), loan("乙", 0)]),
    ).toMatchObject([
      { item: "gas", amount_fen: 10, paid_fen: 8, arrears_fen: 2, quantity: 3, count: 9 },
      { item: "loan_balance", amount_fen: 5, parties: 1 },
    ]);
  });

  test("adds up single invoices by month and direction, void ones aside", async () => {
    const invoice = (
      key: string,
      period: string,
      amountFen: number,
      status: string,
    ): RecordParts => ({
      item: "invoice",
      key,
      period,
      category: "sale",
      amountFen,
      taxFen: 1,
      payload: { counterparty: "甲", status },
    });
    const rows = await seriesOf([
      invoice("1", "2026-05-03", 10, "valid"),
      invoice("2", "2026-05-30", -4, "valid"),
      invoice("3", "2026-05-09", 99, "void"),
    ]);
    expect(rows).toMatchObject([
      {
        period: "2026-05-01",
        category: "sale",
        amount_fen: 6,
        tax_fen: 2,
        count: 2,
        parties: null,
        detail: { voidInvoices: 1 },
      },
    ]);
  });

  test("hands over penalties and lists one by one, with their number and what else is said", async () => {
    const rows = await seriesOf([
      {
        item: "penalty",
        period: "2025-05-03",
        key: "罚1",
        category: "minor",
        amountFen: 200,
        payload: { authority: "某局" },
      },
      { item: "adverse_list", period: "2019-05-03", key: "异1", category: "abnormal_operation" },
    ]);
    expect(rows).toMatchObject([
      { item: "adverse_list", period: "2019-05-03", detail: { key: "异1" } },
      {
        item: "penalty",
        amount_fen: 200,
        category: "minor",
        detail: { key: "罚1", authority: "某局" },
      },
    ]);
  });

  test("begins with the day asked for, but for the grade of its year and lists; leaves out what was corrected or not asked for", async () => {
    const vat = (period: string, parts: Partial<RecordParts> = {}): RecordParts => ({
      item: "vat_declaration",
      period,
      amountFen: 1,
      ...parts,
    });
    const rows = await seriesOf(
      [
        vat("2024-02-01"),
        vat("2024-03-01", { superseded: true }),
        vat("2024-03-01", { version: 2, amountFen: 2 }),
        { item: "tax_grade", period: "2023-01-01", category: "B" },
        { item: "tax_grade", period: "2024-01-01", category: "A" },
        { item: "adverse_list", period: "2019-05-03", key: "异1", category: "abnormal_operation" },
        { item: "water", period: "2026-01-01", key: "A", amountFen: 9 },
      ],
      { items: ["vat_declaration", "tax_grade", "adverse_list"], from: "2024-03-01" },
    );
    expect(rows).toMatchObject([
      { item: "adverse_list", period: "2019-05-03" },
      { item: "tax_grade", category: "A" },
      { item: "vat_declaration", amount_fen: 2 },
    ]);
  });

  test("ends with the day that a history ends on", async () => {
    const vat = (period: string): RecordParts => ({
      item: "vat_declaration",
      period,
      amountFen: 1,
    });
    expect(
      await seriesOf([vat("2025-05-01"), vat("2025-07-01")], { observedOn: "2025-06-30" }),
    ).toHaveLength(1);
  });

  test("finds the rows of one enterprise by the index, among any number of others", async () => {
    const { uscc } = await anEnterprise(owner);
    await owner`insert into credit.record (uscc, item, period, amount_fen, batch_id, recorded_at)
      select '9' || lpad(i::text, 17, '0'), 'water', '2026-01-01', 1, 1, now() from generate_series(1, 20000) i`;
    await owner`analyze credit.record`;
    // One connection: its counts are its own until it hands them over.
    const one = await owner.reserve();
    const wholeReads = async (statement: string) => {
      const count = async () => {
        await one`select pg_stat_force_next_flush()`;
        const [row] = await one`
          select seq_scan::int from pg_stat_user_tables where schemaname = 'credit' and relname = 'record'`;
        return Number(row?.["seq_scan"]);
      };
      const before = await count();
      await one.unsafe(statement);
      return (await count()) - before;
    };
    expect(
      await wholeReads(`select * from credit.profile_series('${uscc}', '{water}', '2024-01-01')`),
    ).toBe(0);
    expect(await wholeReads(`select * from credit.coverage('${uscc}', '2024-01-01')`)).toBe(0);
    expect(
      await wholeReads(
        `select * from credit.profile_partners('${uscc}', '2026-11-21', '2024-01-01')`,
      ),
    ).toBe(0);
    expect(await wholeReads(`select * from credit.record where uscc = '${uscc}'::text`)).toBe(1);
    one.release();
  });
});

describe("profile_partners", () => {
  async function partnersOf(
    rows: readonly RecordParts[],
    asOf: string,
    { observedOn, from }: { observedOn?: string; from?: string } = {},
  ) {
    const { uscc } = await anEnterprise(owner, observedOn ? { observedOn } : {});
    await storeRecords(owner, uscc, rows);
    return [
      ...(await owner`
        select * from credit.profile_partners(${uscc}, ${asOf}, ${from ?? "2024-01-01"})`),
    ];
  }

  test("names the largest of twelve months with their shares of all positive net amounts", async () => {
    const rows = [
      invoices("sale:甲", "2025-11-01", 100),
      invoices("sale:甲", "2026-10-01", 200),
      invoices("sale:乙:丙", "2026-10-01", 100, { count: 1 }),
      invoices("sale:退货", "2026-10-01", -50),
      invoices("sale:去年", "2025-10-01", 999),
      invoices("sale:本月", "2026-11-01", 999),
      invoices("purchase:甲", "2026-10-01", 7),
    ];
    expect(await partnersOf(rows, "2026-11-21")).toEqual([
      { direction: "sale", counterparty: "甲", amount_fen: 300, share_bps: 7500, invoices: 4 },
      { direction: "sale", counterparty: "乙:丙", amount_fen: 100, share_bps: 2500, invoices: 1 },
      { direction: "purchase", counterparty: "甲", amount_fen: 7, share_bps: 10_000, invoices: 2 },
    ]);
  });

  test("ten of each direction at most", async () => {
    const rows = Array.from({ length: 14 }, (_, index) =>
      invoices(`sale:${index}`, "2026-10-01", 100 + index),
    );
    const found = await partnersOf(rows, "2026-11-21");
    expect(found.map(({ amount_fen }) => amount_fen)).toEqual([
      113, 112, 111, 110, 109, 108, 107, 106, 105, 104,
    ]);
  });

  test("a month that a history ends with is whole; one that ends today is not", async () => {
    const rows = [invoices("sale:甲", "2026-10-01", 1), invoices("sale:乙", "2026-09-01", 1)];
    expect(await partnersOf(rows, "2026-10-31", { observedOn: "2026-10-31" })).toHaveLength(2);
    expect(await partnersOf(rows, "2026-10-31")).toHaveLength(1);
  });

  test("names none where less than the whole twelve months may be seen", async () => {
    const rows = [invoices("sale:甲", "2026-10-01", 1)];
    expect(await partnersOf(rows, "2026-11-21", { from: "2025-11-01" })).toHaveLength(1);
    expect(await partnersOf(rows, "2026-11-21", { from: "2025-11-02" })).toHaveLength(0);
  });
});

test("coverage tells of each item how many current rows there are from a day on, and from when to when", async () => {
  const { uscc } = await anEnterprise(owner);
  const vat = (period: string, parts: Partial<RecordParts> = {}): RecordParts => ({
    item: "vat_declaration",
    period,
    ...parts,
  });
  await storeRecords(owner, uscc, [
    vat("2018-12-01"),
    vat("2025-01-01"),
    vat("2025-03-01"),
    vat("2025-04-01", { superseded: true }),
    { item: "water", key: "A", period: "2020-01-01" },
  ]);
  expect([
    ...(await owner`select item, rows, first_period::text, last_period::text, last_recorded_at is not null as recorded from credit.coverage(${uscc}, '2019-01-01')`),
  ]).toEqual([
    {
      item: "vat_declaration",
      rows: 2,
      first_period: "2025-01-01",
      last_period: "2025-03-01",
      recorded: true,
    },
    {
      item: "water",
      rows: 1,
      first_period: "2020-01-01",
      last_period: "2020-01-01",
      recorded: true,
    },
  ]);
});
