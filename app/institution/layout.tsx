import { Inbox, PackageCheck } from "lucide-react";
import type { ReactNode } from "react";
import { SignOutButton } from "#components/identity/sign-out-button.tsx";
import type { NavGroup } from "#components/layout/nav-links.tsx";
import { PortalShell } from "#components/layout/portal-shell.tsx";
import { roleLabels } from "#lib/access/model.ts";
import { requireRole } from "#lib/web/session.ts";

const nav: readonly NavGroup[] = [
  {
    items: [
      { href: "/institution", label: "申请收件箱", icon: <Inbox /> },
      { href: "/institution/products", label: "产品", icon: <PackageCheck /> },
    ],
  },
];

export default async function InstitutionLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireRole("loan_officer");
  return (
    <PortalShell
      portal="机构服务"
      home="/institution"
      nav={nav}
      organisation={actor.organisationName}
      person={actor.displayName}
      role={roleLabels.loan_officer}
      signOut={<SignOutButton />}
    >
      {children}
    </PortalShell>
  );
}
