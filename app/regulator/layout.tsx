import { Award, ChartColumn, ChartColumnBig, ScanEye } from "lucide-react";
import type { ReactNode } from "react";
import { SignOutButton } from "#components/identity/sign-out-button.tsx";
import type { NavGroup } from "#components/layout/nav-links.tsx";
import { PortalShell } from "#components/layout/portal-shell.tsx";
import { roleLabels } from "#lib/access/model.ts";
import { countUnread } from "#lib/notify/index.ts";
import { read } from "#lib/web/perform.ts";
import { requireRole } from "#lib/web/session.ts";

const nav: readonly NavGroup[] = [
  {
    items: [
      { href: "/regulator", label: "融资统计", icon: <ChartColumn /> },
      { href: "/regulator/evaluation", label: "信用评价", icon: <Award /> },
      { href: "/regulator/quality", label: "归集质量", icon: <ChartColumnBig /> },
      { href: "/regulator/access", label: "访问监督", icon: <ScanEye /> },
    ],
  },
];

export default async function RegulatorLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireRole("regulator");
  const unread = await read(countUnread);
  return (
    <PortalShell
      portal="监管服务"
      home="/regulator"
      nav={nav}
      organisation={actor.organisationName}
      person={actor.displayName}
      role={roleLabels.regulator}
      messages={{ href: "/regulator/messages", unread }}
      signOut={<SignOutButton />}
    >
      {children}
    </PortalShell>
  );
}
