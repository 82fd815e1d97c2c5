"use client";

import { CheckCheck } from "lucide-react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";

type Props = Readonly<{
  /** The unread messages on this page: what came since stays unread. */
  messageIds: readonly string[];
  action: (before: FormState, form: FormData) => Promise<FormState>;
}>;

export function MarkReadForm({ messageIds, action }: Props) {
  return (
    <ActionForm action={action}>
      {messageIds.map((id) => (
        <input key={id} type="hidden" name="messageIds" value={id} />
      ))}
      <FormSubmit variant="secondary">
        <CheckCheck aria-hidden />
        本页全部标为已读
      </FormSubmit>
    </ActionForm>
  );
}
