import "server-only";
import type { NextAuthOptions } from "next-auth";
import { getToken } from "next-auth/jwt";
import credentials from "next-auth/providers/credentials";
import { cookies } from "next/headers";
import { forbidden, unauthorized } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import type { Actor, ActorOf, Role } from "../access/model.ts";
import { loadActor } from "../identity/index.ts";
import { env } from "../kernel/env.ts";
import { webDatabase } from "./database.ts";
import { printable } from "./failure.ts";
import { IDLE_SECONDS, signedInBy } from "./session-life.ts";
import { authorise } from "./sign-in.ts";

declare module "next-auth" {
  interface User {
    passwordMark: string;
  }
}

/**
 * Sessions are encrypted cookies; what an account may do is read from the database at each request.
 * A page cannot set a cookie, so it is the browser that renews its session while it is used, by
 * asking for `/api/auth/session`: next-auth answers each such request with a cookie begun anew
 * (`updateAge` is for sessions in a database alone).
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: IDLE_SECONDS },
    // The token's own end, which without this is thirty days for the one that sign-in makes.
    jwt: { maxAge: IDLE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentials({
        credentials: { loginName: {}, password: {} },
        authorize: async (typed) => {
          const answer = await authorise(typed, new Date());
          // The message is all that next-auth hands on; it must be one of our own words.
          if (typeof answer === "string") throw new Error(answer);
          const { accountId, displayName, passwordMark } = answer;
          return { id: accountId, name: displayName, passwordMark };
        },
      }),
    ],
    callbacks: {
      // A user is there at sign-in alone: a renewal keeps the hour at which the session began.
      jwt: ({ token, user }) =>
        user ? { ...token, signedInAt: Date.now(), passwordMark: user.passwordMark } : token,
      // What the browser is told of its session: when it ends without use, and nothing else.
      session: ({ session: { expires } }) => ({ expires }),
    },
  };
}

const secureCookies = () => env().NEXTAUTH_URL?.startsWith("https:") ?? false;

/** The signed-in person, or null; asked once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  // Who is there is known at the request alone: nothing of this is built ahead.
  await connection();
  const token = await getToken({
    // The cookie alone: next-auth would take a token out of the headers as well.
    req: { cookies: await cookies(), headers: {} } as never, // It reads these two; its type asks for a whole request.
    secret: env().NEXTAUTH_SECRET,
    secureCookie: secureCookies(),
  });
  const session = signedInBy(token, new Date());
  if (!session) return null;
  return loadActor(webDatabase(), session).catch((error: unknown) => {
    throw printable(error);
  });
});

/** The signed-in person; anyone else gets the page that leads to signing in and back (app/unauthorized.tsx). */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? unauthorized();
}

/** For a portal's layout: the signed-in person in this role; any other role gets the page that says who may. */
export async function requireRole<R extends Role>(role: R): Promise<ActorOf<R>> {
  const actor = await requireActor();
  if (actor.role !== role) forbidden();
  return actor as ActorOf<R>; // Earned by the check above.
}
