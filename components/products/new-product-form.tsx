"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { productKinds, productKindWords } from "#lib/products/model.ts";
import type { FormAction } from "#components/form/form-state.ts";

type Props = Readonly<{
  /** Made when the page was drawn, so that a double click makes one product. */
  productId: string;
  action: FormAction;
}>;

export function NewProductForm({ productId, action }: Props) {
  return (
    <ActionForm action={action} className="grid max-w-xl gap-4">
      <input type="hidden" name="productId" value={productId} />
      <FormField id="name" label="产品名称" hint="2 至 30 个字，发布后不能更改" required>
        <Input name="name" maxLength={30} />
      </FormField>
      <FormField id="kind" label="产品类型" required>
        <Select
          name="kind"
          defaultValue="bank_loan"
          options={productKinds.map((kind) => ({
            value: kind,
            label: productKindWords[kind].label,
          }))}
        />
      </FormField>
      <div>
        <FormSubmit>开始填写</FormSubmit>
      </div>
    </ActionForm>
  );
}
