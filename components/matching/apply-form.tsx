"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";

type Props = Readonly<{
  action: (before: FormState, form: FormData) => Promise<FormState>;
  demandId: string;
  versionId: string;
  productName: string;
}>;

export function ApplyForm({ action, demandId, versionId, productName }: Props) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="demandId" value={demandId} />
      <input type="hidden" name="productVersionId" value={versionId} />
      <FormSubmit className="w-full sm:w-auto sm:justify-self-end">
        申请<span className="sr-only">{productName}</span>
      </FormSubmit>
    </ActionForm>
  );
}
