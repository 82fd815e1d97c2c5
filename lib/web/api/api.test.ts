import { generateKeyPairSync } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  get,
  getToken,
  pushPath,
  signedPost,
  type PlatformClient,
} from "#sandbox/department/platform-client.ts";
import { connect, database, type Sql } from "#db/client.ts";
import { createApiClient, disableApiClient } from "../../identity/index.ts";
import { workSubmissions } from "../../intake/index.ts";
import { signerOf } from "../../kernel/signing.ts";
import { freshDatabase, type FreshDatabase } from "../../testing/database.ts";
import { anEnterprise, anInstitution, anOperator } from "../../testing/people.ts";
import * as web from "../database.ts";
import { answerBatch, answerPush } from "./batches.ts";
import { answerToken } from "./token.ts";

vi.mock("server-only", () => ({}));
vi.mock("../database.ts", { spy: true });
vi.mock("../log.ts", () => ({ reportDefect: vi.fn(() => "0badcafe") }));

const url = "https://platform.example";
let fresh: FreshDatabase;
let owner: Sql;
let intake: Sql;
let tax: PlatformClient;
let token: string;

/** The platform's own handlers in place of a network. */
const route = (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  if (pathname === "/api/v1/token") return answerToken(request);
  return request.method === "POST"
    ? answerPush(request)
    : answerBatch(request, pathname.split("/").at(-1) ?? "");
};

async function aClient(organisation = "department:tax", curve: "ed25519" | "SM2" = "ed25519") {
  const { privateKey } =
    curve === "SM2"
      ? generateKeyPairSync("ec", { namedCurve: "SM2" })
      : generateKeyPairSync("ed25519");
  const signer = signerOf(privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"));
  const made = await createApiClient(
    { db: web.webDatabase(), actor: await anOperator(owner), now: new Date() },
    { name: "测试程序", organisation, publicKey: signer.publicKey.spki },
  );
  return { url, signer, fetch: route, ...made } satisfies PlatformClient;
}

const use = (sql: Sql) => vi.mocked(web.webDatabase).mockReturnValue(database(sql));

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  intake = fresh.as("xinqiao_intake");
  use(fresh.as("xinqiao_web"));
  tax = await aClient();
  token = await getToken(tax);
});
afterAll(() => fresh.drop());

describe("a token", () => {
  const ask = (body: string, headers: Record<string, string> = {}) =>
    answerToken(
      new Request(`${url}/api/v1/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body,
      }),
    );
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`${tax.clientId}:${secret}`).toString("base64")}`,
  });
  const grant = "grant_type=client_credentials";

  test("is given for credentials by HTTP Basic or in the form, and never cached", async () => {
    const byForm = `${grant}&client_id=${tax.clientId}&client_secret=${tax.secret}&scope=intake.push`;
    for (const response of [await ask(grant, basic(tax.secret)), await ask(byForm)]) {
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.json()).toEqual({
        access_token: expect.stringMatching(/^[\w-]{43}$/),
        token_type: "Bearer",
        expires_in: 1800,
        scope: "intake.push",
      });
    }
  });

  test.each([
    ["a wrong secret", grant, () => basic("wrong"), 401, "invalid_client"],
    ["no credentials", grant, () => ({}), 401, "invalid_client"],
    ["an unknown client", `${grant}&client_id=a&client_secret=b`, () => ({}), 401, "invalid_client"],
    ["another grant", "grant_type=password", () => basic("x"), 400, "unsupported_grant_type"],
    ["no grant", "", () => basic("x"), 400, "invalid_request"],
    ["a parameter twice", `${grant}&${grant}`, () => basic("x"), 400, "invalid_request"],
    ["credentials twice", `${grant}&client_secret=b`, () => basic("x"), 400, "invalid_request"],
    ["NUL in them", `${grant}&client_id=%00&client_secret=b`, () => ({}), 401, "invalid_client"],
  ])("is not given for %s, in the words of RFC 6749", async (_, body, headers, status, error) => {
    const response = await ask(body, headers());
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error });
    expect(response.headers.has("www-authenticate")).toBe(status === 401);
  });

  test("is not given for a scope of others", async () => {
    const response = await ask(`${grant}&scope=credit.read`, basic(tax.secret));
    expect(await response.json()).toMatchObject({ error: "invalid_scope" });
  });
});

const header = "统一社会信用代码,所属期,申报销售额,应纳税额,实缴税额,期末欠税,逾期申报天数\n";
const row = (uscc: string, period = "2026-09", paid = "30") =>
  `${uscc},${period},1000,30,${paid},0,0\n`;
const path = pushPath("vat_declaration");
const push = (
  body: string | Uint8Array,
  parts: Partial<Parameters<typeof signedPost>[1]> = {},
  client = tax,
) => signedPost(client, { token, path, body, ...parts });
const problem = async (response: Response) => {
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  return (await response.json()) as Record<string, unknown>;
};

