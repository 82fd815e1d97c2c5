import "server-only";
import type { Route } from "next";
import type { NextAuthOptions } from "next-auth";
import { getServerSession } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { forbidden, redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import type { Actor, ActorOf, Role } from "../access/model.ts";
import { loadActor, signIn } from "../identity/index.ts";
import { env } from "../kernel/env.ts";
import { isUnreachable, webDatabase } from "./database.ts";

declare module "next-auth" {
  interface Session {
    accountId: string;
  }
}

/** Stable words that the sign-in form turns into sentences. */
export type SignInProblem = "wrong" | "locked" | "unavailable";

/** Sessions are signed cookies; what an account may do is read from the database at each request. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: env().SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentials({
        credentials: { loginName: {}, password: {} },
        authorize: async (typed) => {
          const loginName = typed?.loginName.trim() ?? "";
          const password = typed?.password ?? "";
          const answer = await signIn(webDatabase(), loginName, password, new Date()).catch(
            (error: unknown) => {
              if (isUnreachable(error))
                throw new Error("unavailable" satisfies SignInProblem, { cause: error });
              throw error;
            },
          );
          if (answer.verdict !== "right") throw new Error(answer.verdict satisfies SignInProblem);
          return { id: answer.accountId, name: answer.displayName };
        },
      }),
    ],
    callbacks: {
      session: ({ session, token }) => ({ ...session, accountId: token.sub ?? "" }),
    },
  };
}

/** The signed-in person, or null; asked once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  // Who is there is known at the request alone: nothing of this is built ahead.
  await connection();
  const session = await getServerSession(authOptions());
  return session?.accountId ? loadActor(webDatabase(), session.accountId) : null;
});

/** The signed-in person; anyone else is sent to sign in. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in?ended=1");
  return actor;
}

/** For a portal's layout: the signed-in person in this role; any other role gets the page that says who may. */
export async function requireRole<R extends Role>(role: R): Promise<ActorOf<R>> {
  const actor = await requireActor();
  if (actor.role !== role) forbidden();
  return actor as ActorOf<R>; // Earned by the check above.
}

/** The portal of each role. */
export const homeOf = {
  enterprise: "/enterprise",
  loan_officer: "/institution",
  regulator: "/regulator",
  operator: "/operator",
} as const satisfies Record<Role, Route>;
