"use client";

import { signIn } from "next-auth/react";
import { useRouter } from "next/navigation";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Input } from "#components/ui/input.tsx";

const problems: Readonly<Record<string, string>> = {
  wrong: "账号或密码不正确，请核对后重试。连续输错 5 次将锁定 15 分钟。",
  locked: "连续输错次数过多，账号已锁定 15 分钟，请稍后再试。",
  unavailable: "暂时无法连接数据库，请稍后再试。您填写的内容仍在。",
};

async function send(_: FormState<null>, form: FormData): Promise<FormState<null>> {
  const answer = await signIn("credentials", {
    redirect: false,
    loginName: String(form.get("loginName") ?? ""),
    password: String(form.get("password") ?? ""),
  });
  if (!answer?.error) return { status: "done", result: null };
  const message = problems[answer.error] ?? "登录未完成，请稍后重试。";
  return { status: "refused", reason: answer.error, message, fields: {} };
}

export function SignInForm() {
  const router = useRouter();
  return (
    <ActionForm action={send} onDone={() => router.replace("/home")} className="grid gap-4">
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
