import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anInstitution, anOfficer } from "../testing/people.ts";
import { waitersFor } from "../testing/waiting.ts";
import {
  aLoanHistory,
  anApplicationIn,
  aScene,
  aStoredScore,
  aSubmission,
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
const scored = (applicationId: string) =>
  aStoredScore(owner, {
    applicationId,
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    scoredAt: now,
    facts: { loanBalanceFen: 0 },
  });
const lastEvent = async (applicationId: string) => {
  const [event] = await owner`
    select seq, state, at from lending.event
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
    await scored(applicationId);
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
    const lines = await commandsAbout(owner, applicationId);
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
    expect(await commandsAbout(owner, applicationId)).toEqual([]);
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
    expect(await commandsAbout(owner, applicationId)).toHaveLength(1);
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
    await waitersFor(owner, 2);
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
    await expect(stale).rejects.toMatchObject({
      reason: "application.moved_meanwhile",
      message: expect.stringContaining("已由他人处理“机构受理”，本次操作没有生效"),
    });
  });

  test("who sends the same form again after a lost answer is told that it did take effect", async () => {
    const applicationId = await standingAt("submitted");
    const accept = () => acceptApplication(as(scene.officer), { applicationId, seq: "1" });
    await accept();
    await expect(accept()).rejects.toMatchObject({
      reason: "application.moved_meanwhile",
      message: expect.stringContaining("“机构受理”已经生效，本次没有重复登记"),
    });
    expect(await lastEvent(applicationId)).toMatchObject({ seq: 2 });
  });

  test("a request that waited its turn does not date its step before the one that it follows", async () => {
    const later = new Date(now.getTime() + 5000);
    const applicationId = await anApplicationIn(owner, scene, [aSubmission(later)]);
    await acceptApplication(as(scene.officer), { applicationId });
    expect(await lastEvent(applicationId)).toMatchObject({ seq: 2, at: later });
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
