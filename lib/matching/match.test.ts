import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../access/model.ts";
import { aStoredProduct } from "../products/factory.ts";
import type { Condition, EligibilityRule } from "../products/model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../testing/people.ts";
import { aStoredDemand } from "./factory.ts";
import { matchDemand } from "./index.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let institutionId: string;
let person: ActorOf<"enterprise">;
let demandId: string;
let platform: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  institutionId = (await anInstitution(owner)).id;
  const product = (name: string, rules: readonly EligibilityRule[], promisedDays = 3) =>
    aStoredProduct(owner, { institutionId, name, rules, promisedDays });
  await product("慢而合适", [sales(100_000_000)], 9);
  await product("快而合适", [sales(100_000_000)], 1);
  await product("须人工看", [sales(900_000_000_000, "review")]);
  await product("缺用电数据", [
    rule("用电", { kind: "at_least", fact: "electricity12Fen", value: 1 }),
  ]);
  await product("不够格", [sales(900_000_000_000)]);
  await owner`
    update products.product_version set retired_at = now()
    where id = ${(await product("已下架", [])).versionId}`;
});
afterAll(() => fresh.drop());

beforeEach(async () => {
  const { uscc } = await anEnterprise(owner);
  person = await anEnterprisePerson(owner, uscc);
  demandId = await aStoredDemand(owner, { uscc });
  platform = await anAuthorisation(owner, {
    uscc,
    institutionId: null,
    signedBy: person.accountId,
    stage: "platform",
    items: ["vat_declaration"],
    maximumQueries: 1000,
  });
  await owner`
    insert into credit.indicator (uscc, as_of, computed_at, declared_sales12_fen, electricity12_fen)
    values (${uscc}, current_date, now(), 500000000, 100)`;
});

const rule = (
  name: string,
  condition: Condition,
  otherwise: EligibilityRule["otherwise"] = "reject",
): EligibilityRule => ({ id: name, name, condition, otherwise, remedy: null });
const sales = (value: number, otherwise: EligibilityRule["otherwise"] = "reject") =>
  rule("销售额", { kind: "at_least", fact: "declaredSales12Fen", value }, otherwise);

const match = (actor: Actor = person) => matchDemand({ db, actor, now }, { demandId });
const names = (products: readonly { name: string }[]) => products.map(({ name }) => name);

describe("an enterprise's demand is matched", () => {
  test("with every product on offer, in three groups, the best first", async () => {
    const matched = await match();
    if (!matched.granted) throw new Error(matched.because);
    const { eligible, conditional, ineligible } = matched.groups;
    expect(names(eligible)).toEqual(["快而合适", "慢而合适"]);
    expect(names(conditional.map(({ product }) => product)).sort()).toEqual([
      "缺用电数据",
      "须人工看",
    ]);
    expect(names(ineligible.map(({ product }) => product))).toEqual(["不够格"]);
    expect(matched.ranked.map(({ rank, product }) => [rank, product.name])).toEqual([
      [1, "快而合适"],
      [2, "慢而合适"],
    ]);
    expect(matched.score.grade).not.toBe("");
  });

  test("on what it lets the platform see: the rest is named as missing, not held against it", async () => {
    const matched = await match();
    if (!matched.granted) throw new Error(matched.because);
    const lacking = matched.groups.conditional.find(({ product }) => product.name === "缺用电数据");
    expect(lacking).toMatchObject({
      verdict: "INSUFFICIENT_DATA",
      toSupply: { items: [{ id: "electricity" }] },
    });
  });

  test("in the light of day: the look is in its access log", async () => {
    await match();
    const [line] = await owner`
      select stage, verdict, purpose from consent.access_log where uscc = ${person.uscc}`;
    expect(line).toMatchObject({ stage: "platform", verdict: "granted" });
    expect(line?.purpose).toContain("匹配融资产品");
  });
});

describe("a demand is not matched, and the enterprise hears why,", () => {
  test("when it withdrew the platform's authorisation", async () => {
    await owner`
      update consent.authorisation set status = 'withdrawn', withdrawn_at = now() where id = ${platform}`;
    expect(await match()).toMatchObject({
      granted: false,
      because: "withdrawn",
      demand: { id: demandId },
      message: expect.stringContaining("授权管理"),
    });
  });

  test("when the demand is closed", async () => {
    await owner`update matching.demand set status = 'closed' where id = ${demandId}`;
    expect(await match()).toMatchObject({ granted: false, because: "demand_closed" });
  });

  test("and not at all when it is another's, or when an officer asks", async () => {
    const stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
    await expect(match(stranger)).rejects.toMatchObject({ kind: "not_found" });
    const officer = await anOfficer(owner, institutionId);
    await expect(match(officer)).rejects.toMatchObject({ kind: "forbidden" });
  });
});
