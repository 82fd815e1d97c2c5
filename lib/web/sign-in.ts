import "server-only";
import { z } from "zod";
import { loadActor, signIn, type SignedIn } from "../identity/index.ts";
import { isUnreachable, webDatabase } from "./database.ts";
import { reportDefect } from "./log.ts";

/** Stable words that the sign-in form turns into sentences; next-auth writes them into an address. */
export type SignInProblem = "wrong" | "disabled" | "unavailable" | "failed";

/** PostgreSQL's text cannot hold the character zero. */
const typable = z
  .string()
  .max(200)
  .refine((text) => !text.includes("\u0000"));
const Typed = z.object({
  // As registration tidies a phone number; no login name holds a space.
  loginName: typable.transform((text) => text.normalize("NFKC").replaceAll(/\s/g, "")),
  password: typable,
});

/** What was typed, or sent by hand, into who that is; or the one word that may be said of it. */
export async function authorise(
  typed: unknown,
  now: Date,
): Promise<(SignedIn & Readonly<{ displayName: string }>) | SignInProblem> {
  const parsed = Typed.safeParse(typed);
  if (!parsed.success) return "wrong";
  const { loginName, password } = parsed.data;
  try {
    const answer = await signIn(webDatabase(), loginName, password, now);
    if (answer.verdict === "wrong") return "wrong";
    return (await loadActor(webDatabase(), answer)) ? answer : "disabled";
  } catch (error) {
    if (isUnreachable(error)) return "unavailable";
    reportDefect(error);
    return "failed";
  }
}
