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
const before = (parts: Omit<RecordParts, "period">, count = 12) =>
  months("2024-11", count).map((period) => ({ ...parts, period }));

describe("tax", () => {
  test("declarations of a year add up; zero, late and the newest arrears are told apart", async () => {
    const facts = await indicatorsOf([
      {
        item: "vat_declaration",
        period: "2025-11-01",
        amountFen: 1000,
        taxFen: 30,
        paidFen: 20,
        arrearsFen: 10,
        count: 4,
      },
      {
        item: "vat_declaration",
        period: "2026-02-01",
        amountFen: 0,
        taxFen: 0,
        paidFen: 10,
        arrearsFen: 0,
        count: 0,
      },
      {
        item: "vat_declaration",
        period: "2026-09-01",
        amountFen: 2000,
        taxFen: 15,
        paidFen: 0,
        arrearsFen: 15,
        count: 1,
      },
      { item: "income_tax_declaration", period: "2026-07-01", amountFen: 1, paidFen: 7 },
    ]);
    expect(facts).toMatchObject({
      vatMonths12: 3,
      declaredSales12Fen: 3000,
      zeroDeclarations12: 1,
      lateDeclarations12: 2,
      taxArrearsFen: 15,
      vatBurdenBps: 150,
      taxPaid12Fen: 37,
    });
  });

  test("quarters belong to the year that they end in", async () => {
    const quarters = ["2025-07", "2025-10", "2026-01", "2026-04", "2026-07", "2026-10"];
    const facts = await indicatorsOf([
      { item: "vat_declaration", period: "2026-10-01", paidFen: 0 },
      ...quarters.map((month, place): RecordParts => ({
        item: "income_tax_declaration",
        period: `${month}-01`,
        amountFen: 10 ** place,
        paidFen: 10 ** place,
      })),
    ]);
    // The last quarter has only begun; the first ended before the window.
    expect(facts).toMatchObject({ taxPaid12Fen: 11110, profit12Fen: 11110 });
  });

  test("a loss counts; three quarters are not four", async () => {
    const quarter = (month: string, amountFen: number): RecordParts => ({
      item: "income_tax_declaration",
      period: `${month}-01`,
      amountFen,
    });
    const three = [quarter("2026-01", 5), quarter("2026-04", -20), quarter("2026-07", 1)];
    expect((await indicatorsOf(three)).profit12Fen).toBeNull();
    expect((await indicatorsOf([...three, quarter("2025-10", 4)])).profit12Fen).toBe(-10);
  });

  test("growth of declared sales needs all twelve months of the year before, and a positive sum", async () => {
    const growth = async (earlier: RecordParts[]) =>
      (
        await indicatorsOf([
          ...earlier,
          { item: "vat_declaration", period: "2026-03-01", amountFen: 900 },
        ])
      ).declaredSalesGrowthBps;
    expect(await growth(before({ item: "vat_declaration", amountFen: 100 }))).toBe(-2500);
    expect(await growth(before({ item: "vat_declaration", amountFen: 100 }, 11))).toBeNull();
    expect(await growth(before({ item: "vat_declaration", amountFen: 0 }))).toBeNull();
  });

  test("ratios round half away from zero and stop at a hundred times", async () => {
    const growth = async (now: number) =>
      (
        await indicatorsOf([
          ...before({ item: "vat_declaration", amountFen: 0 }, 11),
          { item: "vat_declaration", period: "2025-10-01", amountFen: 20_000 },
          { item: "vat_declaration", period: "2026-03-01", amountFen: now },
        ])
      ).declaredSalesGrowthBps;
    expect(await growth(20_001)).toBe(1);
    expect(await growth(19_999)).toBe(-1);
    expect(await growth(9_000_000_000_000_000)).toBe(1_000_000);
  });

  test("the grade of the latest year", async () => {
    const grades = [
      ["2025", "M"],
      ["2023", "A"],
      ["2024", "D"],
    ] as const;
    const facts = await indicatorsOf(
      grades.map(([year, category]) => ({ item: "tax_grade", period: `${year}-01-01`, category })),
    );
    expect(facts.taxGrade).toBe("M");
  });
});

