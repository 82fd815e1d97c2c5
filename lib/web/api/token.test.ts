import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { PlatformClient } from "#sandbox/department/platform-client.ts";
import { database } from "#db/client.ts";
import * as web from "../database.ts";
import { openApiStage, url, type ApiStage } from "./factory.ts";
import { answerToken } from "./token.ts";

vi.mock("server-only", () => ({}));
vi.mock("../database.ts", { spy: true });
vi.mock("../log.ts", () => ({ reportDefect: vi.fn(() => "0badcafe") }));

let stage: ApiStage;
let tax: PlatformClient;

beforeAll(async () => {
  stage = await openApiStage(answerToken);
  vi.mocked(web.webDatabase).mockReturnValue(database(stage.web));
  tax = await stage.aClient();
});
afterAll(() => stage.fresh.drop());

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
    [
      "an unknown client",
      `${grant}&client_id=a&client_secret=b`,
      () => ({}),
      401,
      "invalid_client",
    ],
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
