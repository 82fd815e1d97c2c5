import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getToken, signedPost, type PlatformClient } from "#sandbox/department/platform-client.ts";
import { database, type Sql } from "#db/client.ts";
import { createApiClient } from "../../identity/index.ts";
import { signerOf } from "../../kernel/signing.ts";
import { freshDatabase, type FreshDatabase } from "../../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOperator,
} from "../../testing/people.ts";
import * as web from "../database.ts";
import { answerProfileRead } from "./profile-read.ts";
import { answerToken } from "./token.ts";

vi.mock("server-only", () => ({}));
vi.mock("../database.ts", { spy: true });
vi.mock("../log.ts", () => ({ reportDefect: vi.fn(() => "0badcafe") }));

const url = "https://platform.example";
const path = "/api/v1/credit/profile-reads";
let fresh: FreshDatabase;
let owner: Sql;
let institutionId: string;
let bank: PlatformClient;
let token: string;

const route = (request: Request) =>
  new URL(request.url).pathname === path ? answerProfileRead(request) : answerToken(request);

async function aClient(organisation: string): Promise<PlatformClient> {
  const der = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
  const signer = signerOf(der.toString("base64"));
  const made = await createApiClient(
    { db: web.webDatabase(), actor: await anOperator(owner), now: new Date() },
    { name: "信贷系统", organisation, publicKey: signer.publicKey.spki },
  );
  return { url, signer, fetch: route, ...made };
}

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  vi.mocked(web.webDatabase).mockReturnValue(database(fresh.as("xinqiao_web")));
  ({ id: institutionId } = await anInstitution(owner));
  bank = await aClient(`institution:${institutionId}`);
  token = await getToken(bank);
});
afterAll(() => fresh.drop());

async function scene(parts: Partial<Parameters<typeof anAuthorisation>[1]> = {}) {
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  const authorisationId = await anAuthorisation(owner, {
    uscc,
    institutionId,
    signedBy: person.accountId,
    ...parts,
  });
  const [{ number } = { number: "" }] = await owner<{ number: string }[]>`
    select number from consent.authorisation where id = ${authorisationId}`;
  const used = async () => {
    const [row] = await owner<{ used: number }[]>`
      select used_queries as used from consent.authorisation where id = ${authorisationId}`;
    return row?.used;
  };
  const logged = async () =>
    (
      await owner<{ verdict: string }[]>`
      select verdict from consent.access_log where uscc = ${uscc} order by id`
    ).map(({ verdict }) => verdict);
  const ask = {
    authorisationNumber: number,
    uscc,
    stage: "before_loan",
    purposeCode: "credit_review",
    purpose: "贷前审查 · 信贷系统自动查询",
  };
  return { uscc, authorisationId, ask, used, logged };
}

const read = (ask: unknown, parts: { key?: string; token?: string } = {}, client = bank) =>
  signedPost(client, { token, path, body: JSON.stringify(ask), ...parts });

