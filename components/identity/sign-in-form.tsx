"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Input } from "#components/ui/input.tsx";
import type { SignInProblem } from "#lib/web/sign-in.ts";
import { enterAnew, signInWith } from "./auth-requests.ts";

const messages: Readonly<Record<SignInProblem | "unreachable", string>> = {
  // The same for everyone: whether an account exists or is locked is not told.
  wrong:
    "账号或密码不正确，请核对后重试。多次输入错误会暂时锁定，锁定期间正确的密码也不能登录，请 15 分钟后再试。",
  disabled: "该账号已停用，不能登录。如有疑问，请联系平台运营。",
  unavailable: "暂时无法连接数据库，请稍后再试。您填写的内容仍在。",
  failed: "登录未完成，请稍后重试。您填写的内容仍在。",
  unreachable: "网络或服务暂时不可用，登录未完成，请稍后重试。您填写的内容仍在。",
};

async function send(_: FormState<null>, form: FormData): Promise<FormState<null>> {
  const problem = await signInWith(
    String(form.get("loginName") ?? ""),
    String(form.get("password") ?? ""),
  ).catch(() => "unreachable" as const);
  if (problem === null) return { status: "done", result: null };
  return { status: "refused", reason: problem, message: messages[problem], fields: {} };
}

type Props = Readonly<{
  /** Where the person wanted to go, as an address of this site. */
  next: string | null;
}>;

export function SignInForm({ next }: Props) {
  const enter = () => enterAnew(next === null ? "/home" : `/home?next=${encodeURIComponent(next)}`);
  return (
    <ActionForm action={send} onDone={enter} className="grid gap-4">
      <FormField id="loginName" label="账号" hint="企业用户为注册时的手机号码">
        <Input name="loginName" autoComplete="username" required />
      </FormField>
      <FormField id="password" label="登录密码">
        <Input name="password" type="password" autoComplete="current-password" required />
      </FormField>
      <FormSubmit size="lg">登录</FormSubmit>
    </ActionForm>
  );
}
