import { beforeEach, describe, expect, test, vi } from "vitest";

type Requests = typeof import("#components/identity/auth-requests.ts");

const asked: string[] = [];
const fetched = vi.fn<typeof fetch>();
const kept = new Map<string, string>();
let requests: Requests;

const answer =
  (body: unknown, status = 200) =>
  async () =>
    Response.json(body, { status });
/** What next-auth answers to each action; everything else is a network that is gone. */
function server(actions: Readonly<Record<string, () => Promise<Response>>>) {
  fetched.mockImplementation(async (address) => {
    const action = String(address).replace("/api/auth/", "");
    asked.push(action);
    const given = actions[action];
    if (!given) throw new TypeError("Failed to fetch");
    return given();
  });
}
const csrf = answer({ csrfToken: "token" });

beforeEach(async () => {
  asked.length = 0;
  kept.clear();
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("location", { origin: "http://localhost" });
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
  // A window of its own each time: the module remembers what is under way.
  vi.resetModules();
  requests = await import("#components/identity/auth-requests.ts");
});

describe("signing in", () => {
  const signIn = (address: string, status = 200) => {
    server({ csrf, "callback/credentials": answer({ url: address }, status) });
    return requests.signInWith("officer", "Xinqiao-2026");
  };

  test("has succeeded when nothing stood in the way", async () => {
    expect(await signIn("https://elsewhere.example/")).toBeNull();
  });

  test.each([
    ["a problem with a name", "http://localhost/api/auth/error?error=wrong", 401, "wrong"],
    ["one without", "http://localhost/api/auth/error?error=relation+x", 401, "failed"],
    ["a refused form token", "http://localhost/api/auth/signin?csrf=true", 200, "failed"],
    ["an answer of 500", "http://localhost/", 500, "failed"],
  ])("has failed with %s", async (_, address, status, problem) => {
    expect(await signIn(address, status)).toBe(problem);
  });

  test.each([
    ["the network is gone", {}],
    ["the network goes half-way", { csrf }],
    ["the answer is no answer", { csrf, "callback/credentials": answer({}) }],
    ["the answer is a page", { csrf, "callback/credentials": async () => new Response("<html>") }],
  ])("throws where %s, so that the form stays as it is", async (_, actions) => {
    server(actions);
    await expect(requests.signInWith("officer", "Xinqiao-2026")).rejects.toThrow();
  });
});

describe("a session in use", () => {
  test("is renewed once in five minutes, and not just after signing in", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    server({ csrf, "callback/credentials": answer({ url: "http://localhost/" }), session: csrf });
    await requests.signInWith("officer", "Xinqiao-2026");
    asked.length = 0;
    requests.keepSession();
    expect(asked).toEqual([]);
    vi.setSystemTime(Date.now() + 5 * 60_000);
    requests.keepSession();
    requests.keepSession();
    expect(asked).toEqual(["session"]);
    vi.useRealTimers();
  });

  test("is not renewed behind a signing out, which waits for a renewal under way", async () => {
    let renewed: (response: Response) => void = () => undefined;
    server({
      csrf,
      session: () => new Promise((resolve) => (renewed = resolve)),
      signout: answer({ url: "http://localhost/" }),
    });
    requests.keepSession();
    const leaving = requests.signOutHere();
    kept.clear();
    requests.keepSession();
    await Promise.resolve();
    expect(asked).toEqual(["session"]);
    renewed(Response.json({}));
    await leaving;
    expect(asked).toEqual(["session", "csrf", "signout"]);
  });

  test("that could not be ended is kept on", async () => {
    server({ csrf, signout: answer({ url: "http://localhost/api/auth/signout?csrf=true" }) });
    await expect(requests.signOutHere()).rejects.toThrow();
    requests.keepSession();
    expect(asked.at(-1)).toBe("session");
  });
});
