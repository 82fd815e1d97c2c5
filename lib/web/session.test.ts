import NextAuth from "next-auth";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "#db/client.ts";
import { hashPassword } from "../identity/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson } from "../testing/people.ts";
import * as web from "./database.ts";
import { authOptions, currentActor } from "./session.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("./database.ts", { spy: true });
const jar = new Map<string, string>();
vi.mock("next/headers", () => ({
  cookies: async () => ({ getAll: () => [...jar].map(([name, value]) => ({ name, value })) }),
}));

const password = "Xinqiao-2026";
const began = new Date("2026-11-02T00:00:00Z");
const HOUR_MS = 3600_000;
let fresh: FreshDatabase;
let loginName: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  const { uscc } = await anEnterprise(fresh.owner);
  const hash = await hashPassword(password);
  ({ loginName } = await anEnterprisePerson(fresh.owner, uscc, { password: hash }));
  vi.mocked(web.webDatabase).mockReturnValue(database(fresh.as("xinqiao_web")));
});
afterAll(() => fresh.drop());
beforeEach(() => {
  jar.clear();
  vi.useFakeTimers({ toFake: ["Date"], now: began });
});
afterEach(() => {
  vi.useRealTimers();
});

const at = (hours: number) => vi.setSystemTime(began.getTime() + hours * HOUR_MS);

/** One request of a browser to next-auth: it sends its cookies and keeps those that come back. */
async function ask(action: string, body?: Readonly<Record<string, unknown>>) {
  let answered: unknown;
  const response = {
    status: () => response,
    getHeader: () => [],
    setHeader: (name: string, value: unknown) => {
      if (name !== "Set-Cookie" || !Array.isArray(value)) return response;
      for (const line of value.map(String)) {
        const [, key = "", held = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0/i.test(line) || held === "") jar.delete(key);
        else jar.set(key, decodeURIComponent(held));
      }
      return response;
    },
    json: (value: unknown) => (answered = value),
    send: (value: unknown) => (answered = value),
    end: () => undefined,
  };
  const request = {
    query: { nextauth: action.split("/") },
    method: body ? "POST" : "GET",
    cookies: Object.fromEntries(jar),
    headers: {},
    body: { ...body, json: "true" },
  };
  await NextAuth(request as never, response as never, authOptions()); // As much of both as next-auth reads.
  return answered as Record<string, string>; // Whatever next-auth answers is such an object.
}

async function signIn(typed: Readonly<Record<string, unknown>> = { loginName, password }) {
  const { csrfToken } = await ask("csrf");
  const { url = "" } = await ask("callback/credentials", { ...typed, csrfToken });
  return new URL(url, "http://localhost").searchParams.get("error");
}
const isSignedIn = async () => (await currentActor()) !== null;

describe("a session", () => {
  test("ends after two hours without use", async () => {
    expect(await signIn()).toBeNull();
    expect(await isSignedIn()).toBe(true);
    at(1.9);
    expect(await isSignedIn()).toBe(true);
    at(2.1);
    expect(await isSignedIn()).toBe(false);
  });

  test("goes on while it is used, and ends twelve hours after signing in all the same", async () => {
    await signIn();
    for (let hour = 1.5; hour < 12; hour += 1.5) {
      at(hour);
      expect(await isSignedIn(), `after ${hour} hours`).toBe(true);
      await ask("session");
    }
    at(11.9);
    expect(await isSignedIn()).toBe(true);
    await ask("session");
    at(12);
    expect(await isSignedIn()).toBe(false);
    await ask("session");
    expect(await isSignedIn()).toBe(false);
  });

  test("cannot be made younger by what a browser sends", async () => {
    await signIn();
    at(1.5);
    const { csrfToken } = await ask("csrf");
    await ask("session", { csrfToken, data: { signedInAt: began.getTime() + 20 * HOUR_MS } });
    for (const hour of [3, 4.5, 6, 7.5, 9, 10.5, 11.9]) {
      at(hour);
      await ask("session");
    }
    at(12);
    expect(await isSignedIn()).toBe(false);
  });

  test("tells the browser when it ends, and nothing of the person", async () => {
    await signIn();
    expect(Object.keys(await ask("session"))).toEqual(["expires"]);
  });

  test("ends in every browser when the password is changed", async () => {
    await signIn();
    await fresh.owner`update identity.account set password_hash = ${await hashPassword("Another-1")} where login_name = ${loginName}`;
    expect(await isSignedIn()).toBe(false);
    await fresh.owner`update identity.account set password_hash = ${await hashPassword(password)} where login_name = ${loginName}`;
  });

  test("is nobody's when its cookie is no token of ours", async () => {
    jar.set("next-auth.session-token", "made up");
    expect(await isSignedIn()).toBe(false);
  });
});

test("what next-auth writes into an address is one of our words, whatever is sent", async () => {
  expect(await signIn({ loginName, password: "wrong-1" })).toBe("wrong");
  expect(await signIn({ loginName: { a: 1 }, password: 7 })).toBe("wrong");
  expect(await signIn({})).toBe("wrong");
  expect(jar.has("next-auth.session-token")).toBe(false);
});
