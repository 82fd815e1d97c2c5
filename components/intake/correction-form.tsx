"use client";

import { ActionForm, useFormContext } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { CorrectionAttempt, CorrectionField } from "#lib/intake/index.ts";
import { CorrectionLive } from "./correction-live.tsx";

type Props = Readonly<{
  row: Readonly<{ field: string; message: string; fields: readonly CorrectionField[] }>;
  /** The last correction, which did not land: its reason, and what was typed. */
  failed: CorrectionAttempt | null;
  action: (
    before: FormState<{ submissionId: string }>,
    form: FormData,
  ) => Promise<FormState<{ submissionId: string }>>;
}>;

/** The row as a form, with what was sent in it and the problem at its field. */
export function CorrectionForm({ row, failed, action }: Props) {
  return (
    <Card>
      <CardHeader title="更正后再报送" description="提交前按入库规则校验；带 * 的为必填。" />
      <CardBody>
        <ActionForm action={action} className="grid gap-6">
          {(state) =>
            state.status === "done" ? (
              <CorrectionLive submissionId={state.result.submissionId} />
            ) : (
              <>
                {failed?.failure && state.status === "idle" ? (
                  <Callout tone="danger" title="上次更正没有入库">
                    {failed.failure}
                  </Callout>
                ) : null}
                <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
                  {row.fields.map((field) => (
                    <CorrectedField
                      key={field.name}
                      field={field}
                      value={failed?.typed?.[field.name] ?? field.value}
                      // What was wrong as it was sent, until the form has an answer of its own.
                      first={
                        state.status === "idle" && field.name === row.field
                          ? row.message
                          : undefined
                      }
                    />
                  ))}
                </div>
                <div>
                  <FormSubmit size="lg">提交更正</FormSubmit>
                </div>
              </>
            )
          }
        </ActionForm>
      </CardBody>
    </Card>
  );
}

type FieldProps = Readonly<{ field: CorrectionField; value: string; first: string | undefined }>;

function CorrectedField({ field, value, first }: FieldProps) {
  const { errors } = useFormContext();
  const { name, label, required, unit, choices } = field;
  return (
    <Field
      id={name}
      label={unit === null ? label : `${label}（${unit}）`}
      required={required}
      error={errors[name] ?? first}
      className={value.length > LONG ? "sm:col-span-2 lg:col-span-3" : ""}
    >
      {choices ? (
        <Select
          name={name}
          defaultValue={choices.some((one) => one.value === value) ? value : ""}
          placeholder={required ? "请选择" : "未知"}
          options={choices}
        />
      ) : value.length > LONG ? (
        <Textarea name={name} defaultValue={value} rows={4} />
      ) : (
        <Input name={name} defaultValue={value} autoComplete="off" />
      )}
    </Field>
  );
}

/** Beyond so many characters a text needs more than a line. */
const LONG = 60;
