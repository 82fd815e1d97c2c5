import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { pauseAuthorisation } from "../consent/index.ts";
import type { Score } from "../scoring/model.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anInstitution, anOperator } from "../testing/people.ts";
import { aLoanHistory, anApplicationIn, aScene, untilState, type Scene } from "./factory.ts";
import {
  approveApplication,
  openCreditProfile,
  readApplication,
  withdrawAuthorisation,
  withdrawAuthorisations,
} from "./index.ts";
import type { ApplicationState } from "./model.ts";

const now = new Date();
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
  await owner`
    insert into credit.indicator (uscc, as_of, computed_at, months_established, tax_grade, declared_sales12_fen)
    values (${scene.uscc}, current_date, now(), 60, 'A', 987654321)`;
});

const as = (actor: Actor) => ({ db, actor, now: new Date() });
const standingAt = (state: ApplicationState, of: Scene = scene) =>
  anApplicationIn(owner, of, untilState(aLoanHistory(now), state));
const open = (applicationId: string) => openCreditProfile(as(scene.officer), { applicationId });
const approve = (applicationId: string) =>
  approveApplication(as(scene.officer), {
    applicationId,
    amount: "50",
    rate: "4",
    termMonths: "12",
  });
const withdraw = (authorisationId = scene.authorisationId, parts: object = {}) =>
  withdrawAuthorisation(as(scene.person), { authorisationId, ...parts });
const granted = (parts: Partial<Parameters<typeof anAuthorisation>[1]> = {}) =>
  anAuthorisation(owner, {
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    signedBy: scene.person.accountId,
    items: ["tax_grade", "vat_declaration"],
    ...parts,
  });
const rowOf = async (id: string) => {
  const [row] = await owner`
    select status, status_by, status_reason, withdrawn_at from consent.authorisation where id = ${id}`;
  return row;
};
const statusesOf = (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await rowOf(id))?.status as string));
const givenTo = (institutionId: string) => owner`
  select status, due_at, due_reason from consent.disclosure where institution_id = ${institutionId} order by access_id`;
const scoresOf = (applicationId: string) => owner`
  select facts, facts_deleted_at, total, result from scoring.score where application_id = ${applicationId} order by scored_at`;

describe("a withdrawal", () => {
  test("ends the institution's looks, makes what it was given due, and forgets our copy of the facts", async () => {
    const applicationId = await standingAt("accepted");
    await open(applicationId);
    await withdraw(undefined, { reason: "换了银行" });
    expect(await rowOf(scene.authorisationId)).toMatchObject({
      status: "withdrawn",
      status_by: scene.person.accountId,
      status_reason: "换了银行",
    });
    expect(await open(applicationId)).toMatchObject({ granted: false, because: "withdrawn" });
    expect(await givenTo(scene.institution.id)).toMatchObject([
      { status: "due", due_reason: "换了银行" },
    ]);
    const [score] = await scoresOf(applicationId);
    expect(score).toMatchObject({ facts: {} });
    expect(score?.facts_deleted_at).not.toBeNull();
    // Nor does the result say in words what is forgotten as a figure, to the officer either.
    const { parts, limit } = score?.result as Score;
    expect(new Set(parts.map(({ observed }) => observed))).toEqual(new Set(["已删除"]));
    expect(limit.steps.filter(({ amountFen }) => amountFen !== null)).toEqual([]);
    const read = await readApplication(as(scene.officer), { applicationId });
    expect(JSON.stringify([score, read])).not.toMatch(/987654321|987\.65/);
  });

  test("stops a decision that would rest on what was given under it", async () => {
    const applicationId = await standingAt("accepted");
    await open(applicationId);
    await withdraw();
    await expect(approve(applicationId)).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.authorisation_ended",
    });
    // Signed anew, looked at anew: then it can be decided.
    await granted();
    await expect(approve(applicationId)).rejects.toMatchObject({
      reason: "application.score_outdated",
    });
    await open(applicationId);
    expect(await approve(applicationId)).toMatchObject({ state: "granted" });
  });

  test("leaves decisions that were made as they are, with grade and reasons", async () => {
    const applicationId = await standingAt("accepted");
    await open(applicationId);
    await approve(applicationId);
    await withdraw();
    const [score] = await scoresOf(applicationId);
    expect(score).toMatchObject({ facts: {}, total: expect.any(Number) });
    expect(await readApplication(as(scene.officer), { applicationId })).toMatchObject({
      state: "granted",
    });
  });

  test("twice is the same as once, and says when it was", async () => {
    const first = await withdraw();
    expect(await withdraw()).toEqual(first);
    const changes = await owner`
      select 1 from consent.status_change where authorisation_id = ${scene.authorisationId} and to_status = 'withdrawn'`;
    expect(changes).toHaveLength(1);
  });

  test.each([
    [
      "its time is over",
      "consent.already_expired",
      { startsAt: new Date("2026-01-01"), endsAt: new Date("2026-02-01") },
    ],
    ["no query is left", "consent.already_used_up", { maximumQueries: 2, usedQueries: 2 }],
    ["that was written down", "consent.already_expired", { status: "expired" as const }],
  ])("is refused when %s, which is said", async (_, reason, parts) => {
    const id = await granted(parts);
    await expect(withdraw(id)).rejects.toMatchObject({ kind: "conflict", reason });
  });

  test("of a draft whose time has passed takes it off the list as well", async () => {
    const id = await granted({ startsAt: new Date("2026-01-01"), endsAt: new Date("2026-02-01") });
    await owner.begin(async (tx) => {
      await tx`alter table consent.authorisation disable trigger guarded`;
      await tx`update consent.authorisation set status = 'created', signed_at = null, signed_by = null, signature = null where id = ${id}`;
      await tx`alter table consent.authorisation enable trigger guarded`;
    });
    await withdraw(id);
    expect(await rowOf(id)).toMatchObject({ status: "withdrawn" });
  });

  test.each([
    ["a stranger's is not found", () => scene.officer, "forbidden"],
    ["an operator may not withdraw for an enterprise", async () => anOperator(owner), "forbidden"],
  ])("%s", async (_, actor, kind) => {
    await expect(
      withdrawAuthorisation(as(await actor()), { authorisationId: scene.authorisationId }),
    ).rejects.toMatchObject({ kind });
    expect(await rowOf(scene.authorisationId)).toMatchObject({ status: "agreed" });
  });
});

