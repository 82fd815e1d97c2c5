import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise } from "../testing/people.ts";
import { indicatorsFrom, landBatch, storedIndicators, type RecordParts } from "./factory.ts";
import { refreshIndicators } from "./indicator-sql.ts";

const TODAY = "2026-11-21";
const now = new Date("2026-11-21T01:00:00Z");
let fresh: FreshDatabase;
let owner: Sql;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

const indicatorsOf = (
  rows: readonly RecordParts[],
  ask: { today?: string; observedOn?: string } = {},
) => indicatorsFrom(owner, rows, ask);

const vat = (month: string, parts: Partial<RecordParts> = {}): RecordParts => ({
  item: "vat_declaration",
  period: `${month}-01`,
  amountFen: 100,
  ...parts,
});
const quarter = (month: string, amountFen: number, paidFen = 0): RecordParts => ({
  item: "income_tax_declaration",
  period: `${month}-01`,
  amountFen,
  paidFen,
});
describe("unknown is not zero", () => {
  test("of an enterprise without records only the registry's facts are known", async () => {
    const { monthsEstablished, ...others } = await indicatorsOf([]);
    expect(monthsEstablished).toBe(137);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  test("the registry's own facts", async () => {
    const { uscc } = await anEnterprise(owner);
    await owner`update registry.enterprise set established_on = '2026-01-22', registered_capital_fen = 500 where uscc = ${uscc}`;
    await refreshIndicators(owner, { usccs: [uscc], today: TODAY, now });
    expect(await storedIndicators(owner, uscc)).toMatchObject({
      monthsEstablished: 9,
      registeredCapitalFen: 500,
    });
    await owner`update registry.enterprise set established_on = '2026-11-22' where uscc = ${uscc}`;
    await refreshIndicators(owner, { usccs: [uscc], today: TODAY, now });
    expect((await storedIndicators(owner, uscc)).monthsEstablished).toBeNull();
  });

  test("older rows alone: it is known that nothing was declared since, and no ratio follows from that", async () => {
    const facts = await indicatorsOf([
      vat("2023-05", { arrearsFen: 7 }),
      {
        item: "invoice_month",
        period: "2023-05-01",
        key: "sale:甲",
        category: "sale",
        amountFen: 5,
        count: 1,
        payload: {},
      },
      {
        item: "electricity",
        period: "2023-05-01",
        key: "1",
        amountFen: 5,
        arrearsFen: 1,
        count: 2,
        quantity: 9,
      },
      {
        item: "water",
        period: "2023-05-01",
        key: "1",
        amountFen: 5,
        arrearsFen: 2,
        count: 2,
        quantity: 9,
      },
      { item: "housing_fund", period: "2023-05-01", paidFen: 5 },
    ]);
    expect(facts).toMatchObject({
      vatMonths12: 0,
      declaredSales12Fen: 0,
      zeroDeclarations12: 0,
      lateDeclarations12: 0,
      vatBurdenBps: null,
      declaredSalesGrowthBps: null,
      taxArrearsFen: 7,
      invoiceSales12Fen: 0,
      invoicePurchases12Fen: 0,
      invoiceMonths12: 0,
      customers12: 0,
      suppliers12: 0,
      invoiceSalesGrowthBps: null,
      salesVolatilityBps: null,
      redRatio12Bps: null,
      voidRatio12Bps: null,
      topFiveCustomersBps: null,
      customerHhi: null,
      electricity12Fen: 0,
      electricityGrowthBps: null,
      utilityLateMonths12: 0,
      utilityArrearsFen: 3,
      housingFundMonths12: 0,
    });
  });

  test("a month that has only begun tells the newest figures and nothing of the window", async () => {
    const facts = await indicatorsOf([
      vat("2026-11", { arrearsFen: 7, count: 1 }),
      {
        item: "invoice_month",
        period: "2026-11-01",
        key: "sale:甲",
        category: "sale",
        amountFen: 5,
        count: 1,
        payload: {},
      },
      { item: "social_insurance", period: "2026-11-01", count: 12, arrearsFen: 3 },
    ]);
    expect(facts).toMatchObject({
      vatMonths12: null,
      declaredSales12Fen: null,
      lateDeclarations12: null,
      taxArrearsFen: 7,
      invoiceSales12Fen: null,
      customers12: null,
      headcount: 12,
      socialArrearsFen: 3,
      headcountChangeBps: null,
    });
  });

  test("what rests on two items needs both", async () => {
    const taxPaid = async (rows: RecordParts[]) => (await indicatorsOf(rows)).taxPaid12Fen;
    const paid = vat("2026-10", { paidFen: 10 });
    expect(await taxPaid([paid])).toBeNull();
    expect(await taxPaid([quarter("2026-07", 0, 5)])).toBeNull();
    expect(await taxPaid([paid, quarter("2026-07", 0, 5)])).toBe(15);

    const bill = (item: "electricity" | "water" | "gas"): RecordParts => ({
      item,
      period: "2026-10-01",
      key: "1",
      arrearsFen: 4,
      count: 1,
    });
    expect(await indicatorsOf([bill("electricity")])).toMatchObject({
      utilityLateMonths12: null,
      utilityArrearsFen: null,
    });
    expect(await indicatorsOf([bill("electricity"), bill("water")])).toMatchObject({
      utilityLateMonths12: 2,
      utilityArrearsFen: 8,
    });
    expect(await indicatorsOf([bill("electricity"), bill("water"), bill("gas")])).toMatchObject({
      utilityLateMonths12: 3,
      utilityArrearsFen: 12,
    });
  });

  test("nobody is on a public list once it has landed and does not name them; before, nobody knows", async () => {
    const separate = await freshDatabase();
    const { uscc } = await anEnterprise(separate.owner);
    const listed = async () => {
      await refreshIndicators(separate.owner, { usccs: [uscc], today: TODAY, now });
      const { penalties24, seriousPenalties24, adverseLists } = await storedIndicators(
        separate.owner,
        uscc,
      );
      return [penalties24, seriousPenalties24, adverseLists];
    };
    expect(await listed()).toEqual([null, null, null]);
    await landBatch(separate.owner, "penalty");
    expect(await listed()).toEqual([0, 0, null]);
    await landBatch(separate.owner, "adverse_list");
    expect(await listed()).toEqual([0, 0, 0]);
    await separate.drop();
  });
});
