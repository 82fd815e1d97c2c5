import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anInstitution } from "../testing/people.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { aStoredCard } from "./factory.ts";
import { hashOf } from "./hash.ts";
import { monitorCards, reportOf } from "./monitor.ts";
import type { MonitorReport } from "./model.ts";
import { psi, psiByDeciles } from "./stability.ts";

describe("the stability of a population", () => {
  test("is zero where nothing moved, whatever the sizes", () => {
    expect(psi([100, 200, 300], [100, 200, 300])).toBe(0);
  });

  test("worked by hand: a tenth moved from one half to the other", () => {
    // Shares 0.5, 0.5 → 0.4, 0.6: 0.1·ln(0.6/0.5) + (−0.1)·ln(0.4/0.5) = 0.0405.
    expect(psi([50_000, 50_000], [40_000, 60_000])).toBeCloseTo(0.0405, 4);
  });

  test("is a large figure, and no infinity, for a bin that emptied", () => {
    const found = psi([500, 500], [1000, 0]) ?? NaN;
    expect(Number.isFinite(found)).toBe(true);
    expect(found).toBeGreaterThan(1);
  });

  test("cannot be told of nobody", () => {
    expect(psi([10, 10], [0, 0])).toBeNull();
  });

  test("sees totals beyond all that the reference had", () => {
    const reference = new Map(Array.from({ length: 100 }, (_, total) => [total, 1]));
    expect(psiByDeciles(reference, reference)).toBeCloseTo(0, 10);
    expect(psiByDeciles(reference, new Map([[500, 100]]))).toBeGreaterThan(1);
  });
});

describe("what was predicted and what came", () => {
  const row = { card_hash: "h", institution_id: null };
  const loans = (count: number, bad: number, bps: number | null) =>
    Array.from({ length: count }, (_, index) => ({
      ...row,
      total: 600 + index,
      default_bps: bps,
      bad: index < bad,
    }));
  const outcomesOf = (outcomes: ReturnType<typeof loans>) =>
    reportOf({ role: "champion", totals: [], points: [], outcomes, reference: null });

  test("five bad of a hundred were predicted, and five came", () => {
    const { level, outcomes } = outcomesOf(loans(100, 5, 500));
    expect(outcomes).toMatchObject({ loans: 100, bad: 5, predictedBps: 500, observedBps: 500 });
    expect(outcomes.deviations).toBeCloseTo(0, 10);
    expect([level, outcomes.auc]).toEqual(["none", 1]);
  });

  test("fifteen came: more than four standard deviations, worked by hand", () => {
    // 10 more than expected; the deviation is √(100 · 0.05 · 0.95) = 2.179.
    const { level, outcomes } = outcomesOf(loans(100, 15, 500));
    expect(outcomes.deviations).toBeCloseTo(10 / 2.1794, 3);
    expect(level).toBe("act");
  });

  test("a few loans, or a card that predicts nothing, give no verdict", () => {
    expect(outcomesOf(loans(5, 5, 500)).outcomes).toMatchObject({ deviations: null, auc: null });
    expect(outcomesOf(loans(100, 15, null))).toMatchObject({
      level: "none",
      outcomes: { predictedBps: null, observedBps: 1500 },
    });
  });
});

