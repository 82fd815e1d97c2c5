import type { SignInProblem } from "#lib/web/sign-in.ts";

// What a browser asks of next-auth. Its own client is not used: where it cannot reach the server it
// leaves the page, and what was typed is lost; and it takes a refused form token for success.

const problems = ["wrong", "disabled", "unavailable", "failed"] as const satisfies SignInProblem[];

/** Signs in; answers what stood in the way, or null. Throws where the server gives no answer. */
export async function signInWith(
  loginName: string,
  password: string,
): Promise<SignInProblem | null> {
  const { ok, error } = await post("callback/credentials", { loginName, password });
  if (ok && error === null) {
    noteRenewal();
    return null;
  }
  return problems.find((problem) => problem === error) ?? "failed";
}

let leaving = false;
let renewal: Promise<unknown> = Promise.resolve();

/** Ends the session of this browser. Throws where the server does not confirm it. */
export async function signOutHere(): Promise<void> {
  leaving = true;
  try {
    // A renewal under way would bring the cookie back after it is gone.
    await renewal;
    const { ok } = await post("signout", {});
    if (!ok) throw new Error("Signing out was not confirmed");
  } catch (error) {
    leaving = false;
    throw error;
  }
}

const RENEW_EVERY_MS = 5 * 60_000;

/** Says that the session is in use; the server hears of it once in five minutes at most. */
export function keepSession(): void {
  const since = Date.now() - lastRenewal();
  if (leaving || (since >= 0 && since < RENEW_EVERY_MS)) return;
  noteRenewal();
  // Of no consequence when it fails: the next use tries again.
  const signal = AbortSignal.timeout(10_000);
  renewal = fetch("/api/auth/session", { cache: "no-store", signal }).catch(() => undefined);
}

const noted = "xinqiao.session-renewed-at";
let notedHere = 0;

/** Shared by the windows of a browser, as the session is; by this one alone where nothing may be kept. */
function noteRenewal(): void {
  notedHere = Date.now();
  try {
    localStorage.setItem(noted, String(notedHere));
  } catch {
    // A browser that keeps nothing renews once a page.
  }
}

function lastRenewal(): number {
  try {
    return Number(localStorage.getItem(noted) ?? 0);
  } catch {
    return notedHere;
  }
}

/** Goes to a page after the person has changed: loaded as a whole, so that nothing drawn for another is kept. */
export function enterAnew(address: string): void {
  location.assign(address);
}

type Answer = Readonly<{ ok: boolean; error: string | null }>;

/** next-auth answers with the address that it would go to; the problem, if any, stands in its query. */
async function post(action: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const csrfToken = await textAt(await fetch("/api/auth/csrf", { cache: "no-store" }), "csrfToken");
  const response = await fetch(`/api/auth/${action}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  const { searchParams } = new URL(await textAt(response, "url"), location.origin);
  return {
    ok: response.ok && !searchParams.has("csrf"),
    error: searchParams.get("error"),
  };
}

async function textAt(response: Response, name: string): Promise<string> {
  const body: unknown = await response.json();
  const value =
    typeof body === "object" && body !== null
      ? Object.entries(body).find(([key]) => key === name)
      : null;
  if (typeof value?.[1] !== "string") throw new Error(`The answer has no ${name}`);
  return value[1];
}
