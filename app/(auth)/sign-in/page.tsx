import { redirect } from "next/navigation";
import { SignInForm } from "#components/identity/sign-in-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { landing, returnPath } from "#lib/web/landing.ts";
import { currentActor } from "#lib/web/session.ts";

export const metadata = { title: "登录" };

export default async function SignInPage(props: PageProps<"/sign-in">) {
  const { ended, next, registered } = await props.searchParams;
  const wanted = returnPath(next);
  const actor = await currentActor();
  if (actor) redirect(landing(actor.role, wanted));

  return (
    <Card className="mx-auto w-full max-w-md">
      <CardHeader title="登录信桥" />
      <CardBody className="grid gap-5">
        {ended ? (
          <Callout tone="info" title="请登录后继续">
            您尚未登录，或登录已过期。
          </Callout>
        ) : null}
        {registered ? (
          <Callout tone="success" title="注册成功">
            请用注册时的手机号码和登录密码登录。
          </Callout>
        ) : null}
        <SignInForm next={wanted} />
        <p className="text-muted-foreground text-sm">
          企业尚未注册？<TextLink href="/register">用统一社会信用代码注册</TextLink>
        </p>
      </CardBody>
    </Card>
  );
}
