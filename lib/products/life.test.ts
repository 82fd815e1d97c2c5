import { afterAll, beforeAll, expect, test } from "vitest";
import { database, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anInstitution, anOfficer, anOperator } from "../testing/people.ts";
import {
  draftNextVersion,
  endorseDraft,
  newProduct,
  productHistory,
  productInForce,
  publishDraft,
  readDraft,
  refuseDraft,
  retireProduct,
  reviewQueue,
  saveDraft,
  submitDraft,
} from "./index.ts";

const now = new Date("2026-11-21T04:00:00Z");
let fresh: FreshDatabase;
let owner: Sql;
let maker: Actor;
let checker: Actor;
let operator: Actor;
let stranger: Actor;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  const { id } = await anInstitution(owner);
  maker = await anOfficer(owner, id);
  checker = await anOfficer(owner, id);
  operator = await anOperator(owner);
  stranger = await anOfficer(owner, (await anInstitution(owner)).id);
});
afterAll(() => fresh.drop());

const as = (actor: Actor) => ({ db: database(fresh.as("xinqiao_web")), actor, now });
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.reason : error),
  );
/** What the editor sends for a product without faults. */
const typed = {
  kind: "bank_loan",
  summary: "凭纳税记录发放的信用贷款。",
  approvalMode: "online",
  minimumAmount: "10",
  maximumAmount: "300.5",
  minimumTermMonths: "3",
  maximumTermMonths: "12",
  priceBands: [
    { grades: ["A", "B"], fromMonths: 3, toMonths: 12, rate: "3.85" },
    { grades: ["C"], fromMonths: 3, toMonths: 12, rate: "4.5" },
  ],
  guaranteeKinds: ["credit", "guarantee"],
  repaymentKinds: ["interest_first"],
  regionCodes: ["520100"],
  industryCodes: ["C", "F51"],
  requiredItems: ["tax_grade", "vat_declaration"],
  materials: ["营业执照"],
  promisedDays: "3",
  weeklyCapacity: "",
  policyBased: false,
  subsidy: "",
  subsidyNote: "",
  rules: [
    {
      id: "age",
      name: "经营年限",
      condition: { kind: "at_least", fact: "monthsEstablished", value: 12 },
      otherwise: "reject",
      remedy: "",
    },
  ],
};

test("a product comes on offer through three people, and its versions stay", async () => {
  const productId = newId();
  const input = { productId, name: "测试税易贷", kind: "bank_loan" };
  const [made, again] = [await newProduct(as(maker), input), await newProduct(as(maker), input)];
  expect(again).toEqual(made);
  const { id } = made;
  expect(await reasonOf(readDraft(as(stranger), { id }))).toBe("product.not_found");
  expect(await reasonOf(readDraft(as(operator), { id }))).toBe("product.not_found");

  expect(await reasonOf(submitDraft(as(maker), { id }))).toBe("product.problems");
  const saved = await saveDraft(as(maker), { id, seen: 1, terms: typed });
  expect(await reasonOf(saveDraft(as(checker), { id, seen: 1, terms: typed }))).toBe(
    "product.changed_meanwhile",
  );
  expect(saved.seen).toBe(2);
  expect(await reasonOf(publishDraft(as(operator), { id }))).toBe("product.not_found");
  await submitDraft(as(maker), { id });
  expect(await reasonOf(endorseDraft(as(maker), { id }))).toBe("product.second_person");
  expect(await reasonOf(saveDraft(as(maker), { id, seen: 3, terms: typed }))).toBe(
    "product.out_of_turn",
  );
  await endorseDraft(as(checker), { id });
  expect((await reviewQueue(as(operator), {})).waiting.map((one) => one.id)).toEqual([id]);
  expect(await reasonOf(publishDraft(as(maker), { id }))).toBe("product.publish.forbidden");

  await refuseDraft(as(operator), { id, note: "请写明贴息来源" });
  await submitDraft(as(maker), { id });
  await endorseDraft(as(checker), { id });
  // Two operators at once: one publishes, the other is told.
  const both = await Promise.all(
    [operator, await anOperator(owner)].map((one) => reasonOf(publishDraft(as(one), { id }))),
  );
  expect(both.toSorted()).toEqual(["product.out_of_turn", null].toSorted());

  const first = await productInForce(as(maker).db, productId, now);
  expect(first).toMatchObject({
    version: 1,
    maximumAmountFen: 300_500_000,
    minimumRateBps: 385,
    maximumRateBps: 450,
    guaranteeKinds: ["credit", "guarantee"],
    industryCodes: ["C", "F51"],
    weeklyCapacity: null,
  });

  const next = await draftNextVersion(as(checker), { productId });
  expect(next.id).not.toBe(id);
  await saveDraft(as(checker), {
    id: next.id,
    seen: 1,
    terms: { ...typed, promisedDays: 2, weeklyCapacity: 20 },
  });
  expect(
    (await readDraft(as(checker), { id: next.id })).differences.map(({ what }) => what),
  ).toEqual(["承诺答复", "每周受理能力"]);
  await submitDraft(as(checker), { id: next.id });
  await endorseDraft(as(maker), { id: next.id });
  await publishDraft(as(operator), { id: next.id });
  const { versions } = await productHistory(as(maker), { productId });
  expect(versions.map(({ version }) => [version.version, version.retiredAt !== null])).toEqual([
    [2, false],
    [1, true],
  ]);
  await retireProduct(as(maker), { productId, note: "额度用完" });
  expect(await productInForce(as(maker).db, productId, now)).toBeNull();

  // What the house refuses, the database refuses as well.
  const web = fresh.as("xinqiao_web");
  await expect(
    web`insert into products.draft_event (draft_id, number, kind, status, account_id, at)
      select draft_id, number + 1, 'edit', 'draft', ${stranger.accountId}, now() from products.draft_event where draft_id = ${next.id} order by number desc limit 1`,
  ).rejects.toThrow("not this person's step");
  await expect(web`update products.draft set terms = '{}' where id = ${next.id}`).rejects.toThrow(
    "last event",
  );
  await expect(
    web`insert into products.product_version select (jsonb_populate_record(v, jsonb_build_object('id', ${newId()}::text, 'version', 9, 'draft_id', null))).*
      from products.product_version v where product_id = ${productId} limit 1`,
  ).rejects.toThrow("a draft that was reviewed");
  await expect(
    web`insert into products.product_version select (jsonb_populate_record(v, jsonb_build_object('id', ${newId()}::text, 'version', 9, 'promised_days', 30))).*
      from products.product_version v where product_id = ${productId} limit 1`,
  ).rejects.toThrow("what its draft said");
});
