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

const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
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
  /** Applied for ten days ago, granted four days ago. */
  const grantedEarlier = async () => {
    const [submission, ...others] = untilState(aLoanHistory(daysAgo(4)), "granted");
    return anApplicationIn(owner, scene, [{ ...submission, at: daysAgo(10) }, ...others]);
  };
  const sign = (applicationId: string, signedOn: string) =>
    signContract(as(scene.officer), { applicationId, ...contract, signedOn });

  test.each([
    ["after today", 1, "不能晚于今天"],
    ["before the grant, though after the application", -5, "不能早于授信日期"],
    ["before the application", -11, "不能早于授信日期"],
  ])("a contract that is dated %s is refused, with the days that may be", async (_, days, rule) => {
    const applicationId = await grantedEarlier();
    await expect(sign(applicationId, addDays(today, days))).rejects.toMatchObject({
      kind: "invalid",
      reason: "application.date_out_of_range",
      fields: [{ path: "signedOn", message: expect.stringContaining(rule) }],
      message: expect.stringContaining(
        `请核对后填写 ${addDays(today, -4)} 至 ${today} 之间的日期。`,
      ),
    });
    expect(await lastEvent(applicationId)).toMatchObject({ seq: 3 });
  });

  test.each([-4, -1, 0])(
    "a contract from the day of the grant to today is taken: %d",
    async (days) => {
      const signed = await sign(await grantedEarlier(), addDays(today, days));
      expect(signed).toMatchObject({ state: "contracted" });
    },
  );

  test("a contract of the day of the grant in China is taken while it is still yesterday in UTC", async () => {
    // 2026-03-02 00:30 in Shanghai; the contract is dated that day and entered at noon.
    const midnight = new Date("2026-03-01T16:30:00Z");
    const applicationId = await anApplicationIn(
      owner,
      scene,
      untilState(aLoanHistory(midnight), "granted"),
    );
    const noon = { db, actor: scene.officer, now: new Date("2026-03-02T04:00:00Z") };
    const signOn = (signedOn: string) =>
      signContract(noon, { applicationId, ...contract, signedOn });
    await expect(signOn("2026-03-01")).rejects.toMatchObject({
      message: "签约日期不能早于授信日期（2026-03-02）。请核对后填写 2026-03-02。",
    });
    expect(await signOn("2026-03-02")).toMatchObject({ state: "contracted" });
  });

  test.each([
    [1, "不能晚于今天"],
    [-1, "不能早于放款日期"],
  ])("a settlement %d days from the payout, today, is refused", async (days, rule) => {
    const applicationId = await standingAt("disbursed");
    const attempt = settle(as(scene.officer), {
      applicationId,
      settledOn: addDays(today, days),
      overdue: "no",
    });
    await expect(attempt).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path: "settledOn", message: expect.stringContaining(rule) }],
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
