"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import type { TableDescription } from "#lib/modelling/index.ts";
import { ColumnTable } from "./column-table.tsx";
import type { BenchAction } from "./target-form.tsx";

type Props = Readonly<{
  tableId: string;
  description: TableDescription;
  /** What the card could be called, after the file. */
  proposed: Readonly<{ name: string; cardId: string }>;
  action: BenchAction;
}>;

/** Which columns a card may use, its name, and the seed that makes the result come out alike again. */
export function TrainForm({ tableId, description, proposed, action }: Props) {
  const suspect = description.columns.filter(
    ({ finding }) => finding?.kind === "suspect" || finding?.kind === "leak",
  );
  return (
    <ActionForm action={action} className="grid gap-4" idPrefix="train-">
      <input type="hidden" name="tableId" value={tableId} />
      {suspect.length > 0 ? (
        <Callout tone="warning" title="有的列可能在放款之后才知道">
          {suspect.map(({ name }) => name).join("、")}
          ：单独一列就几乎能判定好坏。申请贷款时还不知道的内容不能用来评分，否则结果虚高、上线失灵。请逐列核对，不确定的请去掉。
        </Callout>
      ) : null}
      <div className="overflow-hidden rounded-md border" id="train-use" tabIndex={-1}>
        <ColumnTable description={description} choose />
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField id="name" label="名称" required>
          <Input name="name" defaultValue={proposed.name} maxLength={100} autoComplete="off" />
        </FormField>
        <FormField id="cardId" label="代号" hint="小写字母、数字和连字符" required>
          <Input name="cardId" defaultValue={proposed.cardId} maxLength={60} autoComplete="off" />
        </FormField>
        <FormField id="seed" label="随机种子" hint="同一表格、同样的选择与种子，结果相同" required>
          <Input name="seed" inputMode="numeric" defaultValue="1" />
        </FormField>
      </div>
      <FormSubmit className="justify-self-start">开始建卡</FormSubmit>
    </ActionForm>
  );
}
