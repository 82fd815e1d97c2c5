import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { pushPath, signedPost, type PlatformClient } from "#sandbox/department/platform-client.ts";
import { database } from "#db/client.ts";
import * as web from "../database.ts";
import { answerPush } from "./batches.ts";
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
let tax: PlatformClient;
let token: string;
let push: Awaited<ReturnType<typeof pusher>>["push"];

beforeAll(async () => {
  stage = await openApiStage((request) =>
    request.url.endsWith("/token") ? answerToken(request) : answerPush(request),
  );
  vi.mocked(web.webDatabase).mockReturnValue(database(stage.web));
  tax = await stage.aClient();
  ({ token, push } = await pusher(tax));
});
afterAll(() => stage.fresh.drop());

describe("a signature", () => {
  const send = (headers: Record<string, string | null>, body = "x") => {
    const all = { authorization: `Bearer ${token}`, ...headers };
    const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
    return answerPush(
      new Request(url + vatPath, { method: "POST", headers: Object.fromEntries(given), body }),
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
    await signedPost(client, { token, path: vatPath, body, ...parts });
    return Object.fromEntries(caught);
  }

  test.each([
    ["x-timestamp", "api.timestamp_missing"],
    ["idempotency-key", "api.idempotency_key_missing"],
    ["x-signature", "api.signature_missing"],
  ])("without %s is none", async (name, reason) => {
    const answered = await problemIn(await send({ ...(await signed()), [name]: null }));
    expect(answered).toMatchObject({ status: 401, reason, title: "Unauthorized" });
    expect(answered.detail).toContain("缺少请求头");
  });

  test.each([
    ["another body", async () => send(await signed("y"))],
    ["another path", async () => send(await signed("x", { path: pushPath("tax_grade") }))],
    ["another key", async () => send({ ...(await signed()), "idempotency-key": "other-key" })],
    [
      "another time",
      async () =>
        send({ ...(await signed()), "x-timestamp": new Date(Date.now() + 1000).toISOString() }),
    ],
    ["nonsense", async () => send({ ...(await signed()), "x-signature": "AAAA" })],
    [
      "another program's key",
      async () => push("x", {}, { ...tax, signer: (await stage.aClient()).signer }),
    ],
  ])("over %s is wrong", async (_, ask) => {
    expect(await problemIn(await ask())).toMatchObject({
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
      expect(await problemIn(await push("x", { at }))).toMatchObject({
        status: 401,
        reason: "api.timestamp_skewed",
      });
    }
    expect(
      await problemIn(await send({ ...(await signed()), "x-timestamp": "2026-11-21 09:30" })),
    ).toMatchObject({ reason: "api.timestamp_invalid" });
  });

  test.each(["short", "with space", "quarantine:12", "x".repeat(129)])(
    "is not taken with the key %s",
    async (key) => {
      expect(await problemIn(await push("x", { key }))).toMatchObject({
        reason: "api.idempotency_key_invalid",
      });
    },
  );
});
