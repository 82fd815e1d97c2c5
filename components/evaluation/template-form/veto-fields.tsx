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
import {
  freeName,
  replaced,
  typedUnit,
  without,
  type FactChoice,
  type GradeDraft,
  type VetoDraft,
} from "./draft.ts";

type Props = Readonly<{
  vetoes: readonly VetoDraft[];
  grades: readonly GradeDraft[];
  facts: ReadonlyMap<string, FactChoice>;
  onChange: (vetoes: readonly VetoDraft[]) => void;
}>;

/** Records that decide the grade whatever the points say. */
export function VetoFields({ vetoes, grades, facts, onChange }: Props) {
  const { errors } = useFormContext();
  const numbers = [...facts.values()].filter(({ kind }) => kind === "number");
  const [first] = numbers;
  const add = () =>
    onChange([
      ...vetoes,
      {
        id: freeName("veto", vetoes.map(({ id }) => id)),
        fact: first?.id ?? "",
        atLeast: "1",
        grade: grades.at(-1)?.grade ?? "",
        reason: "",
        remedy: "",
      },
    ]); // prettier-ignore
  return (
    <Card>
      <CardHeader title="一票否决" description="达到界限的，无论分数多少，等级不高于所定的一级。" />
      <CardBody>
        <Fieldset id="vetoes" legend="否决项" error={errors["vetoes"]}>
          {vetoes.length === 0 ? <p className="text-sm text-slate-600">没有否决项。</p> : null}
          {vetoes.map((veto, at) => {
            const put = (change: Partial<VetoDraft>) =>
              onChange(replaced(vetoes, at, { ...veto, ...change }));
            return (
              <div key={veto.id} className="grid gap-3 border-b py-3 last:border-b-0 sm:grid-cols-3">
                <FormField id={`vetoes.${at}.fact`} label="指标">
                  <Select
                    value={veto.fact}
                    onChange={(event) => put({ fact: event.target.value })}
                    options={numbers.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                </FormField>
                <FormField id={`vetoes.${at}.atLeast`} label="达到">
                  <NumberField
                    unit={typedUnit(facts.get(veto.fact)?.unit)}
                    value={veto.atLeast}
                    onChange={(event) => put({ atLeast: event.target.value })}
                  />
                </FormField>
                <FormField id={`vetoes.${at}.grade`} label="最高等级">
                  <Select
                    value={veto.grade}
                    onChange={(event) => put({ grade: event.target.value })}
                    options={gradeOptions(grades, veto.grade)}
                  />
                </FormField>
                <FormField id={`vetoes.${at}.reason`} label="理由" required>
                  <Input value={veto.reason} onChange={(event) => put({ reason: event.target.value })} />
                </FormField>
                <FormField id={`vetoes.${at}.remedy`} label="改进建议">
                  <Input value={veto.remedy} onChange={(event) => put({ remedy: event.target.value })} />
                </FormField>
                <Button
                  variant="ghost"
                  size="sm"
                  className="self-end justify-self-start"
                  onClick={() => onChange(without(vetoes, at))}
                >
                  <Trash2 aria-hidden />
                  删除该项
                </Button>
              </div>
            );
          })}
        </Fieldset>
        <Button variant="secondary" size="sm" className="mt-3" onClick={add}>
          <Plus aria-hidden />
          添加否决项
        </Button>
      </CardBody>
    </Card>
  ); // prettier-ignore
}

/** A grade that is there no more stays in sight until another is chosen. */
const gradeOptions = (grades: readonly GradeDraft[], chosen: string) => {
  const names = grades.map(({ grade }) => grade);
  return (names.includes(chosen) ? names : [chosen, ...names]).map((value) => ({
    value,
    label: value === "" ? "请选择" : `${value} 级`,
  }));
};
