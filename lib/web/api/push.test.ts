import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  get,
  getToken,
  pushPath,
  type PlatformClient,
} from "#sandbox/department/platform-client.ts";
import { connect, database, type Sql } from "#db/client.ts";
import { disableApiClient } from "../../identity/index.ts";
import { workSubmissions } from "../../intake/index.ts";
import { anEnterprise, anInstitution, anOperator } from "../../testing/people.ts";
import * as web from "../database.ts";
import { answerBatch, answerPush } from "./batches.ts";
import {
  header,
  openApiStage,
  problemIn,
  pusher,
  row,
  url,
  vatPath,
  type ApiStage,
} from "./factory.ts";
import { answerToken } from "./token.ts";

vi.mock("server-only", () => ({}));
vi.mock("../database.ts", { spy: true });
vi.mock("../log.ts", () => ({ reportDefect: vi.fn(() => "0badcafe") }));

let stage: ApiStage;
let intake: Sql;
let tax: PlatformClient;
let token: string;
let push: Awaited<ReturnType<typeof pusher>>["push"];

/** The platform's own handlers in place of a network. */
const route = (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  if (pathname === "/api/v1/token") return answerToken(request);
  return request.method === "POST"
    ? answerPush(request)
    : answerBatch(request, pathname.split("/").at(-1) ?? "");
};
const use = (sql: Sql) => vi.mocked(web.webDatabase).mockReturnValue(database(sql));

beforeAll(async () => {
  stage = await openApiStage(route);
  intake = stage.fresh.as("xinqiao_intake");
  use(stage.web);
  tax = await stage.aClient();
  ({ token, push } = await pusher(tax));
});
afterAll(() => stage.fresh.drop());

describe("a push", () => {
  test("is taken with 202 and a place to ask, lands, and accounts for every row", async () => {
    const { uscc } = await anEnterprise(stage.owner);
    const body =
      header + row(uscc) + row(uscc) + row(uscc, "2026-10", "1.234") + row("91X", "2026-10");
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
          {
            line: 4,
            field: "paid",
            rule: "too_precise",
            status: "open",
            raw: { 实缴税额: "1.234" },
          },
          { line: 5, field: "uscc" },
        ],
      },
    });
    const [batch] = await stage.owner`select channel from intake.batch order by id desc limit 1`;
    expect(batch).toEqual({ channel: "push" });
  });

  test("may be packed, and may be JSON lines", async () => {
    const { uscc } = await anEnterprise(stage.owner);
    const lines = [
      { uscc, period: "2026-08", sales: 1, payable: 0, paid: 0, arrears: 0, lateDays: 0 },
    ];
    const taken = await push(gzipSync(lines.map((one) => JSON.stringify(one)).join("\n")));
    await workSubmissions(intake);
    const view = await get(tax, token, taken.headers.get("location") ?? "");
    expect(await view.json()).toMatchObject({ batch: { received: 1, accepted: 1 } });
  });

  test("signed by SM2 is taken as well", async () => {
    const client = await stage.aClient("department:tax", "SM2");
    const own = await getToken(client);
    expect((await push(header + row("91"), { token: own }, client)).status).toBe(202);
  });

  test("of what cannot be read is refused at once", async () => {
    expect(await problemIn(await push("%PDF-1.7 …"))).toMatchObject({
      status: 400,
      reason: "intake.unknown_format",
    });
    expect(await problemIn(await push(""))).toMatchObject({ reason: "intake.empty_file" });
  });

  test("of an item that is not the department's is refused", async () => {
    expect(await problemIn(await push(header, { path: pushPath("electricity") }))).toMatchObject({
      status: 403,
      reason: "intake.foreign_item",
    });
    for (const unknown of ["nothing", ""]) {
      expect(await problemIn(await push(header, { path: pushPath(unknown) }))).toMatchObject({
        status: 400,
        fields: [{ path: "item" }],
      });
    }
  });

  test("of more than 50 MB is refused, whether it says so or not", async () => {
    const large = Buffer.alloc(50 * 1024 * 1024 + 1, "x");
    expect(await problemIn(await push(large))).toMatchObject({
      status: 413,
      reason: "api.too_large",
    });
    const request = new Request(url + vatPath, {
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
    expect(await problemIn(await push(header + row("91B"), { key }))).toMatchObject(conflict);
    const elsewhere = { key, path: pushPath("tax_grade") };
    expect(await problemIn(await push(header + row("91A"), elsewhere))).toMatchObject(conflict);
  });

  test("twenty times at once is one submission", async () => {
    const key = "same-key-3";
    const body = header + row("91C");
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(body, { key })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).toBe(1);
    const [kept] = await stage.owner`
      select count(*)::int as n from intake.submission where idempotency_key = ${key}`;
    expect(kept).toEqual({ n: 1 });
  });

  test("by another client with the same key is another", async () => {
    const other = await stage.aClient();
    const key = "same-key-4";
    const body = header + row("91D");
    const one = await push(body, { key });
    const two = await push(body, { key, token: await getToken(other) }, other);
    expect(two.status).toBe(202);
    expect(two.headers.get("location")).not.toBe(one.headers.get("location"));
  });
});

describe("a program", () => {
  test("without a token, or with one of nobody, is not let in", async () => {
    const bare = await answerBatch(new Request(`${url}/x`), "x");
    expect(await problemIn(bare)).toMatchObject({ status: 401, reason: "api.token_missing" });
    const nobody = await get(tax, "x".repeat(43), "/api/v1/intake/batches/x");
    expect(nobody.headers.get("www-authenticate")).toContain("invalid_token");
    expect(await problemIn(nobody)).toMatchObject({ status: 401, reason: "api.token_invalid" });
  });

  test("of an institution pushes nothing", async () => {
    const { id } = await anInstitution(stage.owner);
    const bank = await stage.aClient(`institution:${id}`);
    const answered = await push("x", { token: await getToken(bank) }, bank);
    expect(await problemIn(answered)).toMatchObject({
      status: 403,
      reason: "api.insufficient_scope",
    });
  });

  test("of another department does not find the batch", async () => {
    const place = (await push(header + row("91E"))).headers.get("location") ?? "";
    const power = await stage.aClient("department:power_grid");
    const foreign = await get(power, await getToken(power), place);
    expect(await problemIn(foreign)).toMatchObject({ status: 404, reason: "intake.no_submission" });
    const nonsense = await get(tax, token, "/api/v1/intake/batches/1%27--");
    expect(nonsense.status).toBe(404);
  });

  test("that is ended is out at once", async () => {
    const ending = await stage.aClient();
    const old = await getToken(ending);
    await disableApiClient(
      { db: web.webDatabase(), actor: await anOperator(stage.owner), now: new Date() },
      { clientId: ending.clientId },
    );
    expect((await push(header, { token: old }, ending)).status).toBe(401);
  });
});

describe("where the database is gone", () => {
  beforeEach(() => {
    use(connect("postgres://nobody@127.0.0.1:1/gone", { max: 1 }));
    return () => void use(stage.web);
  });

  test("a program is told to send the same again", async () => {
    const answered = await push(header);
    expect(answered.headers.get("retry-after")).toBe("5");
    expect(await problemIn(answered)).toMatchObject({ status: 503, reason: "api.unavailable" });
  });
});
