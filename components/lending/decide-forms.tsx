"use client";

import type { FormAction } from "#components/form/form-state.ts";
import { useState } from "react";
import { FormCheckboxes, FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { GrantLimits } from "#lib/lending/index.ts";
import { rejectionCodeIds, rejectionCodes, type RejectionCode } from "#lib/lending/model.ts";
import { ConfirmSubmit } from "./confirm-submit.tsx";
import { StepForm, type StepTarget } from "./step-form.tsx";

type StepProps = Readonly<{ target: StepTarget; action: FormAction }>;

export function AcceptForm(props: StepProps) {
  return (
    <StepForm {...props} done="申请已受理，可以开始审查。">
      <p className="text-sm text-slate-700">
        受理后进入审查，企业会看到“机构正在审查”。受理本身不使用查询次数。
      </p>
      <div>
        <FormSubmit>受理申请</FormSubmit>
      </div>
    </StepForm>
  );
}

/** What an approval starts from: the demand within the product's bounds, less if the score says so. */
export type GrantProposal = Readonly<{
  /** null: left for the officer to fill in. */
  amountFen: number | null;
  rateBps: number;
  termMonths: number;
  /** The suggested limit, where one was worked out. */
  suggestedFen: number | null;
}>;

type ApproveProps = StepProps & Readonly<{ limits: GrantLimits; proposal: GrantProposal }>;

export function ApproveForm({ limits, proposal, ...step }: ApproveProps) {
  const { amountFen, rateBps, termMonths } = limits;
  const impossible = [amountFen, rateBps, termMonths].some((one) => one.minimum > one.maximum);
  return (
    <StepForm {...step} done="已审批通过，企业可以看到授信结果。">
      {impossible ? (
        <Callout tone="warning" title="企业需求低于产品下限">
          按现有条件无法通过。可按“额度或利率未谈拢”不予通过，由企业调整需求后重新申请。
        </Callout>
      ) : null}
      <div className="grid gap-5 sm:grid-cols-3">
        <FormField
          id="amount"
          label="授信金额"
          hint={`${range(wanText(amountFen.minimum), wanText(amountFen.maximum))} 万元`}
          required
        >
          <NumberField
            name="amount"
            unit="万元"
            defaultValue={proposal.amountFen === null ? "" : String(proposal.amountFen / 1_000_000)}
          />
        </FormField>
        <FormField
          id="rate"
          label="年利率"
          hint={range(bpsText(rateBps.minimum), bpsText(rateBps.maximum))}
          required
        >
          <NumberField name="rate" unit="%" defaultValue={(proposal.rateBps / 100).toFixed(2)} />
        </FormField>
        <FormField
          id="termMonths"
          label="期限"
          hint={`${range(String(termMonths.minimum), String(termMonths.maximum))} 个月`}
          required
        >
          <NumberField
            name="termMonths"
            unit="个月"
            inputMode="numeric"
            defaultValue={String(proposal.termMonths)}
          />
        </FormField>
      </div>
      <FormField id="note" label="审批意见（选填）" hint="企业可以看到，最多 500 字。">
        <Textarea name="note" rows={3} maxLength={500} />
      </FormField>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ConfirmSubmit
          title="确认审批通过？"
          describe={(typed) => (
            <>
              授信 {typed("amount")} 万元，年利率 {typed("rate")}%，期限 {typed("termMonths")}{" "}
              个月。确认后企业立即看到结果，不能修改。
            </>
          )}
          confirmLabel="确认通过"
        >
          审批通过
        </ConfirmSubmit>
        <p className="text-muted-foreground text-xs">{suggestionText(proposal)}</p>
      </div>
    </StepForm>
  );
}

const range = (low: string, high: string) => (low === high ? low : `${low} 至 ${high}`);

function suggestionText({ suggestedFen, amountFen }: GrantProposal): string {
  if (suggestedFen === null) return "评分未能测算建议额度，金额按需求带出。";
  const suggested = `建议额度 ${wanText(suggestedFen)} 万元`;
  return amountFen === null
    ? `${suggested}，低于产品下限，金额请自行填写。`
    : `${suggested}，最终由机构决定。`;
}

const MOST_REASONS = 3;

export function RejectForm(props: StepProps) {
  const [chosen, setChosen] = useState<readonly RejectionCode[]>([]);
  const toggle = (code: RejectionCode, on: boolean) =>
    setChosen((before) => (on ? [...before, code] : before.filter((other) => other !== code)));
  return (
    <StepForm {...props} done="已答复企业不予通过。">
      <FormCheckboxes
        id="codes"
        legend="不予通过的原因"
        hint={`选择 1 至 3 项，已选 ${chosen.length} 项。小字是企业会看到的改进建议。`}
        columns={2}
        required
      >
        {rejectionCodeIds.map((code) => (
          <Checkbox
            key={code}
            name="codes"
            value={code}
            label={`${code} ${rejectionCodes[code].label}`}
            description={rejectionCodes[code].remedy}
            checked={chosen.includes(code)}
            disabled={chosen.length >= MOST_REASONS && !chosen.includes(code)}
            onChange={(event) => toggle(code, event.target.checked)}
          />
        ))}
      </FormCheckboxes>
      <FormField
        id="explanation"
        label={chosen.includes("R99") ? "给企业的说明" : "给企业的说明（选填）"}
        hint="选择“其他”时必填，最多 500 字。"
        required={chosen.includes("R99")}
      >
        <Textarea name="explanation" rows={3} maxLength={500} />
      </FormField>
      <div>
        <ConfirmSubmit
          title="确认不予通过？"
          describe={() =>
            chosen.length === 0
              ? "尚未选择原因，请先选择 1 至 3 项。"
              : `原因：${chosen.map((code) => rejectionCodes[code].label).join("、")}。确认后申请办结，企业立即看到原因和建议，不能修改。`
          }
          confirmLabel="确认不予通过"
          tone="danger"
        >
          不予通过
        </ConfirmSubmit>
      </div>
    </StepForm>
  );
}