describe("a push", () => {
  test("is taken with 202 and a place to ask, lands, and accounts for every row", async () => {
    const { uscc } = await anEnterprise(owner);
    const body = header + row(uscc) + row(uscc) + row(uscc, "2026-10", "1.234") + row("91X", "2026-10");
    const taken = await push(body);
    expect(taken.status).toBe(202);
    const { id } = (await taken.clone().json()) as { id: string };
    expect(await taken.json()).toEqual({ id, status: "queued" });
    const place = taken.headers.get("location") ?? "";
    expect(place).toBe(`/api/v1/intake/batches/${id}`);
    expect(await (await get(tax, token, place)).json()).toMatchObject({
      status: "queued",
      batch: null,
    });

    await workSubmissions(intake);
    expect(await (await get(tax, token, place)).json()).toMatchObject({
      id,
      item: "vat_declaration",
      status: "landed",
      progress: 4,
      batch: { received: 4, accepted: 1, superseded: 0, duplicate: 1, quarantined: 2 },
      quarantine: {
        page: 1,
        pageCount: 1,
        rows: [
          { line: 4, field: "paid", rule: "too_precise", status: "open", raw: { 实缴税额: "1.234" } },
          { line: 5, field: "uscc" },
        ],
      },
    });
    const [batch] = await owner`select channel from intake.batch order by id desc limit 1`;
    expect(batch).toEqual({ channel: "push" });
  });

  test("may be packed, and may be JSON lines", async () => {
    const { uscc } = await anEnterprise(owner);
    const lines = [{ uscc, period: "2026-08", sales: 1, payable: 0, paid: 0, arrears: 0, lateDays: 0 }];
    const taken = await push(gzipSync(lines.map((one) => JSON.stringify(one)).join("\n")));
    await workSubmissions(intake);
    const view = await get(tax, token, taken.headers.get("location") ?? "");
    expect(await view.json()).toMatchObject({ batch: { received: 1, accepted: 1 } });
  });

  test("signed by SM2 is taken as well", async () => {
    const client = await aClient("department:tax", "SM2");
    const own = await getToken(client);
    expect((await push(header + row("91"), { token: own }, client)).status).toBe(202);
  });

  test("of what cannot be read is refused at once", async () => {
    expect(await problem(await push("%PDF-1.7 …"))).toMatchObject({
      status: 400,
      reason: "intake.unknown_format",
    });
    expect(await problem(await push(""))).toMatchObject({ reason: "intake.empty_file" });
  });

  test("of an item that is not the department's is refused", async () => {
    expect(await problem(await push(header, { path: pushPath("electricity") }))).toMatchObject({
      status: 403,
      reason: "intake.foreign_item",
    });
    for (const unknown of ["nothing", ""]) {
      expect(await problem(await push(header, { path: pushPath(unknown) }))).toMatchObject({
        status: 400,
        fields: [{ path: "item" }],
      });
    }
  });

  test("of more than 50 MB is refused, whether it says so or not", async () => {
    const large = Buffer.alloc(50 * 1024 * 1024 + 1, "x");
    expect(await problem(await push(large))).toMatchObject({ status: 413, reason: "api.too_large" });
    const request = new Request(url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-length": String(large.length) },
      body: "little",
    });
    expect((await answerPush(request)).status).toBe(413);
  });
});

describe("a push that is sent again", () => {
  test("with the same key and body gets the same answer", async () => {
    const key = "same-key-1";
    const body = header + row("91520100000000000X");
    const first = await push(body, { key });
    await workSubmissions(intake);
    const again = await push(body, { key });
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
  });

  test("with the same key and another body or item is a conflict", async () => {
    const key = "same-key-2";
    await push(header + row("91A"), { key });
    const conflict = { status: 409, reason: "api.idempotency_conflict" };
    expect(await problem(await push(header + row("91B"), { key }))).toMatchObject(conflict);
    const elsewhere = { key, path: pushPath("tax_grade") };
    expect(await problem(await push(header + row("91A"), elsewhere))).toMatchObject(conflict);
  });

  test("twenty times at once is one submission", async () => {
    const key = "same-key-3";
    const body = header + row("91C");
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(body, { key })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).toBe(1);
    const [kept] = await owner`
      select count(*)::int as n from intake.submission where idempotency_key = ${key}`;
    expect(kept).toEqual({ n: 1 });
  });

  test("by another client with the same key is another", async () => {
    const other = await aClient();
    const key = "same-key-4";
    const body = header + row("91D");
    const one = await push(body, { key });
    const two = await push(body, { key, token: await getToken(other) }, other);
    expect(two.status).toBe(202);
    expect(two.headers.get("location")).not.toBe(one.headers.get("location"));
  });
});

