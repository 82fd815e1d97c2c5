import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../access/model.ts";
import { draftAuthorisation, signAuthorisation } from "../consent/index.ts";
import { hashPassword } from "../identity/index.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anInstitution } from "../testing/people.ts";
import { aLoanHistory, anApplicationIn, aScene, untilState, type Scene } from "./factory.ts";
import {
  applyForProduct,
  openCreditProfile,
  readApplication,
  readOwnApplication,
  withdrawAuthorisation,
} from "./index.ts";
import type { ApplicationState } from "./model.ts";

const COVERING = ["tax_grade", "vat_declaration"];
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let signingHash: string;
let scene: Scene;
let person: ActorOf<"enterprise">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  signingHash = await hashPassword("Sign-2026");
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
  person = scene.person;
  await owner`
    update identity.account set signing_password_hash = ${signingHash} where id = ${person.accountId}`;
});

const as = (actor: Actor) => ({ db, actor, now: new Date() });
const standingAt = (state: ApplicationState) =>
  anApplicationIn(owner, scene, untilState(aLoanHistory(new Date()), state));
const open = (applicationId: string) => openCreditProfile(as(scene.officer), { applicationId });
const usedUp = (id: string) =>
  owner`update consent.authorisation set used_queries = maximum_queries where id = ${id}`;
const looks = () =>
  owner`select verdict, authorisation_id from consent.access_log where uscc = ${scene.uscc} order by id`;
const stored = (parts: Partial<Parameters<typeof anAuthorisation>[1]> = {}) =>
  anAuthorisation(owner, {
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    signedBy: person.accountId,
    items: COVERING,
    ...parts,
  });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** Writes an authorisation out; the second step signs it. */
const draft = () => {
  const today = dayOf(new Date());
  return draftAuthorisation(as(person), {
    institutionId: scene.institution.id,
    items: COVERING,
    maximumQueries: "3",
    startsOn: today,
    endsOn: addDays(today, 30),
  });
};
const sign = (drafted: Awaited<ReturnType<typeof draft>>) =>
  signAuthorisation(as(person), {
    authorisationId: drafted.id,
    artefactHash: drafted.artefactHash,
    agreed: "yes",
    signingPassword: "Sign-2026",
  });

describe("an authorisation that no longer serves is followed by one that is signed again", () => {
  const ends = {
    used_up: () => usedUp(scene.authorisationId),
    withdrawn: () => withdrawAuthorisation(as(person), { authorisationId: scene.authorisationId }),
    // What was signed has its period for good, so one that is over takes the place of the first.
    expired: async () => {
      await owner`
        update consent.authorisation set status = 'withdrawn', withdrawn_at = now() where id = ${scene.authorisationId}`;
      const over = await stored({ startsAt: minutesAgo(90), endsAt: minutesAgo(1) });
      scene = { ...scene, authorisationId: over };
    },
  };

  test.each(Object.entries(ends))(
    "%s: the officer is told to have it signed again, and then looks",
    async (because, end) => {
      await end();
      const applicationId = await standingAt("accepted");
      const refused = {
        granted: false,
        because,
        message: expect.stringMatching(
          /请企业重新授权：.*“授权管理”.*须包含增值税申报.*、纳税缴费信用级别.*签署后再次打开/,
        ),
      };
      expect(await open(applicationId)).toEqual(refused);
      const shut = await readApplication(as(scene.officer), { applicationId });
      expect(shut.authorisation).toMatchObject({ id: scene.authorisationId, standing: because });

      const drafted = await draft();
      // Written out and not signed, it opens nothing.
      expect(await open(applicationId)).toEqual(refused);
      await sign(drafted);

      const ground = { id: drafted.id, number: drafted.number, standing: "in_force" };
      const read = await readApplication(as(scene.officer), { applicationId });
      expect(read.authorisation).toMatchObject({ ...ground, remainingQueries: 3 });
      const own = await readOwnApplication(as(person), { applicationId });
      expect(own.authorisation).toMatchObject(ground);
      const opened = await open(applicationId);
      expect(opened).toMatchObject({
        granted: true,
        authorisation: { ...ground, usedQueries: 1, remainingQueries: 2 },
      });
      expect([...(await looks())]).toEqual([
        { verdict: because, authorisation_id: scene.authorisationId },
        { verdict: because, authorisation_id: scene.authorisationId },
        { verdict: "granted", authorisation_id: drafted.id },
      ]);
    },
  );
});