describe("the monthly monitor", () => {
  let fresh: FreshDatabase;
  let owner: Sql;
  beforeAll(async () => {
    fresh = await freshDatabase();
    owner = fresh.owner;
  });
  afterAll(() => fresh.drop());
  beforeEach(async () => {
    await owner`delete from scoring.score`;
    await owner`delete from scoring.card_monitor`;
    await owner`delete from notify.message`;
  });

  const now = new Date("2026-07-01T06:00:00+08:00");
  const run = () => monitorCards(fresh.as("xinqiao_worker"), now);
  const hash = hashOf(bankTax1);
  const reports = async () =>
    owner<{ month: string; institution_id: string | null; report: MonitorReport }[]>`
      select month, institution_id, report from scoring.card_monitor order by institution_id nulls first`;
  const messages = () =>
    owner`select organisation, subject, body from notify.message order by organisation`;

  async function scored(month: string, totals: readonly number[], institutionId = newId()) {
    const rows = totals.map((total) => ({
      id: newId(),
      uscc: "91520100MA6EXAMPLE",
      institution_id: institutionId,
      application_id: newId(),
      card_id: "bank-tax",
      card_version: 1,
      card_hash: hash,
      facts: owner.json({}),
      result: owner.json({
        defaultProbabilityBps: 500,
        parts: [{ fact: "taxGrade", points: total >= 700 ? 45 : 25 }],
      }),
      total,
      grade: "B",
      scored_at: new Date(`${month}-15T10:00:00+08:00`),
    }));
    await owner`insert into scoring.score ${owner(rows)}`;
  }
  const spread = (from: number) => Array.from({ length: 100 }, (_, index) => from + index);

  test("is quiet where applicants are those that the card was first used for", async () => {
    await scored("2026-01", spread(650));
    await scored("2026-06", spread(650));
    expect(await run()).toEqual({ cards: 1, warnings: 0 });
    const [found] = await reports();
    expect(found).toMatchObject({
      month: "2026-06",
      institution_id: null,
      report: { scores: 100, psi: 0, level: "none", reference: { from: "2026-01", to: "2026-03" } },
    });
    expect(await messages()).toHaveLength(0);
  });

  test("warns the operators when applicants have become others, once however often it runs", async () => {
    await scored("2026-01", spread(650));
    await scored("2026-06", spread(720));
    expect(await run()).toEqual({ cards: 1, warnings: 1 });
    await run();
    const [found] = await reports();
    expect(found?.report.level).toBe("act");
    expect(found?.report.psi).toBeGreaterThan(0.25);
    expect(found?.report.characteristics[0]?.fact).toBe("taxGrade");
    const told = await messages();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ organisation: "platform" });
    expect(String(told[0]?.["body"])).toContain("不会自动更换");
  });

  test("says nothing from too few, or within the card's first months", async () => {
    await scored("2026-01", spread(650).slice(0, 10));
    await scored("2026-06", spread(900));
    await run();
    expect((await reports())[0]?.report).toMatchObject({ psi: null, level: "none" });
    await owner`delete from scoring.score`;
    await scored("2026-05", spread(650));
    await scored("2026-06", spread(900));
    await run();
    expect((await reports())[0]?.report).toMatchObject({ psi: null, reference: null });
  });

  test("reports an institution's own card to it and to the operators, apart from the platform's", async () => {
    const bank = await anInstitution(owner);
    await aStoredCard(owner, { card: bankTax1, status: "champion", institutionId: bank.id });
    await scored("2026-01", spread(650), bank.id);
    await scored("2026-06", spread(720), bank.id);
    await scored("2026-01", spread(650));
    await scored("2026-06", spread(650));
    expect(await run()).toEqual({ cards: 2, warnings: 1 });
    expect((await reports()).map(({ institution_id }) => institution_id)).toEqual([null, bank.id]);
    expect((await messages()).map(({ organisation }) => organisation as string)).toEqual([
      `institution:${bank.id}`,
      "platform",
    ]);
    // It warns, and moves nothing.
    const cards = await owner`select status from scoring.card`;
    expect(cards.map(({ status }) => status as string)).toEqual(["champion"]);
    await owner`delete from scoring.card`;
  });

  test("may see of scores no more than figures", async () => {
    const worker = fresh.as("xinqiao_worker");
    await expect(worker`select facts from scoring.score`).rejects.toThrow("permission denied");
    await expect(worker`select document from scoring.card`).rejects.toThrow("permission denied");
    await expect(worker`update scoring.card set status = 'champion'`).rejects.toThrow(
      "permission denied",
    );
  });
});
