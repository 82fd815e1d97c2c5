import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMonths } from "../kernel/calendar.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { indicatorsFrom, type RecordParts } from "./factory.ts";

/** As of 2026-11-21: the window is 2025-11 to 2026-10, the one before it 2024-11 to 2025-10. */
let fresh: FreshDatabase;
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

const indicatorsOf = (rows: readonly RecordParts[]) => indicatorsFrom(fresh.owner, rows);

const months = (first: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${addMonths(first, index)}-01`);
describe("invoices", () => {
  const invoices = (
    direction: "sale" | "purchase",
    party: string,
    period: string,
    amountFen: number,
    parts: Partial<RecordParts> = {},
  ): RecordParts => ({
    item: "invoice_month",
    period,
    key: `${direction}:${party}`,
    category: direction,
    amountFen,
    count: 1,
    payload: { redAmount: 0, redInvoices: 0, voidInvoices: 0 },
    ...parts,
  });

  test("net amounts, months, red and void of sales; purchases apart", async () => {
    const facts = await indicatorsOf([
      invoices("sale", "甲", "2026-01-01", 600, {
        count: 5,
        payload: { redAmount: 100, redInvoices: 1, voidInvoices: 2 },
      }),
      invoices("sale", "乙", "2026-01-01", 300, { count: 3 }),
      invoices("sale", "甲", "2026-02-01", -100, {
        count: 1,
        payload: { redAmount: 100, redInvoices: 1, voidInvoices: 0 },
      }),
      // Only void ones: no month with invoices, and nothing sold.
      invoices("sale", "乙", "2026-03-01", 0, {
        count: 0,
        payload: { redAmount: 0, redInvoices: 0, voidInvoices: 1 },
      }),
      invoices("purchase", "丙", "2026-01-01", 70, {
        payload: { redAmount: 9999, redInvoices: 1, voidInvoices: 99 },
      }),
    ]);
    expect(facts).toMatchObject({
      invoiceSales12Fen: 800,
      invoicePurchases12Fen: 70,
      invoiceMonths12: 2,
      redRatio12Bps: 2000,
      voidRatio12Bps: 2500,
      customers12: 2,
      suppliers12: 1,
    });
  });

  test("customers by what they bought in the year, those whose invoices were all taken back aside", async () => {
    const amounts = [40, 20, 10, 10, 10, 6, 4];
    const facts = await indicatorsOf([
      ...amounts.map((amount, place) => invoices("sale", `客户${place}`, "2026-05-01", amount)),
      invoices("sale", "退货", "2026-05-01", 50),
      invoices("sale", "退货", "2026-06-01", -50),
      invoices("sale", "去年", "2025-10-01", 1000),
    ]);
    // 40 + 20 + 10 + 10 + 10 of 100; squares 1600 + 400 + 300 + 36 + 16.
    expect(facts).toMatchObject({ customers12: 7, topFiveCustomersBps: 9000, customerHhi: 2352 });
  });

  test("the same party on both sides is a customer and a supplier", async () => {
    const facts = await indicatorsOf([
      invoices("sale", "甲", "2026-05-01", 3),
      invoices("purchase", "甲", "2026-05-01", 5),
    ]);
    expect(facts).toMatchObject({
      customers12: 1,
      suppliers12: 1,
      customerHhi: 10_000,
      topFiveCustomersBps: 10_000,
    });
  });

  test("volatility counts a month without invoices as zero", async () => {
    const even = months("2025-11", 12).map((period) => invoices("sale", "甲", period, 50));
    expect((await indicatorsOf(even)).salesVolatilityBps).toBe(0);
    // Six months of 100 and six of none: the deviation is as great as the mean.
    expect(
      (
        await indicatorsOf(
          months("2025-11", 6).map((period) => invoices("sale", "甲", period, 100)),
        )
      ).salesVolatilityBps,
    ).toBe(10_000);
    // One month of twelve: √11 of the mean.
    expect((await indicatorsOf([invoices("sale", "甲", "2026-01-01", 7)])).salesVolatilityBps).toBe(
      33_166,
    );
    expect(
      (await indicatorsOf([invoices("sale", "甲", "2026-01-01", -7)])).salesVolatilityBps,
    ).toBeNull();
  });

  test("growth needs six months with invoices in the year before, and a positive sum", async () => {
    const growth = async (count: number, amount: number) =>
      (
        await indicatorsOf([
          ...months("2024-11", count).map((period) => invoices("sale", "甲", period, amount)),
          invoices("sale", "甲", "2026-01-01", 900),
        ])
      ).invoiceSalesGrowthBps;
    expect(await growth(6, 100)).toBe(5000);
    expect(await growth(5, 100)).toBeNull();
    expect(await growth(6, -100)).toBeNull();
  });
});
