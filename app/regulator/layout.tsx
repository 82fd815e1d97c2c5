import { ChartColumn } from "lucide-react";
import type { ReactNode } from "react";
import { SignOutButton } from "#components/identity/sign-out-button.tsx";
import type { NavGroup } from "#components/layout/nav-links.tsx";
import { PortalShell } from "#components/layout/portal-shell.tsx";
import { roleLabels } from "#lib/access/model.ts";
import { requireRole } from "#lib/web/session.ts";

const nav: readonly NavGroup[] = [
  { items: [{ href: "/regulator", label: "融资统计", icon: <ChartColumn /> }] },
];

export default async function RegulatorLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireRole("regulator");
  return (
    <PortalShell
      portal="监管服务"
      home="/regulator"
      nav={nav}
      organisation={actor.organisationName}
      person={actor.displayName}
      role={roleLabels.regulator}
      signOut={<SignOutButton />}
    >
      {children}
    </PortalShell>
  );
}
