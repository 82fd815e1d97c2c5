import type { Route } from "next";
import Form from "next/form";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { repaymentKinds, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { wanText } from "#lib/kernel/money.ts";
import type { WantedField, WantedLoan } from "#lib/products/index.ts";
import { priceGrades } from "#lib/products/model.ts";

type Props = Readonly<{
  action: string;
  ids: readonly string[];
  wanted: WantedLoan;
  problems: Readonly<Partial<Record<WantedField, string>>>;
}>;

/** The loan by which products are compared; kept in the address. */
export function WantedLoanForm({ action, ids, wanted, problems }: Props) {
  const { amountFen, months, kind, grade } = wanted;
  return (
    <Form
      action={action as Route} // A page of ours, which its caller names.
      className="grid grid-cols-2 items-start gap-3 p-4 sm:p-5 lg:grid-cols-5"
    >
      <input type="hidden" name="ids" value={ids.join(",")} />
      <Field key={`a${amountFen}`} id="wanted-amount" label="借款金额" error={problems.amount}>
        <NumberField name="amount" unit="万元" defaultValue={wanText(amountFen)} />
      </Field>
      <Field key={`m${months}`} id="wanted-months" label="期限" error={problems.months}>
        <NumberField name="months" unit="个月" defaultValue={String(months)} />
      </Field>
      <Field key={`k${kind}`} id="wanted-kind" label="还款方式" error={problems.kind}>
        <Select
          name="kind"
          defaultValue={kind}
          options={repaymentKinds.map((value) => ({ value, label: repaymentLabels[value] }))}
        />
      </Field>
      <Field key={`g${grade ?? ""}`} id="wanted-grade" label="平台信用等级" error={problems.grade}>
        <Select
          name="grade"
          defaultValue={grade ?? ""}
          placeholder="不清楚，看全部"
          options={priceGrades.map((value) => ({ value, label: `${value} 级` }))}
        />
      </Field>
      <Button type="submit" variant="secondary" className="self-end max-lg:justify-self-start">
        重新计算
      </Button>
    </Form>
  );
}
