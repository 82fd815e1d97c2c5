import { isUnreachable, pingDatabase } from "#lib/web/database.ts";

export const dynamic = "force-dynamic";

/** 200 when the process answers and its database does; 503 otherwise. */
export async function GET(): Promise<Response> {
  try {
    await pingDatabase();
    return Response.json({ status: "up" });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return Response.json({ status: "database unreachable" }, { status: 503 });
  }
}
