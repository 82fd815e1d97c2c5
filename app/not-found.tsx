import type { Metadata } from "next";

import { MessagePage } from "#components/layout/message-page.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "没有找到页面" };

export default function NotFound() {
  return (
    <MessagePage
      title="没有找到您要的内容"
      actions={
        <Button asChild>
          <AppLink href="/">返回首页</AppLink>
        </Button>
      }
    >
      <p>地址可能有误，内容可能已经移走，或者不在您可以查看的范围内。</p>
      <p>请核对地址，或从首页重新进入。</p>
    </MessagePage>
  );
}
