import type { JWT } from "next-auth/jwt";
import type { SignedIn } from "../identity/index.ts";

declare module "next-auth/jwt" {
  interface JWT {
    /** Milliseconds since 1970; set once, at sign-in. */
    signedInAt?: number;
    passwordMark?: string;
  }
}

/** Without use for so long, a session ends; each renewal begins it anew. */
export const IDLE_SECONDS = 2 * 3600;
/** However much it is used, a session ends so long after sign-in. */
const LONGEST_MS = 12 * 3600_000;

/** What a session's token says of its sign-in; null where the session has run its full length. */
export function signedInBy(token: JWT | null, now: Date): SignedIn | null {
  if (!token?.sub || !token.passwordMark || !token.signedInAt) return null;
  if (now.getTime() - token.signedInAt >= LONGEST_MS) return null;
  return { accountId: token.sub, passwordMark: token.passwordMark };
}
