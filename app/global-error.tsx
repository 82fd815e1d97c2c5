"use client";

import { MessagePage } from "#components/layout/message-page.tsx";
import { Button } from "#components/ui/button.tsx";
import "./globals.css";

type GlobalErrorProps = { readonly retry: () => void };

/** In place of the root layout, when that itself fails. */
export default function GlobalError({ retry }: GlobalErrorProps) {
  return (
    <html lang="zh-CN">
      <body>
        <title>服务暂时不可用 · 信桥</title>
        <MessagePage title="服务暂时不可用" actions={<Button onClick={() => retry()}>重试</Button>}>
          <p>可能是网络连接或服务的临时问题。请稍等片刻再重试。</p>
          <p>如果长时间无法恢复，请联系平台运营人员，并说明发生的时间。</p>
        </MessagePage>
      </body>
    </html>
  );
}
