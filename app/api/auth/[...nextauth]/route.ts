import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { printable } from "#lib/web/failure.ts";
import { authOptions } from "#lib/web/session.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

// Built at the request: the settings are read then, not when the application is built.
async function handler(request: NextRequest, context: Context): Promise<Response> {
  try {
    const params = await context.params;
    return await NextAuth(request as never, { params } as never, authOptions()); // next-auth 4 types its own request.
  } catch (error) {
    throw printable(error);
  }
}

export { handler as GET, handler as POST };
