import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { aStoredProduct } from "../products/factory.ts";
import type { EligibilityRule } from "../products/model.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anEnterprise, anEnterprisePerson } from "../testing/people.ts";
import { anApplicationIn, aScene, type PastStep, type Scene } from "./factory.ts";
import { applyForProduct, prepareApplication, withdrawApplication } from "./index.ts";

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
});

const as = (actor: Actor) => ({ db, actor, now });
const wish = () => ({ demandId: scene.demandId, productVersionId: scene.product.versionId });
const apply = (parts: Partial<ReturnType<typeof wish>> = {}, actor: Actor = scene.person) =>
  applyForProduct(as(actor), { ...wish(), ...parts });
const prepare = () => prepareApplication(as(scene.person), wish());

const neverMet: EligibilityRule = {
  id: "age",
  name: "经营年限",
  condition: { kind: "one_of", fact: "industrySection", values: ["A"] },
  otherwise: "reject",
  remedy: "可选择面向本行业的产品。",
};

describe("an enterprise applies for a product", () => {
  test("with its demand, under its authorisation, and waits to be taken up", async () => {
    const applied = await apply();
    expect(applied).toMatchObject({ state: "submitted", alreadyMade: false });
    expect(applied.number).toMatch(new RegExp(`^DK-${now.getFullYear()}-\\d{6}$`));
    const [stored] = await owner`
      select a.*, e.seq, e.state, e.actor_id, e.payload from lending.application a
      join lending.event e on e.application_id = a.id where a.id = ${applied.applicationId}`;
    expect(stored).toMatchObject({
      demand_id: scene.demandId,
      institution_id: scene.institution.id,
      product_version_id: scene.product.versionId,
      authorisation_id: scene.authorisationId,
      seq: 1,
      state: "submitted",
      actor_id: scene.person.accountId,
      // Nobody let the platform process this enterprise's records; the product has no rules of its own.
      payload: { kind: "submit", eligibility: "MATCH" },
    });
  });

  test("leaves one audit line, and a line in the access log of the look at its records", async () => {
    const { applicationId } = await apply();
    expect(await commandsAbout(owner, applicationId)).toMatchObject([
      { verb: "application.apply", actorId: scene.person.accountId },
    ]);
    const [line] = await owner`
      select stage, verdict, purpose from consent.access_log where uscc = ${scene.uscc}`;
    expect(line).toMatchObject({ stage: "platform", verdict: "never_granted" });
    expect(line?.purpose).toContain("提交申请前核对产品条件");
  });

  test("a double click gives one application, and the second answer names it", async () => {
    const first = await apply();
    expect(await apply()).toEqual({ ...first, alreadyMade: true });
  });

  test("a form that comes again after its answer was lost is answered, whatever changed since", async () => {
    const first = await apply();
    await owner`update matching.demand set status = 'closed' where id = ${scene.demandId}`;
    await owner`
      update products.product_version set retired_at = now() where id = ${scene.product.versionId}`;
    await owner`
      update consent.authorisation set status = 'withdrawn', withdrawn_at = now()
      where id = ${scene.authorisationId}`;
    expect(await apply()).toEqual({ ...first, alreadyMade: true });
    // Nothing is decided anew, so nothing was looked at again.
    const looks = await owner`select id from consent.access_log where uscc = ${scene.uscc}`;
    expect(looks).toHaveLength(1);
  });

  test("ten clicks at the same moment give one application", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => apply()));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    expect(answers.filter(({ alreadyMade }) => !alreadyMade)).toHaveLength(1);
    const [count] = await owner`
      select count(*) from lending.application where demand_id = ${scene.demandId}`;
    expect(count).toEqual({ count: 1 });
  });

  test("what was withdrawn needs a new demand to be asked for again", async () => {
    const { applicationId } = await apply();
    await withdrawApplication(as(scene.person), { applicationId });
    await expect(apply()).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.ended_before",
    });
    const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
    expect(await apply({ demandId })).toMatchObject({ alreadyMade: false });
  });
});