describe("utilities", () => {
  test("accounts add up; each late bill counts; arrears are those of the newest month of each utility", async () => {
    const facts = await indicatorsOf([
      {
        item: "electricity",
        period: "2026-09-01",
        key: "A",
        amountFen: 100,
        arrearsFen: 50,
        count: 0,
      },
      {
        item: "electricity",
        period: "2026-10-01",
        key: "A",
        amountFen: 100,
        arrearsFen: 1,
        count: 2,
      },
      {
        item: "electricity",
        period: "2026-10-01",
        key: "B",
        amountFen: 30,
        arrearsFen: 2,
        count: 3,
      },
      { item: "water", period: "2026-08-01", key: "A", amountFen: 5, arrearsFen: 4, count: 1 },
    ]);
    expect(facts).toMatchObject({
      electricity12Fen: 230,
      utilityLateMonths12: 3,
      utilityArrearsFen: 7,
    });
  });

  test("growth of use needs all twelve months, whatever number of accounts fills them", async () => {
    const bill = { item: "electricity", key: "A", quantity: 10.5 } as const;
    const now: RecordParts = { ...bill, period: "2026-01-01", quantity: 63 };
    const growth = async (rows: RecordParts[]) =>
      (await indicatorsOf([...rows, now])).electricityGrowthBps;
    expect(await growth(before(bill))).toBe(-5000);
    expect(await growth([...before(bill, 11), ...before({ ...bill, key: "B" }, 1)])).toBeNull();
    expect(await growth(before({ ...bill, quantity: 0 }))).toBeNull();
  });
});

describe("staff", () => {
  const insured = (period: string, count: number, arrearsFen = 0): RecordParts => ({
    item: "social_insurance",
    period,
    count,
    arrearsFen,
  });

  test("heads of the newest month, against the same month a year before", async () => {
    const rows = [
      insured("2025-09-01", 8),
      insured("2025-10-01", 99),
      insured("2026-08-01", 20, 5),
      insured("2026-09-01", 10, 3),
    ];
    expect(await indicatorsOf(rows)).toMatchObject({
      headcount: 10,
      headcountChangeBps: 2500,
      socialArrearsFen: 3,
    });
    expect((await indicatorsOf(rows.slice(1))).headcountChangeBps).toBeNull();
    expect(
      (await indicatorsOf([insured("2025-09-01", 0), insured("2026-09-01", 10)]))
        .headcountChangeBps,
    ).toBeNull();
    expect(
      (await indicatorsOf([insured("2025-09-01", 10), insured("2026-09-01", 0)]))
        .headcountChangeBps,
    ).toBe(-10_000);
  });

  test("months in which the housing fund was really paid", async () => {
    const paid = (period: string, paidFen: number): RecordParts => ({
      item: "housing_fund",
      period,
      paidFen,
    });
    expect(
      (
        await indicatorsOf([
          paid("2026-01-01", 1),
          paid("2026-02-01", 0),
          paid("2026-03-01", 9),
          paid("2025-10-01", 9),
        ])
      ).housingFundMonths12,
    ).toBe(2);
  });
});

describe("standing and lending", () => {
  test("penalties of twenty-four months to the day", async () => {
    const penalty = (period: string, category: string, key = period): RecordParts => ({
      item: "penalty",
      period,
      key,
      category,
    });
    const facts = await indicatorsOf([
      penalty("2024-11-21", "serious"),
      penalty("2024-11-22", "minor"),
      penalty("2024-11-22", "serious", "another"),
      penalty("2026-11-21", "general"),
      penalty("2026-11-22", "serious"),
    ]);
    expect(facts).toMatchObject({ penalties24: 3, seriousPenalties24: 1 });
  });

  test("a list entry stands until the day it is removed on, however old it is", async () => {
    const listed = (key: string, removedOn?: string): RecordParts => ({
      item: "adverse_list",
      period: "2019-01-01",
      key,
      category: "abnormal_operation",
      payload: removedOn ? { removedOn } : { authority: "某局" },
    });
    expect(
      (
        await indicatorsOf([
          listed("1"),
          listed("2", "2026-11-22"),
          listed("3", "2026-11-21"),
          listed("4", "2020-01-01"),
        ])
      ).adverseLists,
    ).toBe(2);
    expect((await indicatorsOf([listed("3", "2026-11-21")])).adverseLists).toBe(0);
  });

  test("loans of all lenders in the newest month that any of them reported", async () => {
    const balance = (period: string, key: string, amountFen: number): RecordParts => ({
      item: "loan_balance",
      period,
      key,
      amountFen,
    });
    expect(
      (
        await indicatorsOf([
          balance("2026-09-01", "甲", 500),
          balance("2026-10-01", "甲", 400),
          balance("2026-10-01", "乙", 7),
        ])
      ).loanBalanceFen,
    ).toBe(407);
    expect((await indicatorsOf([balance("2026-10-01", "无在贷机构", 0)])).loanBalanceFen).toBe(0);
  });
});
