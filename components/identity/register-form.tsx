"use client";

import { useRef, useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormCheckboxes, FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import type { CodeAnswer } from "#lib/onboarding/index.ts";
import { enterAnew, signInWith } from "./auth-requests.ts";
import { CodeAnswerNote } from "./code-answer-note.tsx";

type Registered = Readonly<{
  accountId: string;
  uscc: string;
  enterpriseName: string;
  loginName: string;
}>;
type Props = Readonly<{
  action: (before: FormState<Registered>, form: FormData) => Promise<FormState<Registered>>;
  answerCode: (typed: string) => Promise<CodeAnswer | null>;
}>;

export function RegisterForm({ action, answerCode }: Props) {
  const [answer, setAnswer] = useState<CodeAnswer | null>(null);
  const password = useRef("");

  async function register(before: FormState<Registered>, form: FormData) {
    password.current = String(form.get("password"));
    return action(before, form);
  }

  /** The person is signed in with the password just typed; if that fails, they do it by hand. */
  async function enter({ loginName }: Registered) {
    const problem = await signInWith(loginName, password.current).catch(() => "unreachable");
    enterAnew(problem === null ? "/home" : "/sign-in?registered=1");
  }

  return (
    <ActionForm action={register} onDone={(done) => void enter(done)} className="grid gap-5">
      <FormField id="uscc" label="统一社会信用代码" hint="18 位，见营业执照右上角" required>
        <Input
          name="uscc"
          autoComplete="off"
          className="figures uppercase"
          maxLength={40}
          onBlur={async (event) => {
            const code = event.currentTarget.value.trim();
            setAnswer(code ? await answerCode(code) : null);
          }}
        />
      </FormField>
      <CodeAnswerNote answer={answer} />
      <div className="grid gap-5 sm:grid-cols-2">
        <FormField id="legalRepresentative" label="法定代表人姓名" hint="与营业执照一致" required>
          <Input name="legalRepresentative" autoComplete="off" />
        </FormField>
        <FormField
          id="legalRepresentativeId"
          label="法定代表人身份证号码"
          hint="选填；加密保存，页面上只显示前三位和后四位"
        >
          <Input
            name="legalRepresentativeId"
            autoComplete="off"
            className="figures uppercase"
            maxLength={40}
          />
        </FormField>
        <FormField id="contactName" label="经办人姓名" hint="签署授权书时使用" required>
          <Input name="contactName" autoComplete="name" />
        </FormField>
        <FormField id="phone" label="手机号码" hint="作为登录账号" required>
          <Input name="phone" inputMode="tel" autoComplete="tel" className="figures" />
        </FormField>
        <FormField id="password" label="登录密码" hint="至少 8 位，含字母和数字" required>
          <Input name="password" type="password" autoComplete="new-password" />
        </FormField>
        <FormField
          id="signingPassword"
          label="签署密码"
          hint="签署授权书时再次输入，与登录密码不同"
          required
        >
          <Input name="signingPassword" type="password" autoComplete="off" />
        </FormField>
      </div>
      <FormCheckboxes id="agreed" legend="平台处理授权">
        <Checkbox
          name="agreed"
          value="yes"
          label="我代表本企业授权信桥处理本企业的信用数据，用于计算信用评分和匹配融资产品"
          description="不向任何机构披露；授权期限三年，可随时在“授权管理”中撤回。银行查看您的数据须另行逐家授权。"
        />
      </FormCheckboxes>
      <FormSubmit size="lg">注册</FormSubmit>
    </ActionForm>
  );
}
