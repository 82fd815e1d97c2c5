"use client";

import { useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import type { ColumnDescription } from "#lib/modelling/index.ts";
import { BadField, TargetField, type BenchAction } from "./target-form.tsx";

type EvaluateProps = Readonly<{
  tableId: string;
  /** The cards that may be judged. */
  cards: readonly SelectOption[];
  columns: readonly Pick<ColumnDescription, "name" | "values">[];
  target: string | null;
  action: BenchAction;
}>;

/** A card to judge on the table, and another one to see who would change sides. */
export function EvaluateForm({ tableId, cards, columns, target: first, action }: EvaluateProps) {
  const [target, setTarget] = useState(first ?? "");
  return (
    <ActionForm action={action} className="grid gap-4 sm:grid-cols-2" idPrefix="evaluate-">
      <input type="hidden" name="tableId" value={tableId} />
      <CardField id="card" label="评分卡" options={cards} required />
      <FormField id="against" label="对比的评分卡" hint="可不选；选了则列出换入换出">
        <Select name="against" placeholder="不对比" options={cards} />
      </FormField>
      <TargetField
        columns={columns}
        value={target}
        onChange={setTarget}
        none="按建卡时的目标列，没有则只比较稳定性"
      />
      <BadField column={columns.find(({ name }) => name === target)} initial="" />
      <FormField
        id="approvalPercent"
        label="通过率"
        hint="两张卡各按此比例放行，比较换入换出"
        required
      >
        <NumberField name="approvalPercent" unit="%" inputMode="numeric" defaultValue="50" />
      </FormField>
      <FormField id="seed" label="随机种子" hint="用于区间的自助抽样" required>
        <Input name="seed" inputMode="numeric" defaultValue="1" />
      </FormField>
      <FormSubmit className="justify-self-start">开始评估</FormSubmit>
    </ActionForm>
  );
}

type ExplainProps = Pick<EvaluateProps, "tableId" | "cards" | "action"> &
  Readonly<{ rows: number }>;

/** One row of the table, with its points and reasons by a card. */
export function ExplainForm({ tableId, cards, rows, action }: ExplainProps) {
  return (
    <ActionForm action={action} className="grid gap-4 sm:grid-cols-2" idPrefix="explain-">
      <input type="hidden" name="tableId" value={tableId} />
      <CardField id="card" label="评分卡" options={cards} required />
      <FormField id="row" label="行号" hint={`第 1 至 ${rows} 行，不计表头`} required>
        <NumberField name="row" unit="行" inputMode="numeric" defaultValue="1" />
      </FormField>
      <FormSubmit className="justify-self-start">解释这一行</FormSubmit>
    </ActionForm>
  );
}

type CardFieldProps = Readonly<{
  id: string;
  label: string;
  options: readonly SelectOption[];
  required?: boolean;
}>;

const CardField = ({ id, label, options, required = false }: CardFieldProps) => (
  <FormField id={id} label={label} hint="表中须有该卡所用的各列" required={required}>
    <Select name={id} placeholder="请选择" options={options} />
  </FormField>
);
