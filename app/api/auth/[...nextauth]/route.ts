import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/web/session.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

// Built at the request: the settings are read then, not when the application is built.
async function handler(request: NextRequest, context: Context) {
  return NextAuth(request as never, { params: await context.params } as never, authOptions()); // next-auth 4 types its own request.
}

export { handler as GET, handler as POST };