describe("a signature", () => {
  const send = (headers: Record<string, string | null>, body = "x") => {
    const all = { authorization: `Bearer ${token}`, ...headers };
    const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
    return answerPush(
      new Request(url + path, { method: "POST", headers: Object.fromEntries(given), body }),
    );
  };
  /** The headers of a good request for this body. */
  async function signed(body = "x", parts = {}) {
    let caught = new Headers();
    const client = {
      ...tax,
      fetch: async (request: Request) => {
        caught = request.headers;
        return new Response();
      },
    };
    await signedPost(client, { token, path, body, ...parts });
    return Object.fromEntries(caught);
  }

  test.each([
    ["x-timestamp", "api.timestamp_missing"],
    ["idempotency-key", "api.idempotency_key_missing"],
    ["x-signature", "api.signature_missing"],
  ])("without %s is none", async (name, reason) => {
    const answered = await problem(await send({ ...(await signed()), [name]: null }));
    expect(answered).toMatchObject({ status: 401, reason, title: "Unauthorized" });
    expect(answered.detail).toContain("缺少请求头");
  });

  test.each([
    ["another body", async () => send(await signed("y"))],
    ["another path", async () => send(await signed("x", { path: pushPath("tax_grade") }))],
    ["another key", async () => send({ ...(await signed()), "idempotency-key": "other-key" })],
    [
      "another time",
      async () => send({ ...(await signed()), "x-timestamp": new Date(Date.now() + 1000).toISOString() }),
    ],
    ["nonsense", async () => send({ ...(await signed()), "x-signature": "AAAA" })],
    ["another program's key", async () => push("x", {}, { ...tax, signer: (await aClient()).signer })],
  ])("over %s is wrong", async (_, ask) => {
    expect(await problem(await ask())).toMatchObject({
      status: 401,
      reason: "api.signature_invalid",
    });
  });

  test("is good for a quarter of an hour to either side", async () => {
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    for (const at of [minutes(-14.9), minutes(14.9)]) {
      expect((await push(header + row("91"), { at })).status).toBe(202);
    }
    for (const at of [minutes(-15.1), minutes(15.1)]) {
      expect(await problem(await push("x", { at }))).toMatchObject({
        status: 401,
        reason: "api.timestamp_skewed",
      });
    }
    expect(
      await problem(await send({ ...(await signed()), "x-timestamp": "2026-11-21 09:30" })),
    ).toMatchObject({ reason: "api.timestamp_invalid" });
  });

  test.each(["short", "with space", "quarantine:12", "x".repeat(129)])(
    "is not taken with the key %s",
    async (key) => {
      expect(await problem(await push("x", { key }))).toMatchObject({
        reason: "api.idempotency_key_invalid",
      });
    },
  );
});

describe("a program", () => {
  test("without a token, or with one of nobody, is not let in", async () => {
    const bare = await answerBatch(new Request(`${url}/x`), "x");
    expect(await problem(bare)).toMatchObject({ status: 401, reason: "api.token_missing" });
    const nobody = await get(tax, "x".repeat(43), "/api/v1/intake/batches/x");
    expect(nobody.headers.get("www-authenticate")).toContain("invalid_token");
    expect(await problem(nobody)).toMatchObject({ status: 401, reason: "api.token_invalid" });
  });

  test("of an institution pushes nothing", async () => {
    const { id } = await anInstitution(owner);
    const bank = await aClient(`institution:${id}`);
    const answered = await push("x", { token: await getToken(bank) }, bank);
    expect(await problem(answered)).toMatchObject({
      status: 403,
      reason: "api.insufficient_scope",
    });
  });

  test("of another department does not find the batch", async () => {
    const place = (await push(header + row("91E"))).headers.get("location") ?? "";
    const power = await aClient("department:power_grid");
    const foreign = await get(power, await getToken(power), place);
    expect(await problem(foreign)).toMatchObject({ status: 404, reason: "intake.no_submission" });
    const nonsense = await get(tax, token, "/api/v1/intake/batches/1%27--");
    expect(nonsense.status).toBe(404);
  });

  test("that is ended is out at once", async () => {
    const ending = await aClient();
    const old = await getToken(ending);
    await disableApiClient(
      { db: web.webDatabase(), actor: await anOperator(owner), now: new Date() },
      { clientId: ending.clientId },
    );
    expect((await push(header, { token: old }, ending)).status).toBe(401);
  });
});

describe("where the database is gone", () => {
  beforeEach(() => {
    use(connect("postgres://nobody@127.0.0.1:1/gone", { max: 1 }));
    return () => void use(fresh.as("xinqiao_web"));
  });

  test("a program is told to send the same again", async () => {
    const answered = await push(header);
    expect(answered.headers.get("retry-after")).toBe("5");
    expect(await problem(answered)).toMatchObject({ status: 503, reason: "api.unavailable" });
  });
});
