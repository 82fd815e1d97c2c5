"use client";

import { useState } from "react";
import { toast } from "sonner";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { RadioCard, RadioCards } from "#components/ui/radio-cards.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { LimitPolicyRead } from "#lib/scoring/index.ts";
import type { LimitPolicy } from "#lib/scoring/model.ts";
import { percentTyped, wanTyped } from "./limit-policy-words.ts";

export type ProposeAction = (before: FormState, form: FormData) => Promise<FormState>;
type Props = Readonly<{ policy: LimitPolicyRead; action: ProposeAction }>;

/** A new version for a second person to approve; it begins with the figures that count today. */
export function LimitPolicyForm({ policy, action }: Props) {
  const { card, own, applies, today } = policy;
  const [whose, setWhose] = useState<"own" | "card">("own");
  async function send(before: FormState, form: FormData) {
    const state = await action(before, form);
    if (state.status === "done") toast.success("已提交，待另一位同事复核。");
    return state;
  }
  return (
    <Card>
      <CardHeader
        title="提交新的一版"
        description="批准之前不影响任何测算；批准并到生效日后，按新的参数测算，之前的评分须重新查阅。"
      />
      <CardBody>
        <ActionForm action={send} className="grid max-w-3xl gap-5">
          <RadioCards id="whose" legend="测算建议额度用" columns={2}>
            <RadioCard
              name="whose"
              value="own"
              title="本机构的参数"
              checked={whose === "own"}
              onChange={() => setWhose("own")}
            />
            <RadioCard
              name="whose"
              value="card"
              title="评分卡的参数"
              checked={whose === "card"}
              onChange={() => setWhose("card")}
            />
          </RadioCards>
          {whose === "own" ? (
            <Figures grades={card.grades} from={applies && own ? own.figures : card.limit} />
          ) : null}
          <FormField id="validFrom" label="生效日" required className="max-w-60">
            <Input name="validFrom" type="date" min={today} defaultValue={today} />
          </FormField>
          <FormField id="note" label="说明（选填）" hint="复核人会看到，最多 500 字。">
            <Textarea name="note" rows={2} maxLength={500} />
          </FormField>
          <FormSubmit className="justify-self-start">提交复核</FormSubmit>
        </ActionForm>
      </CardBody>
    </Card>
  );
}

type FiguresProps = Readonly<{
  grades: LimitPolicyRead["card"]["grades"];
  from: LimitPolicy | null;
}>;

function Figures({ grades, from }: FiguresProps) {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        {grades.map(({ grade, label }) => (
          <FormField
            key={grade}
            id={`caps.${grade}`}
            label={`${grade} 级（${label}）上限`}
            required
          >
            <NumberField
              name={`caps.${grade}`}
              unit="万元"
              defaultValue={from ? wanTyped(from.gradeCapFen[grade] ?? 0) : ""}
            />
          </FormField>
        ))}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <FormField id="taxMultiple" label="近12个月实缴税额的倍数" hint="1 至 50，整数" required>
          <NumberField
            name="taxMultiple"
            unit="倍"
            inputMode="numeric"
            defaultValue={from ? String(from.taxMultiple) : ""}
          />
        </FormField>
        <FormField id="salesShare" label="近12个月销售额的比例" hint="最高 100%" required>
          <NumberField
            name="salesShare"
            unit="%"
            defaultValue={from ? percentTyped(from.salesShareBps) : ""}
          />
        </FormField>
        <FormField id="repaymentShare" label="年利润可用于还款的比例" hint="最高 100%" required>
          <NumberField
            name="repaymentShare"
            unit="%"
            defaultValue={from ? percentTyped(from.repaymentShareBps) : ""}
          />
        </FormField>
        <FormField id="repaymentYears" label="还款年限" hint="1 至 10，整数" required>
          <NumberField
            name="repaymentYears"
            unit="年"
            inputMode="numeric"
            defaultValue={from ? String(from.repaymentYears) : ""}
          />
        </FormField>
      </div>
    </>
  );
}
