"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ItemChoice } from "./item-choices.ts";
import type { LendingPurpose } from "./purpose-terms.ts";
import type { FormAction } from "./sign-form.tsx";
import { TermsFields, type TermsChosen } from "./terms-fields.tsx";

type Props = Readonly<{
  action: FormAction;
  applicationId: string;
  purposes: readonly LendingPurpose[];
  items: readonly ItemChoice[];
  chosen: TermsChosen;
  missing: readonly string[];
  today: string;
}>;

/** What an institution asks an enterprise for; nothing opens until the enterprise has signed it. */
export function RequestForm(props: Props) {
  const { action, applicationId, purposes, items, chosen, missing, today } = props;
  return (
    <ActionForm action={action} className="grid gap-6">
      <input type="hidden" name="applicationId" value={applicationId} />
      <TermsFields
        purposes={purposes}
        items={items}
        chosen={chosen}
        today={today}
        words={{
          legend: "请求查看的数据",
          hint: "已选中产品要求的数据项。一次查询只依据一份授权，须在这份里全部写明；不需要的请勿请求。",
        }}
        {...(missing.length > 0 ? { marked: { ids: missing, word: "现无授权" } } : {})}
      />
      <FormField
        id="note"
        label="给企业的说明（选填）"
        hint="说明为何需要这些数据，最多 200 字。企业答复时会看到。"
      >
        <Textarea name="note" rows={3} maxLength={200} />
      </FormField>
      <FormSubmit size="lg" className="sm:justify-self-start">
        发出授权请求
      </FormSubmit>
    </ActionForm>
  );
}
