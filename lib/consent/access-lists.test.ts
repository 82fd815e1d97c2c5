import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
  anOperator,
  aRegulator,
} from "../testing/people.ts";
import {
  accessStatistics,
  exportOwnAccess,
  inspectAccess,
  listInspections,
  listInstitutionAccess,
  listInstitutionAuthorisations,
  listOwnAccess,
  summariseOwnAccess,
} from "./index.ts";
import type { AccessVerdict } from "./model.ts";

const now = new Date("2026-11-20T04:00:00Z");
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let person: ActorOf<"enterprise">;
let stranger: ActorOf<"enterprise">;
let officer: ActorOf<"loan_officer">;
let competitor: ActorOf<"loan_officer">;
let regulator: ActorOf<"regulator">;
let elsewhere: ActorOf<"regulator">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  person = await anEnterprisePerson(owner, (await anEnterprise(owner, { name: "甲示例厂" })).uscc);
  stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
  officer = await anOfficer(owner, (await anInstitution(owner)).id);
  competitor = await anOfficer(owner, (await anInstitution(owner)).id);
  regulator = await aRegulator(owner, "520000");
  elsewhere = await aRegulator(owner, "520300");
  await look({ at: "2026-11-19T02:00:00Z" });
  await look({ at: "2026-11-19T03:00:00Z", verdict: "withdrawn" });
  await look({ at: "2026-10-02T02:00:00Z" });
  await look({ at: "2026-11-19T04:00:00Z", by: competitor });
  await look({ at: "2026-11-19T05:00:00Z", by: null, stage: "own" });
});
afterAll(() => fresh.drop());

type Look = Readonly<{
  at: string;
  verdict?: AccessVerdict;
  by?: ActorOf<"loan_officer"> | null;
  stage?: string;
}>;

const look = ({ at, verdict = "granted", by = officer, stage = "before_loan" }: Look) => owner`
  insert into consent.access_log (uscc, at, account_id, institution_id, stage, purpose, purpose_code, items, verdict)
  values (${person.uscc}, ${at}, ${by?.accountId ?? person.accountId}, ${by?.institutionId ?? null}, ${stage}, '贷前审查',
    ${stage === "own" ? null : "credit_review"}, ${["tax_grade"]}, ${verdict})`;

const as = <A>(actor: A) => ({ db, actor, now });

