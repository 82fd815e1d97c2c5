import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anInstitution, anOfficer } from "../testing/people.ts";
import {
  aLoanHistory,
  anApplicationIn,
  aScene,
  aStoredScore,
  untilState,
  type Scene,
} from "./factory.ts";
import {
  acceptApplication,
  approveApplication,
  disburse,
  rejectApplication,
  settle,
  signContract,
  withdrawApplication,
} from "./index.ts";
import type { ApplicationState } from "./model.ts";

const now = new Date();
const today = dayOf(now);
const HOUR_MS = 3_600_000;
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
const scored = (applicationId: string, parts: Partial<Parameters<typeof aStoredScore>[1]> = {}) =>
  aStoredScore(owner, {
    applicationId,
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    scoredAt: new Date(now.getTime() - HOUR_MS),
    ...parts,
  });
const lastEvent = async (applicationId: string) => {
  const [event] = await owner`
    select seq, kind, state, actor_id, payload from lending.event
    where application_id = ${applicationId} order by seq desc limit 1`;
  return event;
};

const terms = { amount: "80", rate: "4.2", termMonths: "12" };
const contract = {
  contractNumber: "HT-2026-1",
  signedOn: today,
  guaranteeKind: "credit",
  repaymentKind: "revolving",
};

describe("an application goes its way", () => {
  test("from acceptance to settlement, each step with its actor and an audit line", async () => {
    const applicationId = await standingAt("submitted");
    await scored(applicationId, { facts: { loanBalanceFen: 0 } });
    const officer = as(scene.officer);
    const to = { applicationId };
    const states = [
      await acceptApplication(officer, { ...to, seq: 1 }),
      await approveApplication(officer, { ...to, ...terms, note: "同意" }),
      await signContract(officer, { ...to, ...contract }),
      await disburse(officer, { ...to, amount: "80", disbursedOn: today }),
      await settle(officer, { ...to, settledOn: today, overdue: "no" }),
    ];
    expect(states.map(({ state, seq }) => [state, seq])).toEqual([
      ["accepted", 2],
      ["granted", 3],
      ["contracted", 4],
      ["disbursed", 5],
      ["settled", 6],
    ]);
    const events = await owner`
      select kind, actor_id from lending.event where application_id = ${applicationId} and seq > 1 order by seq`;
    expect(events.map(({ actor_id }) => actor_id)).toEqual(
      Array.from({ length: 5 }, () => scene.officer.accountId),
    );
    const lines =
      await owner`select verb from audit.entry where entity_id = ${applicationId} order by seq`;
    expect(lines.map(({ verb }) => verb)).toEqual([
      "application.accept",
      "application.approve",
      "application.contract",
      "application.disburse",
      "application.settle",
    ]);
  });

  test("an illegal move is refused by what is legal now, and changes nothing", async () => {
    const applicationId = await standingAt("granted");
    await expect(acceptApplication(as(scene.officer), { applicationId })).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.cannot_accept_from_granted",
      message: expect.stringContaining("现在可以：签订合同、企业撤回申请。"),
    });
    const premature = disburse(as(scene.officer), {
      applicationId,
      amount: "1",
      disbursedOn: today,
    });
    await expect(premature).rejects.toMatchObject({ kind: "conflict" });
    expect(await lastEvent(applicationId)).toMatchObject({ seq: 3, state: "granted" });
    const [audit] =
      await owner`select count(*) from audit.entry where entity_id = ${applicationId}`;
    expect(audit).toEqual({ count: 0 });
  });
});

describe("of people who move the same application", () => {
  test("at the same moment one moves it, and every other is told", async () => {
    const applicationId = await standingAt("submitted");
    const officers = [scene.officer, scene.colleague];
    const attempts = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => {
        const actor = officers[index % 2] ?? scene.officer;
        return index % 3 === 0
          ? rejectApplication(as(actor), { applicationId, seq: 1, codes: ["R04"] })
          : acceptApplication(as(actor), { applicationId, seq: 1 });
      }),
    );
    const refused = attempts.filter((attempt) => attempt.status === "rejected");
    expect(refused).toHaveLength(11);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ kind: "conflict", reason: "application.moved_meanwhile" });
    }
    expect(await lastEvent(applicationId)).toMatchObject({ seq: 2 });
    const [audit] =
      await owner`select count(*) from audit.entry where entity_id = ${applicationId}`;
    expect(audit).toEqual({ count: 1 });
  });

  test("the second is told even when both had read it before either wrote", async () => {
    const applicationId = await standingAt("submitted");
    // Holds back whoever writes an event until both are past reading.
    const holding = await owner.reserve();
    await holding`begin`;
    await holding`lock table lending.event in share mode`;
    const both = Promise.allSettled([
      acceptApplication(as(scene.officer), { applicationId }),
      withdrawApplication(as(scene.person), { applicationId }),
    ]);
    await waitersFor(2);
    await holding`commit`;
    holding.release();
    const refused = (await both).filter((attempt) => attempt.status === "rejected");
    expect(refused).toMatchObject([{ reason: { reason: "application.moved_meanwhile" } }]);
    expect(await lastEvent(applicationId)).toMatchObject({ seq: 2 });
  });

  test("who acts on a page that is out of date is told, though the move would be legal", async () => {
    const applicationId = await standingAt("submitted");
    await acceptApplication(as(scene.officer), { applicationId, seq: "1" });
    const stale = rejectApplication(as(scene.colleague), {
      applicationId,
      seq: "1",
      codes: ["R04"],
    });
    await expect(stale).rejects.toMatchObject({ reason: "application.moved_meanwhile" });
  });
});

