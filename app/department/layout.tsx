import { BookOpenText, ChartColumnBig, FileUp, KeyRound, LayoutDashboard, PackageOpen } from "lucide-react";
import type { ReactNode } from "react";
import { SignOutButton } from "#components/identity/sign-out-button.tsx";
import type { NavGroup } from "#components/layout/nav-links.tsx";
import { PortalShell } from "#components/layout/portal-shell.tsx";
import { roleLabels } from "#lib/access/model.ts";
import { countUnread } from "#lib/notify/index.ts";
import { read } from "#lib/web/perform.ts";
import { requireRole } from "#lib/web/session.ts";

const nav: readonly NavGroup[] = [
  { items: [{ href: "/department", label: "总览", icon: <LayoutDashboard /> }] },
  {
    title: "报送",
    items: [
      { href: "/department/upload", label: "上传文件", icon: <FileUp /> },
      { href: "/department/batches", label: "批次与更正", icon: <PackageOpen /> },
      { href: "/department/api-access", label: "接口接入", icon: <KeyRound /> },
    ],
  },
  {
    title: "数据",
    items: [
      { href: "/department/quality", label: "归集质量", icon: <ChartColumnBig /> },
      { href: "/department/catalogue", label: "数据目录", icon: <BookOpenText /> },
    ],
  },
];

export default async function DepartmentLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireRole("department");
  const unread = await read(countUnread);
  return (
    <PortalShell
      portal="数源部门"
      home="/department"
      nav={nav}
      organisation={actor.organisationName}
      person={actor.displayName}
      role={roleLabels.department}
      messages={{ href: "/department/messages", unread }}
      signOut={<SignOutButton />}
    >
      {children}
    </PortalShell>
  );
}
