"use client";

import type { FormAction } from "#components/form/form-state.ts";
import { FormField, FormRadioCards } from "#components/form/form-field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { RadioCard } from "#components/ui/radio-cards.tsx";
import { Select } from "#components/ui/select.tsx";
import {
  guaranteeKinds,
  guaranteeLabels,
  repaymentKinds,
  repaymentLabels,
  type GuaranteeKind,
  type RepaymentKind,
} from "#lib/kernel/lending-terms.ts";
import { wanText } from "#lib/kernel/money.ts";
import { ConfirmSubmit } from "./confirm-submit.tsx";
import { StepForm, type StepTarget } from "./step-form.tsx";

type StepProps = Readonly<{ target: StepTarget; action: FormAction; today: string }>;

type ContractProps = StepProps &
  Readonly<{
    /** From the product. */
    guaranteeKind: GuaranteeKind;
    repaymentKind: RepaymentKind | undefined;
    grantedOn: string;
  }>;

export function ContractForm({
  today,
  grantedOn,
  guaranteeKind,
  repaymentKind,
  ...step
}: ContractProps) {
  return (
    <StepForm {...step} done="合同已登记。">
      <div className="grid gap-5 sm:grid-cols-2">
        <FormField id="contractNumber" label="合同编号" required>
          <Input name="contractNumber" autoComplete="off" maxLength={60} />
        </FormField>
        <FormField id="signedOn" label="签约日期" hint={`${grantedOn} 至今天`} required>
          <Input name="signedOn" type="date" min={grantedOn} max={today} defaultValue={today} />
        </FormField>
        <FormField id="guaranteeKind" label="担保方式" hint="以合同的主要担保为准" required>
          <Select
            name="guaranteeKind"
            defaultValue={guaranteeKind}
            options={guaranteeKinds.map((kind) => ({ value: kind, label: guaranteeLabels[kind] }))}
          />
        </FormField>
        <FormField id="repaymentKind" label="还款方式" required>
          <Select
            name="repaymentKind"
            placeholder="请选择"
            defaultValue={repaymentKind ?? ""}
            options={repaymentKinds.map((kind) => ({ value: kind, label: repaymentLabels[kind] }))}
          />
        </FormField>
      </div>
      <div>
        <ConfirmSubmit
          title="确认登记合同？"
          describe={(typed) =>
            `合同 ${typed("contractNumber") || "（未填写编号）"}，${typed("signedOn")} 签订。登记后不能修改，企业不能再撤回申请。`
          }
          confirmLabel="确认登记"
        >
          登记合同
        </ConfirmSubmit>
      </div>
    </StepForm>
  );
}

type DisburseProps = StepProps & Readonly<{ grantedFen: number; signedOn: string }>;

export function DisburseForm({ today, grantedFen, signedOn, ...step }: DisburseProps) {
  return (
    <StepForm {...step} done="放款已登记。">
      <div className="grid gap-5 sm:grid-cols-2">
        <FormField
          id="amount"
          label="放款金额"
          hint={`不超过授信金额 ${wanText(grantedFen)} 万元`}
          required
        >
          <NumberField name="amount" unit="万元" defaultValue={String(grantedFen / 1_000_000)} />
        </FormField>
        <FormField id="disbursedOn" label="放款日期" hint={`${signedOn} 至今天`} required>
          <Input name="disbursedOn" type="date" min={signedOn} max={today} defaultValue={today} />
        </FormField>
      </div>
      <p className="text-muted-foreground text-xs">
        是否首贷由系统按放款记录和贷款余额判定，无需填写。
      </p>
      <div>
        <ConfirmSubmit
          title="确认登记放款？"
          describe={(typed) =>
            `${typed("disbursedOn")} 放款 ${typed("amount")} 万元。登记后计入统计，不能修改。`
          }
          confirmLabel="确认登记"
        >
          登记放款
        </ConfirmSubmit>
      </div>
    </StepForm>
  );
}

type SettleProps = StepProps & Readonly<{ disbursedOn: string }>;

export function SettleForm({ today, disbursedOn, ...step }: SettleProps) {
  return (
    <StepForm {...step} done="结清已登记，申请办结。">
      <FormField
        id="settledOn"
        label="结清日期"
        hint={`${disbursedOn} 至今天`}
        required
        className="max-w-xs"
      >
        <Input name="settledOn" type="date" min={disbursedOn} max={today} defaultValue={today} />
      </FormField>
      <FormRadioCards id="overdue" legend="还款期间是否发生过逾期" columns={2} required>
        <RadioCard name="overdue" value="no" title="未发生逾期" />
        <RadioCard name="overdue" value="yes" title="发生过逾期" />
      </FormRadioCards>
      <div>
        <ConfirmSubmit
          title="确认登记结清？"
          describe={(typed) => `${typed("settledOn")} 结清。登记后申请办结，不能修改。`}
          confirmLabel="确认结清"
        >
          登记结清
        </ConfirmSubmit>
      </div>
    </StepForm>
  );
}
