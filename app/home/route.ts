import { redirect } from "next/navigation";
import { homeOf, requireActor } from "#lib/web/session.ts";

export const dynamic = "force-dynamic";

/** Sends a signed-in person to the portal of their role. */
export async function GET(): Promise<never> {
  const actor = await requireActor();
  redirect(homeOf[actor.role]);
}
