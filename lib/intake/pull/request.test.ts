import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { newId } from "../../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../../testing/database.ts";
import {
  aDepartmentPerson,
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../../testing/people.ts";
import { readPull } from "./queries.ts";
import { requestPull } from "./request.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());

async function scene(parts: { withdrawnAt?: Date; items?: readonly string[] } = {}) {
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  const institution = await anInstitution(owner);
  const officer = await anOfficer(owner, institution.id);
  const authorisationId = await anAuthorisation(owner, {
    uscc,
    institutionId: institution.id,
    signedBy: person.accountId,
    items: ["vat_declaration", "electricity", "enterprise_statement"],
    ...parts,
  });
  return { uscc, person, officer, authorisationId };
}

describe("a loan officer", () => {
  test("asks for what a live authorisation covers and a department offers", async () => {
    const { officer: actor, authorisationId, uscc } = await scene();
    const pullId = newId();
    await requestPull({ db, actor, now }, { pullId, authorisationId });
    const pull = await readPull({ db, actor, now }, { pullId });
    expect(pull.uscc).toBe(uscc);
    // The enterprise's own statement is typed into the platform: no department has it.
    expect(pull.sources).toMatchObject([
      { itemId: "electricity", departmentName: "电网公司", status: "pending", attempts: 0 },
      { itemId: "vat_declaration", departmentName: "税务局", status: "pending", attempts: 0 },
    ]);
  });

  test("asks twice with one id, and it is one pull", async () => {
    const { officer: actor, authorisationId } = await scene();
    const ask = { pullId: newId(), authorisationId, items: ["vat_declaration"] };
    await Promise.all([1, 2, 3].map(() => requestPull({ db, actor, now }, ask)));
    expect((await readPull({ db, actor, now }, { pullId: ask.pullId })).sources).toHaveLength(1);
  });

  test("does not ask beyond the authorisation, but may about what is public", async () => {
    const { officer: actor, authorisationId } = await scene();
    const ask = (items: string[]) =>
      requestPull({ db, actor, now }, { pullId: newId(), authorisationId, items });
    await expect(ask(["water"])).rejects.toMatchObject({
      reason: "intake.pull_not_covered",
      message: expect.stringContaining("用水缴费"),
    });
    await expect(ask(["enterprise_statement"])).rejects.toMatchObject({
      reason: "intake.pull_not_offered",
    });
    await expect(ask(["nothing"])).rejects.toMatchObject({ kind: "invalid" });
    await expect(ask(["penalty"])).resolves.toMatchObject({});
  });

  test("does not ask under one that was withdrawn", async () => {
    const { officer: actor, authorisationId } = await scene({ withdrawnAt: now });
    await expect(
      requestPull({ db, actor, now }, { pullId: newId(), authorisationId }),
    ).rejects.toMatchObject({ kind: "conflict", message: expect.stringContaining("已撤回") });
  });

  test("of another institution finds neither the authorisation nor the pull", async () => {
    const { officer, authorisationId } = await scene();
    const { officer: stranger, authorisationId: theirs } = await scene();
    const pullId = newId();
    await requestPull({ db, actor: officer, now }, { pullId, authorisationId });
    const there = { kind: "not_found" };
    await expect(
      requestPull({ db, actor: stranger, now }, { pullId: newId(), authorisationId }),
    ).rejects.toMatchObject(there);
    await expect(readPull({ db, actor: stranger, now }, { pullId })).rejects.toMatchObject(there);
    await expect(
      requestPull({ db, actor: stranger, now }, { pullId, authorisationId: theirs }),
    ).rejects.toMatchObject(there);
  });
});

describe("an enterprise", () => {
  test("asks about itself under what it gave the platform", async () => {
    const { uscc, person: actor } = await scene();
    const platform = await anAuthorisation(owner, {
      uscc,
      institutionId: null,
      signedBy: actor.accountId,
      stage: "platform",
      items: ["gas"],
      maximumQueries: 1000,
    });
    const pullId = newId();
    await requestPull({ db, actor, now }, { pullId });
    expect(await readPull({ db, actor, now }, { pullId })).toMatchObject({
      uscc,
      sources: [{ itemId: "gas" }],
    });
    const [kept] = await owner`select authorisation_id from intake.pull where id = ${pullId}`;
    expect(kept).toEqual({ authorisation_id: platform });
  });

  test("does not ask about another", async () => {
    const { authorisationId } = await scene();
    const { person: actor } = await scene();
    await expect(
      requestPull({ db, actor, now }, { pullId: newId(), authorisationId }),
    ).rejects.toMatchObject({ kind: "not_found" });
  });
});

test("a department does not ask itself", async () => {
  const actor = await aDepartmentPerson(owner);
  await expect(requestPull({ db, actor, now }, { pullId: newId() })).rejects.toMatchObject({
    kind: "forbidden",
  });
});