describe("a program's look", () => {
  test("goes through the gate: it is granted, counted and logged as the program's", async () => {
    const { ask, used, uscc } = await scene();
    const response = await read(ask);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      accessId: expect.any(Number),
      items: expect.arrayContaining(["vat_declaration"]),
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      profile: { months: expect.any(Array) },
      facts: expect.any(Object),
    });
    expect(await used()).toBe(1);
    const [line] = await owner`
      select a.display_name, l.institution_id, l.verdict, l.purpose from consent.access_log l
      join identity.account a on a.id = l.account_id where l.uscc = ${uscc}`;
    expect(line).toEqual({
      display_name: "信贷系统（程序）",
      institution_id: institutionId,
      verdict: "granted",
      purpose: ask.purpose,
    });
  });

  test("may name the authorisation by id, and ask for some of its items", async () => {
    const { ask, authorisationId } = await scene({ items: ["vat_declaration", "electricity"] });
    const { authorisationNumber: _, ...rest } = ask;
    const response = await read({ ...rest, authorisationId, items: ["electricity"] });
    expect(await response.json()).toMatchObject({ items: ["electricity"] });
  });

  test.each([
    [
      "expired",
      { endsAt: new Date(Date.now() - 1000), startsAt: new Date(Date.now() - 86_400_000) },
      {},
    ],
    ["withdrawn", { withdrawnAt: new Date() }, {}],
    ["wrong_stage", {}, { stage: "after_loan" }],
    ["wrong_purpose", {}, { purposeCode: "post_loan_monitoring" }],
    ["used_up", { usedQueries: 5, maximumQueries: 5 }, {}],
    ["item_not_covered", {}, { items: ["water"] }],
    ["range_not_covered", {}, { fromDay: "2001-01-01" }],
    ["never_granted", {}, { authorisationNumber: "SQ-NOBODY" }],
  ])(
    "is refused with the gate's own word %s, and leaves its line",
    async (verdict, terms, change) => {
      const { ask, logged } = await scene(terms);
      const response = await read({ ...ask, ...change });
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      expect(await response.json()).toMatchObject({
        status: 403,
        reason: `consent.${verdict}`,
        detail: expect.stringContaining("已记入企业的访问记录"),
      });
      expect(await logged()).toEqual([verdict]);
    },
  );

  test("under another institution's authorisation is refused", async () => {
    const { id } = await anInstitution(owner);
    const { ask, logged } = await scene({ institutionId: id });
    expect(await (await read(ask)).json()).toMatchObject({ reason: "consent.wrong_grantee" });
    expect(await logged()).toEqual(["wrong_grantee"]);
  });

  test("beyond fair use is 412, and names the attribute", async () => {
    const { ask } = await scene({ lookBackMonths: 60 });
    const response = await read(ask);
    expect(response.status).toBe(412);
    expect(await response.json()).toMatchObject({
      title: "attribute is invalid",
      reason: "consent.fair_use",
      attribute: "lookBackMonths",
    });
  });

  test.each([
    ["no JSON", "api.not_json", async () => "{"],
    ["a list", "api.not_json", async () => []],
    ["nothing", "credit.read_by_authorisation.input", async () => ({})],
    [
      "an unknown item",
      "credit.read_by_authorisation.input",
      async () => ({ ...(await scene()).ask, items: ["x"] }),
    ],
    [
      "both ways of naming",
      "credit.read_by_authorisation.input",
      async () => ({ ...(await scene()).ask, authorisationId: randomUUID() }),
    ],
    [
      "an application of nobody",
      "application.not_found",
      async () => ({ ...(await scene()).ask, applicationNumber: "DK-0" }),
    ],
  ])("that says %s is 400 and uses nothing up", async (_, reason, ask) => {
    const asked = await ask();
    const body = typeof asked === "string" ? asked : JSON.stringify(asked);
    const response = await signedPost(bank, { token, path, body });
    expect(await response.json()).toMatchObject({ status: 400, reason });
  });

  test("is not for a department's program", async () => {
    const tax = await aClient("department:tax");
    const response = await read({}, { token: await getToken(tax) }, tax);
    expect(await response.json()).toMatchObject({ reason: "api.insufficient_scope" });
  });
});

describe("a look that is asked for again", () => {
  test("with the same key gets the same answer, and uses up one query", async () => {
    const { ask, used, logged } = await scene();
    const key = randomUUID();
    const first = await (await read(ask, { key })).text();
    expect(await (await read(ask, { key })).text()).toBe(first);
    expect([await used(), await logged()]).toEqual([1, ["granted"]]);
  });

  test("twenty times at once uses up one query", async () => {
    const { ask, used } = await scene();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => read(ask, { key })));
    expect(new Set(await Promise.all(answers.map((one) => one.text()))).size).toBe(1);
    expect(await used()).toBe(1);
  });

  test("with another key is another look", async () => {
    const { ask, used } = await scene();
    await read(ask);
    await read(ask);
    expect(await used()).toBe(2);
  });

  test("with the same key and another body is a conflict", async () => {
    const { ask, used } = await scene();
    const key = randomUUID();
    await read(ask, { key });
    const response = await read({ ...ask, purpose: "另一用途" }, { key });
    expect(await response.json()).toMatchObject({
      status: 409,
      reason: "api.idempotency_conflict",
    });
    expect(await used()).toBe(1);
  });

  test("after the enterprise has withdrawn is refused, though it was granted before", async () => {
    const { ask, authorisationId, logged } = await scene();
    const key = randomUUID();
    expect((await read(ask, { key })).status).toBe(200);
    await owner`
      update consent.authorisation set status = 'withdrawn', status_at = now(), withdrawn_at = now(), status_reason = '撤回'
      where id = ${authorisationId}`;
    const again = await Promise.all([1, 2, 3].map(() => read(ask, { key })));
    expect(again.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await logged()).toEqual(["granted", "withdrawn"]);
  });

  test("after it came to no answer is worked out anew", async () => {
    const { ask } = await scene();
    const key = randomUUID();
    const wrong = { ...ask, applicationNumber: "DK-0" };
    expect((await read(wrong, { key })).status).toBe(400);
    // The key was never used for an answer.
    expect((await read(ask, { key })).status).toBe(200);
  });
});