describe("an enterprise's log", () => {
  test("shows every look at it, the newest first, with the person masked", async () => {
    const { page } = await listOwnAccess(as(person), {});
    expect(page).toHaveLength(5);
    expect(page[0]).toMatchObject({ stage: "own", person: "测**" });
    expect((await exportOwnAccess(as(person), {})).page).toEqual(page);
  });

  test.each([
    ["an institution", () => ({ institutionId: officer.institutionId }), 3],
    ["an answer", () => ({ verdict: "withdrawn" }), 1],
    ["whatever was denied", () => ({ verdict: "denied" }), 1],
    ["a stage", () => ({ stage: "own" }), 1],
    ["what nobody can read, which is to say nothing", () => ({ verdict: "", stage: "x" }), 5],
  ])("is narrowed by %s", async (_, asked, count) => {
    expect((await listOwnAccess(as(person), asked())).page).toHaveLength(count);
  });

  test("of another enterprise is empty, and nobody else may read one", async () => {
    expect((await listOwnAccess(as(stranger), {})).page).toEqual([]);
    await expect(listOwnAccess(as(officer), {})).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("is summed up over the last thirty days", async () => {
    expect(await summariseOwnAccess(as(person), {})).toMatchObject({ granted: 2, denied: 1 });
  });
});

describe("an institution's lists", () => {
  test("the log shows its own looks with its own people by name", async () => {
    const { page } = await listInstitutionAccess(as(officer), {});
    expect(page.map(({ verdict }) => verdict)).toEqual(["withdrawn", "granted", "granted"]);
    expect(page[0]).toMatchObject({ person: "测试人员", enterpriseName: "甲示例厂" });
    expect((await listInstitutionAccess(as(competitor), {})).page).toHaveLength(1);
    await expect(listInstitutionAccess(as(person), {})).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  test("it is narrowed by an enterprise's name or code, and a sign of SQL is only a sign", async () => {
    for (const [enterprise, count] of [
      ["甲示例", 3],
      [person.uscc.toLowerCase(), 3],
      ["乙", 0],
      ["%", 0],
    ] as const)
      expect((await listInstitutionAccess(as(officer), { enterprise })).page).toHaveLength(count);
  });

  test("authorisations are its own, in their groups, and an unsigned draft is not among them", async () => {
    const terms = {
      uscc: person.uscc,
      institutionId: officer.institutionId,
      signedBy: person.accountId,
    };
    const window = {
      startsAt: new Date("2026-11-01T00:00:00Z"),
      endsAt: new Date("2026-12-01T00:00:00Z"),
    };
    const live = await anAuthorisation(owner, { ...terms, ...window });
    const used = await anAuthorisation(owner, {
      ...terms,
      ...window,
      maximumQueries: 2,
      usedQueries: 2,
    });
    const draft = await anAuthorisation(owner, { ...terms, ...window });
    await owner`alter table consent.authorisation disable trigger user`;
    await owner`update consent.authorisation set status = 'created', signed_at = null, signed_by = null, signature = null where id = ${draft}`;
    await owner`alter table consent.authorisation enable trigger user`;
    const list = (asked = {}) => listInstitutionAuthorisations(as(officer), asked);
    expect((await list({ group: "live" })).page.map(({ id }) => id)).toEqual([live]);
    expect((await list({ group: "ended" })).page).toMatchObject([
      { id: used, standing: "used_up" },
    ]);
    expect((await list()).page.map(({ id }) => id)).not.toContain(draft);
    expect((await list()).counts).toEqual({ unanswered: 0, live: 1, paused: 0, ended: 1 });
    expect((await listInstitutionAuthorisations(as(competitor), {})).page).toEqual([]);
  });
});

describe("supervision", () => {
  test("counts looks by month, institution and answer, without what enterprises look up of themselves", async () => {
    const figures = await accessStatistics(as(regulator), { month: "2026-11" });
    expect(figures.total).toEqual({ granted: 2, denied: 1 });
    expect(figures.byInstitution[0]).toMatchObject({
      code: officer.institutionId,
      granted: 1,
      denied: 1,
    });
    expect(figures.byPurpose).toMatchObject([{ code: "credit_review", granted: 2, denied: 1 }]);
    expect(figures.refusals).toEqual([{ verdict: "withdrawn", looks: 1 }]);
    expect(figures.series.find(({ month }) => month === "2026-10")).toMatchObject({ granted: 1 });
  });

  test("ends at the border of the region", async () => {
    const figures = await accessStatistics(as(elsewhere), { month: "2026-11" });
    expect(figures.total).toEqual({ granted: 0, denied: 0 });
    expect((await inspect({}, elsewhere)).lines).toEqual([]);
  });

  const inspect = (parts: object, actor = regulator) =>
    inspectAccess(as(actor), {
      institutionId: officer.institutionId,
      from: "2026-11-01",
      to: "2026-11-20",
      reason: "核查投诉",
      ...parts,
    });

  test("shows single looks to who says why, and leaves a line that the operator sees", async () => {
    const { lines } = await inspect({});
    expect(lines.map(({ verdict }) => verdict)).toEqual(["withdrawn", "granted"]);
    expect(lines[0]).toMatchObject({ person: "测**", uscc: person.uscc });
    const left = { reason: "核查投诉", from: "2026-11-01", to: "2026-11-20", lines: 2 };
    expect((await listInspections(as(regulator), {}))[0]).toMatchObject(left);
    const seen = await listInspections(as(await anOperator(owner)), {});
    expect(seen).toContainEqual(expect.objectContaining({ ...left, person: "测试人员" }));
    expect(
      await owner`select body from notify.message where organisation = 'platform'`,
    ).not.toEqual([]);
  });

  test.each([
    ["without a reason", { reason: "看看" }, "consent.access_lines.input"],
    ["over more than a quarter", { from: "2026-01-01" }, "consent.inspection_period"],
    ["backwards", { from: "2026-11-21" }, "consent.inspection_period"],
  ])("refuses to show them %s", async (_, parts, reason) => {
    await expect(inspect(parts)).rejects.toMatchObject({ reason });
  });

  test("is nobody else's", async () => {
    for (const actor of [person, officer])
      await expect(accessStatistics(as(actor), {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});