describe("an application is refused, with the way out,", () => {
  test("when the product demands what the enterprise is not", async () => {
    const product = await aStoredProduct(owner, {
      institutionId: scene.institution.id,
      rules: [neverMet],
    });
    await expect(apply({ productVersionId: product.versionId })).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.not_eligible",
      message: expect.stringMatching(/经营年限.*农林牧渔业.*制造业.*可选择面向本行业的产品/),
    });
  });

  test("when the demand lies outside of the product's bounds", async () => {
    const demandId = await aStoredDemand(owner, { uscc: scene.uscc, amountFen: 900_000_000 });
    await expect(apply({ demandId })).rejects.toMatchObject({
      reason: "application.not_eligible",
      message: expect.stringContaining("贷款金额"),
    });
  });

  test("when the institution holds no authorisation, naming the items to authorise", async () => {
    await owner`
      update consent.authorisation set status = 'withdrawn', withdrawn_at = now()
      where id = ${scene.authorisationId}`;
    await expect(apply()).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.authorisation_missing",
      message: expect.stringMatching(/增值税申报.*授权管理/),
    });
    expect(await prepare()).toMatchObject({
      authorisation: null,
      missingItems: ["vat_declaration", "tax_grade"],
    });
  });

  test.each([
    ["has run out", { endsAt: new Date(now.getTime() - 1000), startsAt: new Date("2026-01-01") }],
    ["is used up", { maximumQueries: 2, usedQueries: 2 }],
    ["starts tomorrow", { startsAt: new Date(now.getTime() + 86_400_000) }],
    ["is for after the loan", { stage: "after_loan" as const }],
  ])("when the authorisation %s", async (_, parts) => {
    await owner`
      update consent.authorisation set status = 'withdrawn', withdrawn_at = now()
      where id = ${scene.authorisationId}`;
    await anAuthorisation(owner, {
      uscc: scene.uscc,
      institutionId: scene.institution.id,
      signedBy: scene.person.accountId,
      items: ["tax_grade", "vat_declaration"],
      ...parts,
    });
    await expect(apply()).rejects.toMatchObject({ reason: "application.authorisation_missing" });
  });

  test("when the authorisation does not cover an item that the product requires", async () => {
    const product = await aStoredProduct(owner, {
      institutionId: scene.institution.id,
      requiredItems: ["vat_declaration", "electricity", "penalty"],
    });
    await expect(apply({ productVersionId: product.versionId })).rejects.toMatchObject({
      reason: "application.authorisation_short",
      // A public item needs no authorisation, and an item that is covered is not asked for again.
      message: expect.stringMatching(/数据项：(?!.*(增值税|处罚)).*电/),
    });
  });

  test("when the version that was read is not on offer any more", async () => {
    await owner`
      update products.product_version set retired_at = now() where id = ${scene.product.versionId}`;
    await expect(apply()).rejects.toMatchObject({ reason: "product.not_on_offer" });
    expect(await prepare()).toMatchObject({ onOffer: false });
  });

  test("when the demand is closed", async () => {
    await owner`update matching.demand set status = 'closed' where id = ${scene.demandId}`;
    await expect(apply()).rejects.toMatchObject({ kind: "conflict", reason: "demand.closed" });
  });

  test("when the demand is another enterprise's, which does not exist for it", async () => {
    const stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
    await expect(apply({}, stranger)).rejects.toMatchObject({ kind: "not_found" });
    await expect(apply({ productVersionId: newId() })).rejects.toMatchObject({ kind: "not_found" });
    const [count] = await owner`
      select count(*) from lending.application where demand_id = ${scene.demandId}`;
    expect(count).toEqual({ count: 0 });
  });

  test("when a loan officer asks for it", async () => {
    await expect(apply({}, scene.officer)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("before it applies, an enterprise reads", () => {
  test("the terms, the items, the authorisation that serves, and what it asked for before", async () => {
    expect(await prepare()).toMatchObject({
      demand: { id: scene.demandId, status: "open" },
      product: { institutionName: scene.institution.name },
      onOffer: true,
      requiredItems: ["vat_declaration", "tax_grade"],
      authorisation: { id: scene.authorisationId },
      missingItems: [],
      existing: null,
    });
    const { applicationId, number } = await apply();
    expect(await prepare()).toMatchObject({ existing: { applicationId, number } });
  });
});

describe("an enterprise takes its application back", () => {
  test("with a reason, which stays in the history", async () => {
    const { applicationId } = await apply();
    const withdrawn = await withdrawApplication(as(scene.person), {
      applicationId,
      reason: "已自筹资金",
    });
    expect(withdrawn).toMatchObject({ state: "withdrawn", seq: 2 });
    const [event] = await owner`
      select payload from lending.event where application_id = ${applicationId} and seq = 2`;
    expect(event?.payload).toEqual({ kind: "withdraw", reason: "已自筹资金" });
  });

  test("but not after the contract", async () => {
    const at = new Date();
    const contracted: PastStep = { at, state: "contracted", payload: { kind: "accept" } };
    const applicationId = await anApplicationIn(owner, scene, [contracted]);
    await expect(withdrawApplication(as(scene.person), { applicationId })).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.cannot_withdraw_from_contracted",
      message: expect.stringContaining("现在可以：放款。"),
    });
  });

  test("and never another's", async () => {
    const { applicationId } = await apply();
    const stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
    const attempt = withdrawApplication(as(stranger), { applicationId });
    await expect(attempt).rejects.toMatchObject({ kind: "not_found" });
  });
});
