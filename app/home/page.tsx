import { redirect } from "next/navigation";
import { homeOf, requireActor } from "#lib/web/session.ts";

/** Sends a signed-in person to the portal of their role. */
export default async function HomePage(): Promise<never> {
  const actor = await requireActor();
  redirect(homeOf[actor.role]);
}
