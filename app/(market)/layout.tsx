import type { ReactNode } from "react";
import { PublicShell } from "#components/layout/public-shell.tsx";
import { homeOf } from "#lib/web/landing.ts";
import { currentActor } from "#lib/web/session.ts";

/** Open to anybody; whoever is signed in finds the way back to the own portal. */
export default async function MarketLayout({ children }: { readonly children: ReactNode }) {
  const actor = await currentActor();
  return <PublicShell home={actor ? homeOf[actor.role] : null}>{children}</PublicShell>;
}
