import type { Metadata } from "next";

import { PortalOwnerNote } from "#components/identity/portal-owner-note.tsx";
import { MessagePage } from "#components/layout/message-page.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "没有权限" };

/** Rendered along with every page, ready to be shown: it must not ask the database who is there. */
export default function Forbidden() {
  return (
    <MessagePage
      title="您的账号不能查看此页"
      actions={
        <>
          <Button asChild>
            <AppLink href="/home" prefetch={false}>
              进入我的工作台
            </AppLink>
          </Button>
          <Button asChild variant="secondary">
            <AppLink href="/">返回首页</AppLink>
          </Button>
        </>
      }
    >
      <PortalOwnerNote />
      <p>如需以其他身份办理，请先退出登录，再换用对应账号。</p>
    </MessagePage>
  );
}
