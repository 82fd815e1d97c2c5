"use client";

import { useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ColumnDescription } from "#lib/modelling/index.ts";
import { countText } from "./labels.ts";

export type BenchAction = (before: FormState, form: FormData) => Promise<FormState>;

type ChoosableColumn = Pick<ColumnDescription, "name" | "values">;
type Props = Readonly<{
  tableId: string;
  columns: readonly ChoosableColumn[];
  chosen: Readonly<{ column: string; bad: readonly string[] }> | null;
  action: BenchAction;
}>;

/** Which column says how a loan ended, and which of its values means bad. */
export function TargetForm({ tableId, columns, chosen, action }: Props) {
  const [target, setTarget] = useState(chosen?.column ?? "");
  return (
    <ActionForm action={action} className="grid gap-4 sm:grid-cols-2" idPrefix="target-">
      <input type="hidden" name="tableId" value={tableId} />
      <TargetField columns={columns} value={target} onChange={setTarget} required />
      <BadField
        column={columns.find(({ name }) => name === target)}
        initial={chosen?.column === target ? chosen.bad.join(",") : ""}
      />
      <FormSubmit className="justify-self-start">查看各列能否区分好坏</FormSubmit>
    </ActionForm>
  );
}

type TargetFieldProps = Readonly<{
  columns: readonly ChoosableColumn[];
  value: string;
  onChange: (target: string) => void;
  required?: boolean;
  /** What choosing none means. */
  none?: string;
}>;

export function TargetField(props: TargetFieldProps) {
  const { columns, value, onChange, required = false, none = "请选择" } = props;
  return (
    <FormField id="target" label="目标列" hint="说明贷款结果的列，例如是否违约" required={required}>
      <Select
        name="target"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={none}
        options={columns.map(({ name }) => ({ value: name, label: name }))}
      />
    </FormField>
  );
}

type BadFieldProps = Readonly<{ column: ChoosableColumn | undefined; initial: string }>;

/** From a list where the values are few, else typed. */
export function BadField({ column, initial }: BadFieldProps) {
  const values = column?.values ?? null;
  const pair = values?.length === 2;
  return (
    <FormField
      id="bad"
      label="坏样本的值"
      hint={
        values === null || pair
          ? "不填则按词义与多少判断，并说明依据；几个值以逗号分隔"
          : "这一列有两个以上的值，请选择哪个是坏样本"
      }
      required={values !== null && !pair}
    >
      {values === null ? (
        <Input key={column?.name ?? ""} name="bad" defaultValue={initial} autoComplete="off" />
      ) : (
        <Select
          key={column?.name ?? ""}
          name="bad"
          defaultValue={initial}
          placeholder={pair ? "自动判断" : "请选择"}
          options={values.map(({ value, rows }) => ({
            value,
            label: `${value}（${countText(rows)} 行）`,
          }))}
        />
      )}
    </FormField>
  );
}