/** Until so many sessions wait for a lock; polls, for there is nothing to listen to. */
async function waitersFor(count: number): Promise<void> {
  for (;;) {
    const [row] = await owner`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row?.waiting >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("an approval", () => {
  const approve = (applicationId: string, parts: Record<string, unknown> = {}) =>
    approveApplication(as(scene.officer), { applicationId, ...terms, ...parts });

  test("rests on the score that was made, and says so in its event", async () => {
    const applicationId = await standingAt("accepted");
    const scoreId = await scored(applicationId);
    expect(await approve(applicationId)).toMatchObject({ state: "granted" });
    expect((await lastEvent(applicationId))?.payload).toEqual({
      kind: "approve",
      scoreId,
      note: null,
      amountFen: 80_000_000,
      rateBps: 420,
      termMonths: 12,
    });
  });

  test("needs the profile to be opened first", async () => {
    const applicationId = await standingAt("accepted");
    await expect(approve(applicationId)).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.score_missing",
      message: expect.stringContaining("请打开信用档案"),
    });
  });

  test.each([
    ["a day old", { scoredAt: new Date(now.getTime() - 24 * HOUR_MS) }],
    ["made by another card", { cardHash: "0".repeat(64) }],
  ])("does not rest on a score that is %s", async (_, parts) => {
    const applicationId = await standingAt("accepted");
    await scored(applicationId, parts);
    await expect(approve(applicationId)).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.score_outdated",
    });
  });

  test.each([
    ["amount", "100.01", "100 万元"],
    ["amount", "9.99", "10 万元"],
    ["rate", "6.01", "6.00%"],
    ["rate", "3.34", "3.35%"],
    ["termMonths", "13", "12 个月"],
    ["termMonths", "2", "3 个月"],
  ])("keeps %s within demand and product: %s is refused", async (path, value, bound) => {
    const applicationId = await standingAt("accepted");
    await scored(applicationId);
    await expect(approve(applicationId, { [path]: value })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path, message: expect.stringContaining(bound) }],
    });
  });
});

describe("a rejection", () => {
  const reject = (applicationId: string, parts: Record<string, unknown>) =>
    rejectApplication(as(scene.officer), { applicationId, ...parts });

  test("gives one to three coded reasons and a note", async () => {
    const applicationId = await standingAt("accepted");
    const scoreId = await scored(applicationId);
    await reject(applicationId, { codes: ["R04", "R05", "R04"], note: "负债偏高" });
    expect((await lastEvent(applicationId))?.payload).toEqual({
      kind: "reject",
      scoreId,
      codes: ["R04", "R05"],
      note: "负债偏高",
    });
  });

  test.each([
    ["none", { codes: [] }, "codes"],
    ["nothing at all", {}, "codes"],
    ["four", { codes: ["R01", "R02", "R03", "R04"] }, "codes"],
    ["one that is not in the list", { codes: ["R77"] }, "codes.0"],
    ["“other” without a word of explanation", { codes: "R99" }, "note"],
  ])("with %s is refused", async (_, parts, path) => {
    const applicationId = await standingAt("submitted");
    await expect(reject(applicationId, parts)).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path }],
    });
  });
});

describe("who is not the institution's officer", () => {
  const moves = {
    acceptApplication: (actor: Actor, applicationId: string) =>
      acceptApplication(as(actor), { applicationId }),
    approveApplication: (actor: Actor, applicationId: string) =>
      approveApplication(as(actor), { applicationId, ...terms }),
    rejectApplication: (actor: Actor, applicationId: string) =>
      rejectApplication(as(actor), { applicationId, codes: ["R04"] }),
    signContract: (actor: Actor, applicationId: string) =>
      signContract(as(actor), { applicationId, ...contract }),
    disburse: (actor: Actor, applicationId: string) =>
      disburse(as(actor), { applicationId, amount: "1", disbursedOn: today }),
    settle: (actor: Actor, applicationId: string) =>
      settle(as(actor), { applicationId, settledOn: today, overdue: "no" }),
  };

  test.each(Object.entries(moves))("may not %s, or does not find it", async (_, attempt) => {
    const applicationId = await standingAt("submitted");
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    await expect(attempt(scene.person, applicationId)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(attempt(stranger, applicationId)).rejects.toMatchObject({
      kind: "not_found",
      reason: "application.not_found",
    });
    await expect(attempt(scene.officer, newId())).rejects.toMatchObject({ kind: "not_found" });
    expect(await lastEvent(applicationId)).toMatchObject({ seq: 1 });
  });
});
