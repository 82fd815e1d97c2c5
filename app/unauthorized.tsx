import type { Metadata } from "next";
import { ToSignIn } from "#components/identity/to-sign-in.tsx";
import { MessagePage } from "#components/layout/message-page.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "请登录" };

/** Rendered along with every page, ready to be shown: it must not ask the database who is there. */
export default function Unauthorized() {
  return (
    <MessagePage
      title="请登录后继续"
      actions={
        <Button asChild>
          <AppLink href="/sign-in?ended=1" prefetch={false}>
            前往登录
          </AppLink>
        </Button>
      }
    >
      <p>您尚未登录，或登录已过期。</p>
      <ToSignIn />
    </MessagePage>
  );
}
