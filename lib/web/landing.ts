import type { Route } from "next";
import type { Role } from "../access/model.ts";

/** The portal of each role. */
export const homeOf = {
  enterprise: "/enterprise",
  loan_officer: "/institution",
  department: "/department",
  regulator: "/regulator",
  operator: "/operator",
} as const satisfies Record<Role, Route>;

const LONGEST = 1000;
/** No host is called this, so an address that stays on it is one of our own. */
const here = "http://same-origin.invalid";

/**
 * Where a person wanted to go before signing in, as an address of this very site; null for anything
 * that a browser might read as another site (`//host`, `/\host`, `https:`), or that is no address.
 */
export function returnPath(asked: unknown): string | null {
  if (typeof asked !== "string" || asked.length > LONGEST) return null;
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked)) return null;
  const url = URL.canParse(asked, here) ? new URL(asked, here) : null;
  // Dot segments are resolved by now, so that `/a/..//host` has become `//host`.
  if (url?.origin !== here || url.pathname.startsWith("//")) return null;
  return url.pathname + url.search;
}

/** The page that a role sees after signing in: the one it wanted if its portal has it, else its home. */
export function landing(role: Role, wanted: string | null): Route {
  const home = homeOf[role];
  if (wanted === null || !isUnder(home, wanted)) return home;
  return withoutLook(wanted) as Route; // An address with ids in it, which the route types cannot follow.
}

const isUnder = (home: string, path: string) =>
  path === home || path.startsWith(`${home}/`) || path.startsWith(`${home}?`);

/** Opening a credit profile uses up a query: a person does that by a click, never by having signed in. */
const withoutLook = (path: string) =>
  path.replace(/^(\/institution\/applications\/[^/?]+)\/profile(?=$|[/?]).*$/, "$1");
