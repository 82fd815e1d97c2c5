"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFormContext } from "#components/form/action-form.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Fieldset } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { nationalGrades, nationalLabels, type NationalGrade } from "#lib/evaluation/model.ts";
import { replaced, without, type GradeDraft } from "./draft.ts";

type Props = Readonly<{
  grades: readonly GradeDraft[];
  onChange: (grades: readonly GradeDraft[]) => void;
}>;

/** Cut-offs from the best grade down; the last begins at nothing. */
export function GradeFields({ grades, onChange }: Props) {
  const { errors } = useFormContext();
  return (
    <Card>
      <CardHeader title="等级分界" description="从高到低；起点逐级降低，最低一级从 0 分起。" />
      <CardBody>
        <Fieldset id="grades" legend="等级" error={errors["grades"]}>
          {grades.map((grade, at) => {
            const put = (change: Partial<GradeDraft>) =>
              onChange(replaced(grades, at, { ...grade, ...change }));
            return (
              <div
                key={at}
                className="grid grid-cols-2 items-start gap-2 border-b py-3 last:border-b-0 sm:grid-cols-[5rem_minmax(0,1fr)_10rem_10rem_auto]"
              >
                <FormField id={`grades.${at}.grade`} label="等级">
                  <Input
                    value={grade.grade}
                    onChange={(event) => put({ grade: event.target.value })}
                  />
                </FormField>
                <FormField id={`grades.${at}.label`} label="名称">
                  <Input
                    value={grade.label}
                    onChange={(event) => put({ label: event.target.value })}
                  />
                </FormField>
                <FormField id={`grades.${at}.from`} label="起点">
                  <NumberField
                    unit="分"
                    inputMode="numeric"
                    value={grade.from}
                    onChange={(event) => put({ from: event.target.value })}
                  />
                </FormField>
                <FormField id={`grades.${at}.national`} label="国家标准四级">
                  <Select
                    value={grade.national}
                    // One of the four that are offered.
                    onChange={(event) => put({ national: event.target.value as NationalGrade })}
                    options={nationalGrades.map((value) => ({
                      value,
                      label: `${value} ${nationalLabels[value]}`,
                    }))}
                  />
                </FormField>
                <Button
                  variant="ghost"
                  size="icon"
                  className="sm:mt-6.5"
                  aria-label={`删除 ${grade.grade} 级`}
                  onClick={() => onChange(without(grades, at))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
            );
          })}
        </Fieldset>
        <Button
          variant="secondary"
          size="sm"
          className="mt-3"
          onClick={() => onChange([...grades, { grade: "", label: "", from: "0", national: "D" }])}
        >
          <Plus aria-hidden />
          添加等级
        </Button>
      </CardBody>
    </Card>
  );
}
