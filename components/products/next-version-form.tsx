"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormAction } from "#components/form/form-state.ts";

type Props = Readonly<{ productId: string; action: FormAction }>;

/** Begins a draft with what is on offer. */
export function NextVersionForm({ productId, action }: Props) {
  return (
    <ActionForm action={action}>
      <input type="hidden" name="productId" value={productId} />
      <FormSubmit>起草新版本</FormSubmit>
    </ActionForm>
  );
}
