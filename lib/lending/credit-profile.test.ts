import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { aStoredCard } from "../scoring/factory.ts";
import { bankTax1, hashOf } from "../scoring/index.ts";
import type { Scorecard } from "../scoring/model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anInstitution, anOfficer } from "../testing/people.ts";
import {
  aLoanHistory,
  anApplicationIn,
  aScene,
  aStoredScore,
  untilState,
  type Scene,
} from "./factory.ts";
import { approveApplication, openCreditProfile, readApplication } from "./index.ts";
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
    insert into credit.indicator (uscc, as_of, computed_at, months_established, tax_grade, declared_sales12_fen, electricity12_fen)
    values (${scene.uscc}, current_date, now(), 60, 'A', 900000000, 777)`;
});

const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const as = (actor: Actor) => ({ db, actor, now });
const standingAt = (state: ApplicationState) =>
  anApplicationIn(owner, scene, untilState(aLoanHistory(now), state));
const open = (applicationId: string, actor: Actor = scene.officer) =>
  openCreditProfile(as(actor), { applicationId });
const scoresOf = (applicationId: string) =>
  owner`select id, card_hash, facts, total from scoring.score where application_id = ${applicationId}`;
const looks = () =>
  owner`select verdict, purpose, application_id from consent.access_log where uscc = ${scene.uscc} order by id`;

describe("an officer who opens a credit profile", () => {
  test("sees what is authorised, decided and scored at once, and uses up one query", async () => {
    const applicationId = await standingAt("accepted");
    const opened = await open(applicationId);
    if (!opened.granted) throw new Error(opened.because);
    expect(opened.facts).toMatchObject({
      taxGrade: "A",
      declaredSales12Fen: 900_000_000,
      // Not authorised, hence unknown: neither the figure nor a zero.
      electricity12Fen: null,
    });
    expect(opened.eligibility.verdict).toBe("MATCH");
    expect(opened.score.card.hash).toBe(hashOf(bankTax1));
    expect(opened.authorisation).toMatchObject({ usedQueries: 1, remainingQueries: 4 });
  });

  test("sees the public-credit evaluation of the same look: what was not authorised is not scored", async () => {
    await owner`update credit.indicator set social_arrears_months12 = 0`;
    const opened = await open(await standingAt("accepted"));
    if (!opened.granted) throw new Error(opened.because);
    const items = opened.evaluation?.dimensions.flatMap((dimension) => dimension.items);
    expect(items?.find(({ fact }) => fact === "taxGrade")?.points).toBe(80);
    expect(items?.find(({ fact }) => fact === "socialArrearsMonths12")).toMatchObject({
      observed: null,
      points: null,
      items: ["social_insurance"],
    });
    expect(await looks()).toHaveLength(1);
  });

  test("leaves a line that names the application, and a score that an approval can rest on", async () => {
    const applicationId = await standingAt("accepted");
    const opened = await open(applicationId);
    if (!opened.granted) throw new Error(opened.because);
    const [look] = await looks();
    expect(look).toMatchObject({ verdict: "granted", application_id: applicationId });
    expect(look?.purpose).toContain(opened.application.number);
    expect([...(await scoresOf(applicationId))]).toMatchObject([
      {
        id: opened.scoreId,
        card_hash: hashOf(bankTax1),
        total: opened.score.total,
        facts: opened.facts,
      },
    ]);
    const terms = { applicationId, amount: "50", rate: "4", termMonths: "12" };
    expect(await approveApplication(as(scene.officer), terms)).toMatchObject({ state: "granted" });
  });

  test.each([
    ["withdrawn", "withdrawn", { withdrawnAt: now }],
    ["used up", "used_up", { maximumQueries: 3, usedQueries: 3 }],
    ["expired", "expired", { startsAt: daysAgo(9), endsAt: daysAgo(1) }],
  ])("is answered when the authorisation is %s, and scores nothing", async (_, because, parts) => {
    await owner`
      update consent.authorisation set status = 'withdrawn', withdrawn_at = now() where id = ${scene.authorisationId}`;
    const authorisationId = await anAuthorisation(owner, {
      uscc: scene.uscc,
      institutionId: scene.institution.id,
      signedBy: scene.person.accountId,
      items: ["tax_grade", "vat_declaration"],
      ...parts,
    });
    scene = { ...scene, authorisationId };
    const applicationId = await standingAt("accepted");
    expect(await open(applicationId)).toEqual({
      granted: false,
      because,
      message: expect.stringContaining("重新签署授权"),
    });
    expect(await scoresOf(applicationId)).toHaveLength(0);
    expect([...(await looks())]).toMatchObject([{ verdict: because }]);
  });

  test.each(["disbursed", "submitted"] as const)("%s: only before the loan", async (state) => {
    const applicationId = await standingAt(state);
    const opened = await open(applicationId);
    expect(opened.granted).toBe(state === "submitted");
    if (!opened.granted) expect(opened.because).toBe("wrong_stage");
    expect(await looks()).toHaveLength(1);
  });

  test("sees how its own scores of the enterprise went, without those of others or of deleted facts", async () => {
    const applicationId = await standingAt("accepted");
    const of = { uscc: scene.uscc, institutionId: scene.institution.id };
    await aStoredScore(owner, { ...of, applicationId, scoredAt: daysAgo(40) });
    const gone = await aStoredScore(owner, { ...of, applicationId, scoredAt: daysAgo(90) });
    await owner`update scoring.score set facts_deleted_at = now() where id = ${gone}`;
    const elsewhere = { ...(await aScene(owner)), uscc: scene.uscc };
    await aStoredScore(owner, {
      uscc: scene.uscc,
      institutionId: elsewhere.institution.id,
      applicationId: await anApplicationIn(owner, elsewhere),
      scoredAt: daysAgo(20),
    });
    const opened = await open(applicationId);
    if (!opened.granted) throw new Error(opened.message);
    expect(opened.trend.map(({ at, total }) => [at, total])).toEqual([
      [daysAgo(40), 700],
      [now, opened.score.total],
    ]);
  });

  test("finds only applications of the own institution; an enterprise may not look this way", async () => {
    const applicationId = await standingAt("accepted");
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    await expect(open(applicationId, stranger)).rejects.toMatchObject({ kind: "not_found" });
    await expect(open(applicationId, scene.person)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await looks()).toHaveLength(0);
  });
});

describe("cards that run side by side", () => {
  const aCard = (id: string, initialScore: number): Scorecard => ({
    ...structuredClone(bankTax1),
    id,
    initialScore,
  });
  const rolesOf = (applicationId: string) =>
    owner`select card_id, role, total from scoring.score where application_id = ${applicationId} order by role desc, card_id`;

  test("a challenger's score is kept and marked, and the decision's stays the champion's", async () => {
    const card = aCard("challenger-beside", 0);
    await aStoredCard(owner, { card, status: "challenger", institutionId: scene.institution.id });
    const applicationId = await standingAt("accepted");
    const opened = await open(applicationId);
    if (!opened.granted) throw new Error(opened.because);
    expect(opened.score.card.id).toBe("bank-tax");
    expect([...(await rolesOf(applicationId))]).toEqual([
      { card_id: "bank-tax", role: "champion", total: opened.score.total },
      { card_id: "challenger-beside", role: "challenger", total: opened.score.total - 500 },
    ]);
    const read = await readApplication(as(scene.officer), { applicationId });
    expect(read.score).toMatchObject({ id: opened.scoreId, total: opened.score.total });
  });

  test("an institution's own champion is what its decisions rest on, and nobody else's", async () => {
    const card = aCard("own-champion", 100.5);
    const elsewhere = await anInstitution(owner);
    await aStoredCard(owner, { card, status: "champion", institutionId: scene.institution.id });
    const foreign = aCard("foreign", 1);
    await aStoredCard(owner, { card: foreign, status: "champion", institutionId: elsewhere.id });
    const applicationId = await standingAt("accepted");
    const opened = await open(applicationId);
    if (!opened.granted) throw new Error(opened.because);
    expect(opened.score.card).toMatchObject({ id: "own-champion", hash: hashOf(card) });
    expect([...(await rolesOf(applicationId))]).toEqual([
      { card_id: "own-champion", role: "champion", total: opened.score.total },
    ]);
    const terms = { applicationId, amount: "50", rate: "4", termMonths: "12" };
    expect(await approveApplication(as(scene.officer), terms)).toMatchObject({ state: "granted" });
  });

  test("a challenger that cannot score these facts takes nothing from the decision", async () => {
    const [first] = bankTax1.characteristics;
    if (!first) throw new Error("no characteristic");
    const gap = { ...aCard("gap", 0), characteristics: [{ ...first, attributes: [] }] };
    await aStoredCard(owner, {
      card: gap,
      status: "challenger",
      institutionId: scene.institution.id,
    });
    const applicationId = await standingAt("accepted");
    expect(await open(applicationId)).toMatchObject({ granted: true });
    expect([...(await rolesOf(applicationId))]).toMatchObject([{ role: "champion" }]);
  });
});
