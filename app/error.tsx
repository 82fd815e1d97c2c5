"use client";

import { MessagePage } from "#components/layout/message-page.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";

type ErrorPageProps = { readonly retry: () => void };

export default function ErrorPage({ retry }: ErrorPageProps) {
  return (
    <MessagePage
      title="页面暂时无法打开"
      actions={
        <>
          <Button onClick={() => retry()}>重试</Button>
          <Button asChild variant="secondary">
            <AppLink href="/">返回首页</AppLink>
          </Button>
        </>
      }
    >
      <p>可能是网络连接或服务的临时问题，一般稍后会恢复。请先重试。</p>
      <p>如果刚才提交过内容，请在重试后核对是否已经保存，再决定是否重新提交。</p>
      <p>多次重试仍不成功，请联系平台运营人员，并说明发生的时间和正在办理的事项。</p>
    </MessagePage>
  );
}
