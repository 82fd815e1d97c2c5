"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { PrintButton } from "#components/lending/print-button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import { repaymentKinds, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, yuanText } from "#lib/kernel/money.ts";
import { repaymentPlan } from "#lib/kernel/repayment.ts";
import {
  calculatorDefaults,
  readCalculator,
  type CalculatorField,
  type CalculatorText,
} from "./calculator-input.ts";
import { InstalmentTable, KindComparison } from "./repayment-tables.tsx";

const fieldOf = (value: string) => parseAsString.withDefault(value);
const queryFrom = (start: CalculatorText) => ({
  amount: fieldOf(start.amount),
  rate: fieldOf(start.rate),
  months: fieldOf(start.months),
  kind: fieldOf(start.kind),
  yearly: fieldOf(start.yearly),
  once: fieldOf(start.once),
});

const figures: readonly Readonly<{
  field: Exclude<CalculatorField, "kind">;
  label: string;
  unit: string;
  hint?: string;
}>[] = [
  { field: "amount", label: "借款金额", unit: "万元" },
  { field: "rate", label: "名义年利率", unit: "%" },
  { field: "months", label: "期限", unit: "个月" },
  { field: "yearly", label: "年费率", unit: "%", hint: "如担保费，按本金每年预收" },
  { field: "once", label: "一次性费用", unit: "元", hint: "放款时支付，如评估费" },
];

type Props = Readonly<{
  /** The day that the money would be paid out. */
  from: string;
  /** What stands in the fields before anybody types, for example a product's own figures. */
  start?: CalculatorText;
}>;

/** What a loan costs, by its repayment kind; worked out in the browser as one types, kept in the address. */
export function CostCalculator({ from, start = calculatorDefaults }: Props) {
  const [text, setText] = useQueryStates(queryFrom(start), {
    history: "replace",
    clearOnDefault: true,
  });
  const input = readCalculator(text);
  const problems = input.ok ? {} : input.problems;
  return (
    <div className="grid gap-6">
      <Card>
        <CardHeader title="借款条件" actions={<PrintButton />} />
        <CardBody className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {figures.map(({ field, label, unit, hint }) => (
            <Field key={field} id={field} label={label} error={problems[field]} hint={hint}>
              <NumberField
                unit={unit}
                value={text[field]}
                onChange={({ target }) => void setText({ [field]: target.value })}
              />
            </Field>
          ))}
          <Field id="kind" label="还款方式" error={problems.kind}>
            <Select
              options={repaymentKinds.map((kind) => ({
                value: kind,
                label: repaymentLabels[kind],
              }))}
              value={text.kind}
              onChange={({ target }) => void setText({ kind: target.value })}
            />
          </Field>
        </CardBody>
      </Card>
      {input.ok ? (
        <Results input={input} from={from} />
      ) : (
        <EmptyState title="请先更正上面标出的条件" compact>
          更正后立即给出结果。
        </EmptyState>
      )}
    </div>
  );
}

type Valid = Extract<ReturnType<typeof readCalculator>, { ok: true }>;

function Results({ input: { terms, fees }, from }: Readonly<{ input: Valid; from: string }>) {
  const plan = repaymentPlan({ ...terms, from }, fees);
  const [first] = plan.instalments;
  return (
    <>
      <StatGrid aria-live="polite">
        <StatTile
          label={plan.instalments.length === 1 ? "到期一次偿还" : "首期还款"}
          value={first ? yuanText(first.principalFen + first.interestFen) : null}
          unit="元"
        />
        <StatTile label="利息合计" value={yuanText(plan.interestFen)} unit="元" />
        <StatTile label="利息与费用合计" value={yuanText(plan.costFen)} unit="元" />
        <StatTile
          label="综合年化成本"
          value={plan.effectiveAnnualBps === null ? null : bpsText(plan.effectiveAnnualBps)}
          hint="含费用，按内部收益率（复利）计算"
        />
      </StatGrid>
      <Card>
        <CardHeader
          title="换一种还款方式"
          description="金额、利率、期限和费用相同。还得早的方式利息少，但每期压力大；没有费用时，各方式的综合年化成本大致相同。"
        />
        <KindComparison terms={{ ...terms, from }} fees={fees} />
      </Card>
      <Card>
        <CardHeader
          title="还款计划"
          description={`假定 ${from} 放款，每月按年利率的十二分之一计息，四舍五入到分，末期结清尾差。实际以借款合同为准。`}
        />
        <InstalmentTable instalments={plan.instalments} />
      </Card>
    </>
  );
}
