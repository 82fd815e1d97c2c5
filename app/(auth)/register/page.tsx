import { RegisterForm } from "#components/identity/register-form.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { answerCodeAction, registerAction } from "./actions.ts";

export const metadata = { title: "企业注册" };

export default function RegisterPage() {
  return (
    <Card className="mx-auto w-full max-w-2xl">
      <CardHeader title="企业注册" />
      <CardBody className="grid gap-5">
        <RegisterForm action={registerAction} answerCode={answerCodeAction} />
        <p className="text-muted-foreground text-sm">
          已有账号？<TextLink href="/sign-in">直接登录</TextLink>。企业使用本平台永久免费。
        </p>
      </CardBody>
    </Card>
  );
}
