import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { refreshIndicators } from "../credit/index.ts";
import { ingest } from "../intake/index.ts";
import { dayOf } from "../kernel/calendar.ts";
import { aStoredCard } from "../scoring/factory.ts";
import { approveLimitPolicy, bankTax1, proposeLimitPolicy } from "../scoring/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation } from "../testing/people.ts";
import { aLoanHistory, anApplicationIn, aScene, untilState, type Scene } from "./factory.ts";
import {
  approveApplication,
  openCreditProfile,
  readApplication,
  rejectApplication,
} from "./index.ts";

const now = new Date();
const lastYear = String(Number(dayOf(now).slice(0, 4)) - 1);
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;
let applicationId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
  applicationId = await anApplicationIn(owner, scene, untilState(aLoanHistory(now), "accepted"));
});

let batches = 0;
/** Each look is later than the one before it. */
const as = (actor: Actor) => ({ db, actor, now: new Date() });
const land = (level: string) =>
  ingest(fresh.as("xinqiao_intake"), {
    item: "tax_grade",
    source: "测试",
    contentHash: `batch ${batches++}`,
    rows: [{ line: 2, uscc: scene.uscc, period: lastYear, fields: { grade: level } }],
    now,
  });
const refresh = () =>
  refreshIndicators(fresh.as("xinqiao_intake"), { usccs: [scene.uscc], today: dayOf(now), now });
const open = async () => {
  const opened = await openCreditProfile(as(scene.officer), { applicationId });
  if (!opened.granted) throw new Error(opened.message);
  return opened;
};
const approve = () =>
  approveApplication(as(scene.officer), {
    applicationId,
    amount: "50",
    rate: "4",
    termMonths: "12",
  });
const refused = (words: string) => ({
  reason: "application.score_outdated",
  message: expect.stringContaining(words) as string,
});

describe("a score", () => {
  test("is stale from the moment that records it covers have changed, until it is made anew", async () => {
    await land("B");
    await refresh();
    await open();
    await land("B"); // The same once more changes nothing.
    expect((await readApplication(as(scene.officer), { applicationId })).score?.stale).toEqual([]);
    await land("C");
    await expect(approve()).rejects.toMatchObject(refused("数据有更新：纳税缴费信用级别"));
    await refresh();
    const opened = await open();
    expect(opened.facts.taxGrade).toBe("C");
    expect(opened.trend.map(({ total }) => total)).toHaveLength(2);
    expect(await approve()).toMatchObject({ state: "granted" });
  });

  test("made of figures that had not caught up with a batch is stale as well", async () => {
    await land("C");
    const opened = await open();
    expect(opened.facts.taxGrade).toBeNull();
    await expect(approve()).rejects.toMatchObject(refused("数据有更新"));
    await refresh();
    // The figures have caught up, the score has not.
    await expect(approve()).rejects.toMatchObject(refused("数据有更新"));
  });

  test("is stale when the enterprise has signed for other items since", async () => {
    await open();
    const parts = {
      uscc: scene.uscc,
      institutionId: scene.institution.id,
      signedBy: scene.person.accountId,
    };
    await anAuthorisation(owner, { ...parts, items: ["vat_declaration", "tax_grade"] });
    expect((await readApplication(as(scene.officer), { applicationId })).score?.stale).toEqual([]);
    const items = ["vat_declaration", "tax_grade", "electricity"];
    await anAuthorisation(owner, { ...parts, items });
    await expect(approve()).rejects.toMatchObject(refused("数据项不同的新授权"));
  });

  test("that is stale is not what a rejection rests on, and does not stand in its way", async () => {
    await open();
    await land("D");
    await rejectApplication(as(scene.officer), { applicationId, codes: ["R14"] });
    const [event] = await owner`
      select payload ->> 'scoreId' as score from lending.event
      where application_id = ${applicationId} and kind = 'reject'`;
    expect(event).toEqual({ score: null });
  });

  test("that the card cannot give is an answer that says so, and no score is kept", async () => {
    const [first, ...others] = bankTax1.characteristics;
    if (!first) throw new Error("a card without characteristics");
    const gap = { ...first, attributes: [] };
    const card = { ...structuredClone(bankTax1), id: "gap", characteristics: [gap, ...others] };
    const institutionId = scene.institution.id;
    await aStoredCard(owner, { card, status: "champion", institutionId });
    const opened = await openCreditProfile(as(scene.officer), { applicationId });
    expect(opened).toMatchObject({ granted: false, because: "unscored" });
    await expect(approve()).rejects.toMatchObject({ reason: "application.score_missing" });
  });
});

describe("an institution's own limit policy", () => {
  const typed = {
    whose: "own",
    caps: { A: "500", B: "50", C: "50", D: "10", E: "0" },
    taxMultiple: "5",
    salesShare: "12.5",
    repaymentShare: "40",
    repaymentYears: "2",
    validFrom: dayOf(now),
    note: "",
  };

  test("counts once a second person approves it, in scores that are made from then on", async () => {
    await open();
    const { id } = await proposeLimitPolicy(as(scene.officer), typed);
    await expect(proposeLimitPolicy(as(scene.colleague), typed)).rejects.toMatchObject({
      reason: "limit_policy.one_waits",
    });
    await expect(approveLimitPolicy(as(scene.officer), { id })).rejects.toMatchObject({
      reason: "limit_policy.second_person",
    });
    expect((await readApplication(as(scene.officer), { applicationId })).score?.stale).toEqual([]);
    await approveLimitPolicy(as(scene.colleague), { id });
    await expect(approve()).rejects.toMatchObject(refused("额度政策已更换"));
    const { score } = await open();
    expect(score.limit.policy).toMatchObject({ version: 1, figures: { salesShareBps: 1250 } });
    expect(score.limit.steps[0]?.formula).toContain(`${score.grade} 级最高`);
    expect(await approve()).toMatchObject({ state: "granted" });
  });

  test("is guarded by the database: not approved by who proposed it, and never changed", async () => {
    const { id } = await proposeLimitPolicy(as(scene.officer), typed);
    const web = fresh.as("xinqiao_web");
    const approveAs = (accountId: string) => web`
      update scoring.limit_policy set status = 'approved', decided_by = ${accountId}, decided_at = now() where id = ${id}`;
    await expect(approveAs(scene.officer.accountId)).rejects.toThrow("another person");
    await approveAs(scene.colleague.accountId);
    await expect(
      owner`update scoring.limit_policy set figures = null where id = ${id}`,
    ).rejects.toThrow("never changes");
  });
});
