import {
  BookOpenText,
  FileX2,
  Gauge,
  History,
  Inbox,
  PackageCheck,
  ShieldCheck,
  SlidersHorizontal,
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
      { href: "/institution", label: "申请收件箱", icon: <Inbox /> },
      { href: "/institution/products", label: "产品", icon: <PackageCheck /> },
      { href: "/institution/cards", label: "评分卡", icon: <Gauge /> },
      { href: "/institution/limit-policy", label: "额度政策", icon: <SlidersHorizontal /> },
    ],
  },
  {
    title: "数据与授权",
    items: [
      { href: "/institution/authorisations", label: "授权", icon: <ShieldCheck /> },
      { href: "/institution/access-log", label: "访问记录", icon: <History /> },
      { href: "/institution/disclosures", label: "数据保存与删除", icon: <FileX2 /> },
      { href: "/institution/catalogue", label: "数据目录", icon: <BookOpenText /> },
    ],
  },
];

export default async function InstitutionLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireRole("loan_officer");
  const unread = await read(countUnread);
  return (
    <PortalShell
      portal="机构服务"
      home="/institution"
      nav={nav}
      organisation={actor.organisationName}
      person={actor.displayName}
      role={roleLabels.loan_officer}
      messages={{ href: "/institution/messages", unread }}
      signOut={<SignOutButton />}
    >
      {children}
    </PortalShell>
  );
}
