import {
  Award,
  BookOpenText,
  Database,
  FileText,
  Gauge,
  History,
  House,
  Landmark,
  RefreshCw,
  ShieldCheck,
  Store,
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
  { items: [{ href: "/enterprise", label: "首页", icon: <House /> }] },
  {
    title: "融资",
    items: [
      { href: "/enterprise/demands", label: "融资需求", icon: <FileText /> },
      { href: "/enterprise/applications", label: "我的申请", icon: <Landmark /> },
      { href: "/market", label: "产品市场", icon: <Store /> },
      { href: "/enterprise/score", label: "参考评分", icon: <Gauge /> },
      { href: "/enterprise/evaluation", label: "公共信用评价", icon: <Award /> },
    ],
  },
  {
    title: "数据与授权",
    items: [
      { href: "/enterprise/data", label: "信用档案", icon: <Database /> },
      { href: "/enterprise/pulls", label: "更新数据", icon: <RefreshCw /> },
      { href: "/enterprise/authorisations", label: "授权管理", icon: <ShieldCheck /> },
      { href: "/enterprise/access-log", label: "访问记录", icon: <History /> },
      { href: "/enterprise/catalogue", label: "数据目录", icon: <BookOpenText /> },
    ],
  },
];

export default async function EnterpriseLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireRole("enterprise");
  const unread = await read(countUnread);
  return (
    <PortalShell
      portal="企业服务"
      home="/enterprise"
      nav={nav}
      organisation={actor.organisationName}
      person={actor.displayName}
      role={roleLabels.enterprise}
      messages={{ href: "/enterprise/messages", unread }}
      signOut={<SignOutButton />}
    >
      {children}
    </PortalShell>
  );
}
