import { redirect } from "next/navigation";
import { landing, returnPath } from "#lib/web/landing.ts";
import { requireActor } from "#lib/web/session.ts";

/** Sends a signed-in person to the page they wanted before, or to the portal of their role. */
export default async function HomePage(props: PageProps<"/home">): Promise<never> {
  const actor = await requireActor();
  const { next } = await props.searchParams;
  redirect(landing(actor.role, returnPath(next)));
}
