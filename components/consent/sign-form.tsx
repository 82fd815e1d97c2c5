"use client";

import { useRouter } from "next/navigation";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormCheckboxes, FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";

type Props = Readonly<{
  action: (before: FormState, form: FormData) => Promise<FormState>;
  authorisationId: string;
  documentHash: string;
}>;

export function SignForm({ action, authorisationId, documentHash }: Props) {
  const router = useRouter();
  return (
    <ActionForm action={action} onDone={() => router.refresh()} className="grid gap-5">
      <input type="hidden" name="authorisationId" value={authorisationId} />
      <input type="hidden" name="documentHash" value={documentHash} />
      <FormCheckboxes id="agreed" legend="阅读确认">
        <Checkbox name="agreed" value="yes" label="我已阅读授权书全文并同意" />
      </FormCheckboxes>
      <FormField id="signingPassword" label="签署密码" hint="注册时设置，与登录密码不同" required>
        <Input name="signingPassword" type="password" autoComplete="off" />
      </FormField>
      <FormSubmit size="lg">签署授权书</FormSubmit>
      <p className="text-muted-foreground text-xs">签署后可随时在“授权管理”撤回，撤回即时生效。</p>
    </ActionForm>
  );
}
