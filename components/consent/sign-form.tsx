"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormCheckboxes, FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

type Props = Readonly<{
  action: FormAction;
  authorisationId: string;
  artefactHash: string;
}>;

export function SignForm({ action, authorisationId, artefactHash }: Props) {
  return (
    <ActionForm action={action} className="grid gap-5">
      <input type="hidden" name="authorisationId" value={authorisationId} />
      {/* What was read here: another text cannot be signed from this page. */}
      <input type="hidden" name="artefactHash" value={artefactHash} />
      <FormCheckboxes id="agreed" legend="阅读确认">
        <Checkbox name="agreed" value="yes" label="我已阅读授权书全文并同意" />
      </FormCheckboxes>
      <FormField id="signingPassword" label="签署密码" hint="注册时设置，与登录密码不同" required>
        <Input name="signingPassword" type="password" autoComplete="off" />
      </FormField>
      <FormSubmit size="lg">签署授权书</FormSubmit>
      <p className="text-muted-foreground text-xs">只对这一份授权书生效。签署后可随时撤回。</p>
    </ActionForm>
  );
}

type PrepareProps = Readonly<{ action: FormAction; authorisationId: string }>;

/** Writes the document out for today, to be read and signed. */
export function PrepareForm({ action, authorisationId }: PrepareProps) {
  return (
    <ActionForm action={action} className="grid justify-items-start gap-3">
      <input type="hidden" name="authorisationId" value={authorisationId} />
      <p className="text-slate-700">
        授权书写明签署人和日期，须在签署当日生成。生成后请阅读全文，再输入签署密码。
      </p>
      <FormSubmit>生成授权书</FormSubmit>
    </ActionForm>
  );
}
