import { afterAll, beforeAll, expect, test } from "vitest";
import { database, type Sql } from "#db/client.ts";
import { storeIndicatorSources } from "../credit/seed.ts";
import type { Actor } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../testing/people.ts";
import { aStoredProduct } from "./factory.ts";
import { draftNextVersion, dryRun, factShares } from "./index.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let officer: Actor;
let draftId: string;

const grade = (...values: [string, ...string[]]) => ({
  id: "grade",
  name: "纳税信用级别",
  condition: { kind: "one_of" as const, fact: "taxGrade" as const, values },
  otherwise: "reject" as const,
  remedy: null,
});

/** Thirty-four of grade A, five of grade B and eleven without a grade let themselves be counted; thirty do not. */
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  await storeIndicatorSources(owner);
  const institution = await anInstitution(owner);
  officer = await anOfficer(owner, institution.id);
  const firms = Array.from({ length: 80 }, (_, place) => place);
  for (const place of firms) {
    const { uscc } = await anEnterprise(owner);
    const held = place < 34 ? "A" : place < 39 ? "B" : place < 50 ? null : "A";
    await owner`
      insert into credit.indicator (uscc, as_of, computed_at, tax_grade, headcount)
      values (${uscc}, '2026-11-21', now(), ${held}, 5)`;
    const person = await anEnterprisePerson(owner, uscc);
    // Of those that are counted, all open their grade and nobody the staff.
    await anAuthorisation(owner, {
      uscc,
      institutionId: null,
      signedBy: person.accountId,
      stage: "platform",
      items: ["tax_grade"],
      ...(place < 50 ? {} : { status: "withdrawn", withdrawnAt: now }),
    });
  }
  const product = await aStoredProduct(owner, {
    institutionId: institution.id,
    rules: [grade("A")],
  });
  draftId = (await draftNextVersion(as(officer), { productId: product.productId })).id;
});
afterAll(() => fresh.drop());

const as = (actor: Actor) => ({ db: database(fresh.as("xinqiao_web")), actor, now });

async function withRules(...rules: ReturnType<typeof grade>[]) {
  await owner`alter table products.draft disable trigger guarded`;
  await owner`update products.draft set terms = jsonb_set(terms, '{rules}', ${JSON.stringify(rules)}::text::jsonb)`;
  const counts = await dryRun(as(officer), { id: draftId });
  if (!counts) throw new Error("counted too often");
  return counts;
}

test("only enterprises that let the platform process their records are counted, in tens, and never fewer than ten", async () => {
  const counts = await withRules(grade("A", "B"));
  // Fifty in all; thirty-four and five are let in; eleven are not known.
  expect(counts.total).toBe(50);
  expect([30, 40]).toContain(counts.after.MATCH);
  expect([10, 20]).toContain(counts.after.INSUFFICIENT_DATA);
  expect(counts.after.REJECT).toBeNull();
  expect([30, 40]).toContain(counts.before?.MATCH);
  // Five come in by the new rule: too few to say.
  expect(counts.gained).toBeNull();
  expect(counts.gainedBy).toEqual([{ name: "纳税信用级别", count: null }]);
  // Asking again tells no more.
  expect(await withRules(grade("A", "B"))).toEqual(counts);
});

test("who loses is told with the rule that is in the way", async () => {
  const counts = await withRules(grade("B"));
  expect(counts.after.MATCH).toBeNull();
  expect([30, 40]).toContain(counts.after.REJECT);
  expect([30, 40]).toContain(counts.lost);
  expect(counts.lostBy).toEqual([{ name: "纳税信用级别", count: counts.lost }]);
});

test("a fact that is not authorised counts as unknown, and no share is told of it", async () => {
  const shares = await factShares(as(officer), { id: draftId });
  expect(shares["taxGrade"]).toBeGreaterThanOrEqual(60);
  expect(shares["headcount"]).toBeNull();
});

test("nobody else counts for a product, and nobody without end", async () => {
  const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof Refusal ? error.reason : error),
    );
  expect(await reasonOf(dryRun(as(stranger), { id: draftId }))).toBe("product.not_found");
  const [answer] = await fresh.as("xinqiao_web")`
    select products.count_eligible(${stranger.accountId}, (select product_id from products.draft), '[]', null) as answer`;
  expect(answer?.["answer"]).toEqual({ refused: "not_a_member" });
  await owner`update products.count_use set used = 2000`;
  expect(await dryRun(as(officer), { id: draftId })).toBeNull();
});
