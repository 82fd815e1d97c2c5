import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise } from "../testing/people.ts";
import { waitersFor } from "../testing/waiting.ts";
import { landBatch, storedIndicators, storeRecords, type RecordParts } from "./factory.ts";
import { monthsBack } from "./formulas/records.ts";
import { indicatorsAsOf, refreshIndicators } from "./index.ts";

let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

const vat = (month: string, parts: Partial<RecordParts> = {}): RecordParts => ({
  item: "vat_declaration",
  period: `${month}-01`,
  amountFen: 100,
  ...parts,
});

async function valuesOf(uscc: string, asOf: string, knownAt: string | null = null) {
  const found = await indicatorsAsOf(owner, {
    usccs: [uscc],
    asOf,
    knownAt: knownAt === null ? null : new Date(knownAt),
  });
  const answer = found.get(uscc);
  if (!answer) throw new Error(`no answer about ${uscc}`);
  return answer.values;
}

describe("a past day", () => {
  test("is looked from with the windows of that day, and what lies after it is not seen", async () => {
    const { uscc } = await anEnterprise(owner);
    await storeRecords(owner, uscc, [
      vat("2024-03", { arrearsFen: 7 }),
      vat("2025-06", { amountFen: 500, arrearsFen: 9 }),
      { item: "penalty", period: "2025-01-10", key: "1", category: "serious" },
      { item: "judgment_debtor", period: "2024-01-05", key: "1", payload: { closedOn: "2025-02-01" } },
    ]); // prettier-ignore
    expect(await valuesOf(uscc, "2024-12-31")).toMatchObject({
      monthsEstablished: 114,
      vatMonths12: 1,
      declaredSales12Fen: 100,
      taxArrearsFen: 7,
      penalties24: null,
      enforcementCases: 1,
    });
    expect(await valuesOf(uscc, "2025-07-01")).toMatchObject({
      declaredSales12Fen: 500,
      taxArrearsFen: 9,
      seriousPenalties24: 1,
      enforcementCases: 0,
    });
  });

  test("of a history that has ended by then is the day it ended on, and of one that has not, the day itself", async () => {
    const { uscc } = await anEnterprise(owner, { observedOn: "2022-06-30" });
    await storeRecords(owner, uscc, [vat("2022-06"), vat("2021-12")]);
    expect((await valuesOf(uscc, "2026-11-21")).vatMonths12).toBe(2);
    expect((await valuesOf(uscc, "2022-06-30")).vatMonths12).toBe(2);
    expect((await valuesOf(uscc, "2022-06-29")).vatMonths12).toBe(1);
  });

  test("leaves what is kept as it is", async () => {
    const { uscc } = await anEnterprise(owner);
    await storeRecords(owner, uscc, [vat("2026-10")]);
    await refreshIndicators(owner, { usccs: [uscc], today: "2026-11-21", now: new Date() });
    await valuesOf(uscc, "2024-01-01");
    expect((await storedIndicators(owner, uscc)).vatMonths12).toBe(1);
  });
});

describe("what was known", () => {
  test("a correction changes only what is known after it", async () => {
    const { uscc } = await anEnterprise(owner);
    await storeRecords(owner, uscc, [
      vat("2026-10", { amountFen: 900, superseded: true }),
      vat("2026-10", { amountFen: 250, version: 2 }),
    ]);
    await owner`update credit.record set recorded_at = '2026-11-05T00:00Z', superseded_at = '2026-11-12T00:00Z'
      where uscc = ${uscc} and version = 1`;
    await owner`update credit.record set recorded_at = '2026-11-12T00:00Z' where uscc = ${uscc} and version = 2`;
    const sales = async (knownAt: string | null) =>
      (await valuesOf(uscc, "2026-11-21", knownAt)).declaredSales12Fen;
    expect(await sales("2026-11-04T23:59:59Z")).toBeNull();
    expect(await sales("2026-11-05T00:00:00Z")).toBe(900);
    expect(await sales("2026-11-11T23:59:59Z")).toBe(900);
    expect(await sales("2026-11-12T00:00:00Z")).toBe(250);
    expect(await sales(null)).toBe(250);
  });

  test("nobody was known to be off a public list before it was first delivered", async () => {
    const { uscc } = await anEnterprise(owner);
    await landBatch(owner, "bankruptcy");
    await owner`update intake.batch set finished_at = '2026-11-10T00:00Z' where item_id = 'bankruptcy'`;
    const cases = async (knownAt: string | null) =>
      (await valuesOf(uscc, "2026-11-21", knownAt)).bankruptcyCases;
    expect([await cases("2026-11-09T00:00Z"), await cases("2026-11-11T00:00Z")]).toEqual([null, 0]);
    expect(await cases(null)).toBe(0);
  });
});

test("months are counted right from any month of a century back to twenty years before it", async () => {
  const [row] = await owner.unsafe<{ checked: number; wrong: number }[]>(`
    select count(*)::int as checked, count(*) filter (where ${monthsBack("p.period")} <> s.back)::int as wrong
    from (
      select (date '2000-01-01' + make_interval(months => month))::date as until, back
      from generate_series(0, 1200) month, generate_series(0, 240) back
    ) s
    cross join lateral (select (s.until - make_interval(months => s.back))::date as period) p`);
  expect(row).toEqual({ checked: 1201 * 241, wrong: 0 });
});

test("a refresh reads after whoever wrote before it, so that it never undoes a newer figure", async () => {
  const { uscc } = await anEnterprise(owner);
  await storeRecords(owner, uscc, [vat("2026-10")]);
  const other = await owner.reserve();
  await other`begin`;
  for (const shard of [0, 1, 2, 3])
    await other`select pg_advisory_xact_lock(hashtextextended('credit.indicator', ${shard}))`;
  const refreshing = refreshIndicators(owner, {
    usccs: [uscc],
    today: "2026-11-21",
    now: new Date(),
  });
  await waitersFor(owner, 1);
  await storeRecords(owner, uscc, [vat("2026-09")]);
  await other`commit`;
  other.release();
  expect(await refreshing).toBe(1);
  expect((await storedIndicators(owner, uscc)).vatMonths12).toBe(2);
});