describe("of several authorisations a look uses", () => {
  test("the one that was signed last, though the application's own still serves", async () => {
    const applicationId = await standingAt("accepted");
    const newest = await stored({ startsAt: minutesAgo(5) });
    const longest = await stored({
      startsAt: minutesAgo(90),
      endsAt: new Date(Date.now() + 300 * 86_400_000),
    });
    expect(await open(applicationId)).toMatchObject({ authorisation: { id: newest } });
    // Withdrawn, it gives way with the next look to the one that was signed before it.
    await withdrawAuthorisation(as(person), { authorisationId: newest });
    expect(await open(applicationId)).toMatchObject({ authorisation: { id: longest } });
  });

  test("none that covers too little, and the refusal says what is lacking", async () => {
    const applicationId = await standingAt("accepted");
    await usedUp(scene.authorisationId);
    await stored({ items: ["vat_declaration"], startsAt: minutesAgo(5) });
    expect(await open(applicationId)).toMatchObject({
      granted: false,
      because: "used_up",
      message: expect.stringMatching(/企业另有生效中的授权，但未包含本产品所需的纳税缴费信用级别/),
    });
  });

  test.each([
    ["another institution's", async () => ({ institutionId: (await anInstitution(owner)).id })],
    ["for after the loan", () => ({ stage: "after_loan" as const })],
    ["not yet begun", () => ({ startsAt: new Date(Date.now() + 86_400_000) })],
    ["used up as well", () => ({ maximumQueries: 1, usedQueries: 1 })],
  ])("none that is %s", async (_, parts) => {
    const applicationId = await standingAt("accepted");
    await usedUp(scene.authorisationId);
    await stored(await parts());
    expect(await open(applicationId)).toMatchObject({ granted: false, because: "used_up" });
  });

  test("none for an application that is closed: what is signed anew opens no old file", async () => {
    const applicationId = await standingAt("disbursed");
    await usedUp(scene.authorisationId);
    await stored({ startsAt: minutesAgo(5) });
    expect(await open(applicationId)).toMatchObject({
      granted: false,
      because: "wrong_stage",
      message: expect.stringContaining("另行签署贷后授权"),
    });
    const read = await readApplication(as(scene.officer), { applicationId });
    expect(read.authorisation).toMatchObject({ id: scene.authorisationId });
  });

  test("and an application is made under that same one", async () => {
    const newest = await stored({ startsAt: minutesAgo(5) });
    const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
    const { applicationId } = await applyForProduct(as(person), {
      demandId,
      productVersionId: scene.product.versionId,
    });
    const [made] =
      await owner`select authorisation_id from lending.application where id = ${applicationId}`;
    expect(made).toEqual({ authorisation_id: newest });
  });

  test("the last queries of one, and no more, when twenty look at once", async () => {
    const applicationId = await standingAt("accepted");
    await usedUp(scene.authorisationId);
    await stored({ startsAt: minutesAgo(5), maximumQueries: 4 });
    const opened = await Promise.all(Array.from({ length: 20 }, () => open(applicationId)));
    expect(opened.filter(({ granted }) => granted)).toHaveLength(4);
    const [scores] = await owner`
      select count(*) from scoring.score where application_id = ${applicationId}`;
    expect(scores).toEqual({ count: 4 });
    expect(await looks()).toHaveLength(20);
  });
});
