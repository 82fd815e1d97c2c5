"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Input } from "#components/ui/input.tsx";

type Props = Readonly<{ action: (before: FormState, form: FormData) => Promise<FormState> }>;

export function RenewPlatformForm({ action }: Props) {
  return (
    <ActionForm action={action} className="mt-3 flex max-w-md flex-wrap items-end gap-3">
      <FormField id="signingPassword" label="签署密码" className="flex-1">
        <Input name="signingPassword" type="password" autoComplete="off" />
      </FormField>
      <FormSubmit variant="secondary">重新授权平台处理</FormSubmit>
    </ActionForm>
  );
}
