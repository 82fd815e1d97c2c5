"use client";

import type { FormAction } from "#components/form/form-state.ts";
import { useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { RadioCard, RadioCards } from "#components/ui/radio-cards.tsx";
import type { GuaranteeKind, RepaymentKind } from "#lib/kernel/lending-terms.ts";
import type { GrantLimits } from "#lib/lending/index.ts";
import type { ApplicationState } from "#lib/lending/model.ts";
import { ContractForm, DisburseForm, SettleForm } from "./carry-out-forms.tsx";
import { AcceptForm, ApproveForm, RejectForm, type GrantProposal } from "./decide-forms.tsx";
import type { StepTarget } from "./step-form.tsx";

/** What the forms need to know, worked out on the server. */
export type NextStep = Readonly<{
  state: ApplicationState;
  target: StepTarget;
  today: string;
  grantedOn: string;
  /** A score is there that nothing has made stale, so that an approval may rest on it. */
  scored: boolean;
  /** Whether the profile can still be opened under the authorisation. */
  openable: boolean;
  limits: GrantLimits;
  proposal: GrantProposal;
  guaranteeKind: GuaranteeKind;
  repaymentKind: RepaymentKind | undefined;
  grantedFen: number | null;
  signedOn: string | null;
  disbursedOn: string | null;
}>;

type Actions = Readonly<
  Record<"accept" | "approve" | "reject" | "contract" | "disburse" | "settle", FormAction>
>;
type Props = Readonly<{ step: NextStep; actions: Actions }>;

/** What the officer may do now; nothing when the matter is closed. */
export function DecisionPanel({ step, actions }: Props) {
  const words = titles[step.state];
  if (words === null) return null;
  return (
    <Card>
      <CardHeader title={words.title} description={words.description} />
      <CardBody>
        <FormOf step={step} actions={actions} />
      </CardBody>
    </Card>
  );
}

const titles = {
  submitted: { title: "受理申请", description: "受理后审查；明显不符合的也可以直接答复。" },
  accepted: { title: "审批决定", description: "确认后企业立即看到结果。" },
  granted: { title: "登记合同", description: "与企业签订借款合同后登记。" },
  contracted: { title: "登记放款", description: "资金发放后登记。" },
  disbursed: { title: "登记结清", description: "贷款本息还清后登记。" },
  settled: null,
  rejected: null,
  withdrawn: null,
  closed: null,
} as const satisfies Record<ApplicationState, unknown>;

function FormOf({ step, actions }: Props) {
  const { target, today, grantedFen, signedOn, disbursedOn } = step;
  const common = { target, today };
  switch (step.state) {
    case "submitted":
    case "accepted":
      return <Decide step={step} actions={actions} />;
    case "granted":
      return <ContractForm {...common} {...termsOf(step)} action={actions.contract} />;
    case "contracted":
      if (grantedFen === null || signedOn === null) return null;
      return <DisburseForm {...common} {...{ grantedFen, signedOn }} action={actions.disburse} />;
    case "disbursed":
      if (disbursedOn === null) return null;
      return <SettleForm {...common} disbursedOn={disbursedOn} action={actions.settle} />;
    case "settled":
    case "rejected":
    case "withdrawn":
    case "closed":
      return null;
  }
}

const termsOf = ({ guaranteeKind, repaymentKind, grantedOn }: NextStep) => ({
  guaranteeKind,
  repaymentKind,
  grantedOn,
});

/** Yes or no. Both forms stay, so that going back and forth loses nothing typed. */
function Decide({ step, actions }: Props) {
  const [answer, setAnswer] = useState<"yes" | "no">("yes");
  const { target, limits, proposal, scored, state } = step;
  const yes = state === "submitted" ? "受理" : "审批通过";
  return (
    <div className="grid gap-5">
      <RadioCards id="answer" legend="办理意见" columns={2}>
        <RadioCard
          name="answer"
          title={yes}
          checked={answer === "yes"}
          onChange={() => setAnswer("yes")}
        />
        <RadioCard
          name="answer"
          title="不予通过"
          checked={answer === "no"}
          onChange={() => setAnswer("no")}
        />
      </RadioCards>
      <div hidden={answer !== "yes"}>
        {state === "submitted" ? (
          <AcceptForm target={target} action={actions.accept} />
        ) : scored ? (
          <ApproveForm {...{ target, limits, proposal }} action={actions.approve} />
        ) : (
          <ScoreFirst openable={step.openable} />
        )}
      </div>
      <div hidden={answer !== "no"}>
        <RejectForm target={target} action={actions.reject} />
      </div>
    </div>
  );
}

function ScoreFirst({ openable }: Pick<NextStep, "openable">) {
  return (
    <Callout tone="info" title="审批通过须以最新数据的评分为依据">
      {openable
        ? "请先打开上方的信用档案，系统会按打开时的最新数据评分。"
        : "目前没有可用的授权，不能评分。请待企业重新授权后再审批，或选择不予通过。"}
    </Callout>
  );
}
