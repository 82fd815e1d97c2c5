import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  aLoanHistory,
  anApplicationIn,
  aScene,
  aStoredScore,
  untilState,
  type Scene,
} from "./factory.ts";
import { disburse, settle, signContract } from "./index.ts";
import type { ApplicationState } from "./model.ts";

const now = new Date();
const today = dayOf(now);
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
});

const as = (actor: Actor) => ({ db, actor, now });
const standingAt = (state: ApplicationState) =>
  anApplicationIn(owner, scene, untilState(aLoanHistory(now), state));
const scored = (applicationId: string, facts: Record<string, number | null>) =>
  aStoredScore(owner, {
    applicationId,
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    scoredAt: now,
    facts,
  });
const lastEvent = async (applicationId: string) => {
  const [event] = await owner`
    select seq, payload from lending.event
    where application_id = ${applicationId} order by seq desc limit 1`;
  return event;
};
const contract = {
  contractNumber: "HT-2026-1",
  signedOn: today,
  guaranteeKind: "credit",
  repaymentKind: "revolving",
};

describe("contract, disbursement and settlement", () => {
  test.each([
    ["signedOn", addDays(today, 1), "不能晚于今天"],
    ["signedOn", addDays(today, -1), "不能早于申请日期"],
  ])("the contract's day %s %s is refused", async (path, day, words) => {
    const applicationId = await standingAt("granted");
    const attempt = signContract(as(scene.officer), { applicationId, ...contract, [path]: day });
    await expect(attempt).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path, message: expect.stringContaining(words) }],
    });
  });

  test.each([
    [{ amount: "80.01", disbursedOn: today }, "amount", "不能超过授信金额 80 万元"],
    [{ amount: "80", disbursedOn: addDays(today, 1) }, "disbursedOn", "不能晚于今天"],
    [{ amount: "80", disbursedOn: addDays(today, -1) }, "disbursedOn", "不能早于签约日期"],
  ])("a disbursement of %o is refused", async (parts, path, words) => {
    const applicationId = await standingAt("contracted");
    const attempt = disburse(as(scene.officer), { applicationId, ...parts });
    await expect(attempt).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path, message: expect.stringContaining(words) }],
    });
  });

  test.each([
    ["a balance that is known to be zero and no loan before", { loanBalanceFen: 0 }, false, true],
    ["a balance at a bank", { loanBalanceFen: 1 }, false, false],
    ["an unknown balance and no loan before", { loanBalanceFen: null }, false, null],
    ["no score at all", null, false, null],
    ["a loan before, whatever the balance", { loanBalanceFen: 0 }, true, false],
  ])("with %s, first loan is derived", async (_, facts, lentBefore, firstLoan) => {
    if (lentBefore) {
      const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
      await anApplicationIn(owner, { ...scene, demandId }, aLoanHistory(now));
    }
    const applicationId = await standingAt("contracted");
    if (facts) await scored(applicationId, facts);
    await disburse(as(scene.officer), { applicationId, amount: "50", disbursedOn: today });
    expect((await lastEvent(applicationId))?.payload).toEqual({
      kind: "disburse",
      amountFen: 50_000_000,
      disbursedOn: today,
      firstLoan,
    });
  });

  test("of two loans paid out at the same moment, one is the first", async () => {
    const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
    const two = [
      await standingAt("contracted"),
      await anApplicationIn(
        owner,
        { ...scene, demandId },
        untilState(aLoanHistory(now), "contracted"),
      ),
    ];
    for (const applicationId of two) await scored(applicationId, { loanBalanceFen: 0 });
    await Promise.all(
      two.map((applicationId) =>
        disburse(as(scene.officer), { applicationId, amount: "50", disbursedOn: today }),
      ),
    );
    const payloads = await Promise.all(two.map(lastEvent));
    expect(payloads.map((event) => event?.payload.firstLoan).sort()).toEqual([false, true]);
  });

  test("a settlement says whether the loan was ever overdue", async () => {
    const applicationId = await standingAt("disbursed");
    await settle(as(scene.officer), { applicationId, settledOn: today, overdue: "yes" });
    expect((await lastEvent(applicationId))?.payload).toEqual({
      kind: "settle",
      settledOn: today,
      overdue: true,
    });
  });
});
