import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../testing/people.ts";
import { aStoredDemand } from "./factory.ts";
import { closeDemand, listOwnDemands, postDemand, readOwnDemand } from "./index.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let person: ActorOf<"enterprise">;
let stranger: ActorOf<"enterprise">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  person = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
  stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
});

const as = (actor: Actor) => ({ db, actor, now });
const form = () => ({
  amount: "1,20.5",
  termMonths: "12",
  maximumRate: "4.35",
  purpose: "working_capital",
  guaranteeKind: "credit",
  note: "",
  idempotencyKey: newId(),
});

describe("an enterprise posts a demand", () => {
  test("as it typed it, in 分 and basis points, with a number and an audit line", async () => {
    const { demandId, number } = await postDemand(as(person), form());
    expect(number).toMatch(/^XQ-\d{4}-\d{6}$/);
    expect(await readOwnDemand(as(person), { demandId })).toMatchObject({
      number,
      amountFen: 120_500_000,
      termMonths: 12,
      maximumRateBps: 435,
      note: null,
      status: "open",
      closedAt: null,
    });
    expect(await commandsAbout(owner, demandId)).toMatchObject([
      { verb: "demand.post", actorId: person.accountId },
    ]);
  });

  test("once, however often and fast the form is sent", async () => {
    const typed = form();
    const posted = await Promise.all(
      Array.from({ length: 8 }, () => postDemand(as(person), typed)),
    );
    expect(new Set(posted.map(({ demandId }) => demandId)).size).toBe(1);
    expect((await listOwnDemands(as(person), {})).page).toHaveLength(1);
  });

  test("and learns nothing of a demand that another posted with the same key", async () => {
    const typed = form();
    await postDemand(as(person), typed);
    await expect(postDemand(as(stranger), typed)).rejects.toMatchObject({
      kind: "conflict",
      reason: "demand.form_used",
    });
  });

  test.each([
    ["amount", "0.5", "万元之间"],
    ["amount", "abc", "请填写数字"],
    ["termMonths", "0", "个月之间"],
    ["maximumRate", "40", "%之间"],
    ["purpose", "gambling", "请选择贷款用途"],
    ["guaranteeKind", "", "请选择担保方式"],
    ["idempotencyKey", "x", "请刷新页面"],
  ])("not with %s = “%s”", async (path, value, words) => {
    await expect(postDemand(as(person), { ...form(), [path]: value })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path, message: expect.stringContaining(words) }],
    });
  });

  test("an officer may not", async () => {
    const officer = await anOfficer(owner, (await anInstitution(owner)).id);
    await expect(postDemand(as(officer), form())).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("an enterprise closes a demand", () => {
  test("and closing it again is the same as once", async () => {
    const { demandId } = await postDemand(as(person), form());
    const first = await closeDemand(as(person), { demandId });
    const later = { db, actor: person, now: new Date(now.getTime() + 60_000) };
    expect(await closeDemand(later, { demandId })).toEqual(first);
    expect(await readOwnDemand(as(person), { demandId })).toMatchObject({
      status: "closed",
      closedAt: now,
    });
  });

  test("but not another's, which it does not find", async () => {
    const demandId = await aStoredDemand(owner, { uscc: person.uscc });
    const find = { kind: "not_found", reason: "demand.not_found" };
    await expect(closeDemand(as(stranger), { demandId })).rejects.toMatchObject(find);
    await expect(readOwnDemand(as(stranger), { demandId })).rejects.toMatchObject(find);
    await expect(readOwnDemand(as(person), { demandId: newId() })).rejects.toMatchObject(find);
  });
});

test("an enterprise reads its demands page by page, the newest first", async () => {
  const posted: string[] = [];
  for (let index = 0; index < 30; index += 1) {
    const postedAt = new Date(now.getTime() - index * 60_000);
    posted.push(await aStoredDemand(owner, { uscc: person.uscc, postedAt }));
  }
  await aStoredDemand(owner, { uscc: stranger.uscc });
  const first = await listOwnDemands(as(person), {});
  const second = await listOwnDemands(as(person), { before: first.before });
  expect([...first.page, ...second.page].map(({ id }) => id)).toEqual(posted);
  expect(second.before).toBeUndefined();
});
