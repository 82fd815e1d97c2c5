"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";

type Requested = Readonly<{ id: string }>;
type Props = Readonly<{
  action: (before: FormState<Requested>, form: FormData) => Promise<FormState<Requested>>;
  uscc: string;
}>;

export function CodeReviewRequestForm({ action, uscc }: Props) {
  return (
    <ActionForm action={action} className="grid gap-5">
      {(state) =>
        state.status === "done" ? (
          <Callout tone="success" title="核验申请已提交">
            平台运营核对营业执照后会与您联系。核验通过后，请返回注册页用该代码注册。
          </Callout>
        ) : (
          <>
            <FormField id="uscc" label="统一社会信用代码" required>
              <Input
                name="uscc"
                defaultValue={uscc}
                className="figures uppercase"
                autoComplete="off"
              />
            </FormField>
            <FormField id="enterpriseName" label="企业名称" hint="与营业执照一致" required>
              <Input name="enterpriseName" autoComplete="organization" />
            </FormField>
            <FormField id="phone" label="联系手机" required>
              <Input name="phone" inputMode="tel" className="figures" autoComplete="tel" />
            </FormField>
            <FormSubmit size="lg">提交核验申请</FormSubmit>
          </>
        )
      }
    </ActionForm>
  );
}
