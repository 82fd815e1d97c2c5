import {
  Award,
  BookOpenText,
  Building2,
  ChartColumnBig,
  FileCheck2,
  Gauge,
  KeyRound,
  LayoutDashboard,
  PackageCheck,
} from "lucide-react";
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
      { href: "/operator", label: "运营总览", icon: <LayoutDashboard /> },
      { href: "/operator/code-reviews", label: "代码核验", icon: <FileCheck2 /> },
      { href: "/operator/institutions", label: "机构管理", icon: <Building2 /> },
      { href: "/operator/products", label: "产品审核", icon: <PackageCheck /> },
      { href: "/operator/cards", label: "评分卡", icon: <Gauge /> },
      { href: "/operator/evaluation", label: "评价模板", icon: <Award /> },
      { href: "/operator/clients", label: "接入程序", icon: <KeyRound /> },
      { href: "/operator/quality", label: "归集质量", icon: <ChartColumnBig /> },
      { href: "/operator/catalogue", label: "数据目录", icon: <BookOpenText /> },
    ],
  },
];

export default async function OperatorLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireRole("operator");
  const unread = await read(countUnread);
  return (
    <PortalShell
      portal="平台运营"
      home="/operator"
      nav={nav}
      organisation={actor.organisationName}
      person={actor.displayName}
      role={roleLabels.operator}
      messages={{ href: "/operator/messages", unread }}
      signOut={<SignOutButton />}
    >
      {children}
    </PortalShell>
  );
}