describe("a pause", () => {
  test("stops decisions and looks, keeps what was given, and is lifted without signing again", async () => {
    const applicationId = await standingAt("accepted");
    await open(applicationId);
    await pauseAuthorisation(as(scene.person), { authorisationId: scene.authorisationId });
    expect(await open(applicationId)).toMatchObject({
      because: "paused",
      message: expect.stringContaining("恢复该授权"),
    });
    await expect(approve(applicationId)).rejects.toMatchObject({
      reason: "application.authorisation_ended",
    });
    expect(await givenTo(scene.institution.id)).toMatchObject([{ status: "held" }]);
    const [score] = await scoresOf(applicationId);
    expect(score?.facts).not.toEqual({});
  });

  test("of a newer authorisation is told as that, though the application's own one was withdrawn", async () => {
    const applicationId = await standingAt("accepted");
    const newer = await granted();
    await withdraw(scene.authorisationId);
    await pauseAuthorisation(as(scene.person), { authorisationId: newer });
    expect(await open(applicationId)).toMatchObject({ because: "paused" });
  });
});

test("a pause of what was signed for the time after the loan is told as one", async () => {
  const applicationId = await standingAt("disbursed");
  const watching = await granted({ stage: "after_loan" });
  await withdraw(scene.authorisationId);
  await pauseAuthorisation(as(scene.person), { authorisationId: watching });
  expect(await open(applicationId)).toMatchObject({ because: "paused" });
});

describe("withdrawing many at once", () => {
  const bulk = (choice: object) => withdrawAuthorisations(as(scene.person), choice);

  test("ends what was chosen by institution, purpose, item or one by one, and nothing else", async () => {
    const other = await anInstitution(owner);
    const mine = scene.authorisationId;
    const paused = await granted({ status: "paused", items: ["electricity"] });
    const elsewhere = await granted({ institutionId: other.id, items: ["electricity"] });
    const later = await granted({ stage: "after_loan", institutionId: other.id });
    const platform = await granted({
      institutionId: null,
      stage: "platform",
      items: ["electricity"],
    });
    const all = [mine, paused, elsewhere, later, platform];

    expect(await bulk({ item: "electricity" })).toEqual({ withdrawn: 2 });
    expect(await statusesOf(all)).toEqual(["agreed", "withdrawn", "withdrawn", "agreed", "agreed"]);
    expect(await bulk({ purpose: "post_loan_monitoring" })).toEqual({ withdrawn: 1 });
    expect(await statusesOf([later, platform])).toEqual(["withdrawn", "agreed"]);
    expect(await bulk({ institutionId: scene.institution.id })).toEqual({ withdrawn: 1 });
    expect(await bulk({ authorisationIds: [platform, mine] })).toEqual({ withdrawn: 1 });
    expect(new Set(await statusesOf(all))).toEqual(new Set(["withdrawn"]));
    // Nothing is left of it: the same choice again is no mistake.
    expect(await bulk({ authorisationIds: all })).toEqual({ withdrawn: 0 });
  });

  test("chooses both by institution and purpose where both are said", async () => {
    const later = await granted({ stage: "after_loan" });
    const choice = { institutionId: scene.institution.id, purpose: "post_loan_monitoring" };
    expect(await bulk(choice)).toEqual({ withdrawn: 1 });
    expect(await statusesOf([scene.authorisationId, later])).toEqual(["agreed", "withdrawn"]);
  });

  test("touches nobody else's, whatever ids are sent", async () => {
    const stranger = await aScene(owner);
    expect(await bulk({ authorisationIds: [stranger.authorisationId] })).toEqual({ withdrawn: 0 });
    expect(await statusesOf([stranger.authorisationId])).toEqual(["agreed"]);
  });

  test("without a choice is refused, and ends nothing", async () => {
    await expect(bulk({})).rejects.toMatchObject({ kind: "invalid" });
    await expect(bulk({ reason: "全部" })).rejects.toMatchObject({ kind: "invalid" });
    expect(await statusesOf([scene.authorisationId])).toEqual(["agreed"]);
  });

  test("makes what was given under each of them due, and leaves one line that names them", async () => {
    const applicationId = await standingAt("accepted");
    await open(applicationId);
    await bulk({ institutionId: scene.institution.id, reason: "不再合作" });
    expect(await givenTo(scene.institution.id)).toMatchObject([
      { status: "due", due_reason: "不再合作" },
    ]);
    expect((await scoresOf(applicationId))[0]).toMatchObject({ facts: {} });
    const [line] = await commandsAbout(owner, scene.uscc);
    expect(line).toMatchObject({
      verb: "consent.withdraw",
      detail: { withdrawn: [expect.stringContaining("SQ-TEST")] },
    });
  });
});
