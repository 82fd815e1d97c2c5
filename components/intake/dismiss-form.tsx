"use client";

import { ActionForm, useFormContext } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type Props = Readonly<{
  action: (before: FormState<null>, form: FormData) => Promise<FormState<null>>;
}>;

/** Gives a row up: with a reason, and for good. */
export function DismissForm({ action }: Props) {
  return (
    <Card>
      <CardBody>
        <Disclosure summary="这一行不再报送">
          <ActionForm action={action} className="grid gap-4">
            <Reason />
            <div>
              <FormSubmit variant="danger-quiet">标记为不再报送</FormSubmit>
            </div>
          </ActionForm>
        </Disclosure>
      </CardBody>
    </Card>
  );
}

/** With an id of its own: the form above may have a column of that name. */
function Reason() {
  const { errors } = useFormContext();
  return (
    <Field
      id="dismissal-reason"
      label="原因"
      hint="例如：该企业已注销，原记录有误。标记后不能恢复，需要时请重新上传。"
      required
      error={errors.reason}
      className="max-w-xl"
    >
      <Textarea name="reason" rows={2} maxLength={200} />
    </Field>
  );
}
