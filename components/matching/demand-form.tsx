"use client";

import { useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormRadioCards, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { NumberField } from "#components/ui/number-field.tsx";
import { RadioCard } from "#components/ui/radio-cards.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import {
  guaranteeKinds,
  guaranteeLabels,
  loanPurposeLabels,
  loanPurposes,
  type GuaranteeKind,
  type LoanPurpose,
} from "#lib/kernel/lending-terms.ts";

/** What a demand asks for, as typed into the form. */
export type DemandDraft = Readonly<{
  amount: string;
  termMonths: string;
  maximumRate: string;
  purpose: LoanPurpose;
  guaranteeKind: GuaranteeKind;
  note: string;
}>;

type Props = Readonly<{
  action: (before: FormState, form: FormData) => Promise<FormState>;
  idempotencyKey: string;
  /** An earlier demand to start from. */
  initial: DemandDraft | null;
}>;

const guaranteeNotes = {
  credit: "无需抵押或担保",
  mortgage: "以房产、土地、设备等作抵押",
  pledge: "以存单、应收账款、知识产权等出质",
  guarantee: "由担保机构、企业或个人保证",
} as const satisfies Record<GuaranteeKind, string>;

/** Without security comes first, as it is what most small firms ask for. */
const inOrder: readonly GuaranteeKind[] = [
  "credit",
  ...guaranteeKinds.filter((kind) => kind !== "credit"),
];

export function DemandForm({ action, idempotencyKey, initial }: Props) {
  // Kept for as long as the form is open, so that sending it again posts the same demand.
  const [key] = useState(idempotencyKey);
  return (
    <ActionForm action={action} className="grid gap-6">
      <input type="hidden" name="idempotencyKey" value={key} />
      <div className="grid gap-5 sm:grid-cols-3">
        <FormField id="amount" label="需求金额" hint="1 万元起" required>
          <NumberField name="amount" unit="万元" defaultValue={initial?.amount} />
        </FormField>
        <FormField id="termMonths" label="期限" hint="1 至 360 个月" required>
          <NumberField
            name="termMonths"
            unit="个月"
            inputMode="numeric"
            defaultValue={initial?.termMonths}
          />
        </FormField>
        <FormField id="maximumRate" label="可接受的最高年利率" hint="单利，例如 5.50" required>
          <NumberField name="maximumRate" unit="%" defaultValue={initial?.maximumRate} />
        </FormField>
      </div>
      <FormField id="purpose" label="贷款用途" required className="sm:max-w-sm">
        <Select
          name="purpose"
          placeholder="请选择"
          defaultValue={initial?.purpose ?? ""}
          options={loanPurposes.map((value) => ({ value, label: loanPurposeLabels[value] }))}
        />
      </FormField>
      <FormRadioCards
        id="guaranteeKind"
        legend="能提供的担保方式"
        hint="可提供抵押、质押或保证的，也会同时匹配信用类产品。"
        columns={2}
        required
      >
        {inOrder.map((kind) => (
          <RadioCard
            key={kind}
            name="guaranteeKind"
            value={kind}
            defaultChecked={kind === (initial?.guaranteeKind ?? "credit")}
            title={guaranteeLabels[kind]}
            description={guaranteeNotes[kind]}
          />
        ))}
      </FormRadioCards>
      <FormField
        id="note"
        label="补充说明（选填）"
        hint="提交申请后，受理机构可以看到。最多 500 字。"
      >
        <Textarea name="note" rows={3} maxLength={500} defaultValue={initial?.note} />
      </FormField>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <FormSubmit size="lg">发布并匹配产品</FormSubmit>
        <p className="text-muted-foreground text-xs">发布需求不会向任何机构披露企业数据。</p>
      </div>
    </ActionForm>
  );
}
