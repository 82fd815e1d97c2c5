import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList, type Description } from "#components/ui/description-list.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { guaranteeLabels, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { ApplicationForOfficer, Decision } from "#lib/lending/index.ts";

type Props = Readonly<{
  application: Pick<ApplicationForOfficer, "decision" | "contract" | "disbursement">;
}>;

/** What was decided and carried out so far; nothing before the decision. */
export function ApplicationRecord({ application }: Props) {
  const { decision } = application;
  if (decision === null) return null;
  return decision.verdict === "rejected" ? (
    <Rejected decision={decision} />
  ) : (
    <Granted decision={decision} application={application} />
  );
}

type GrantedProps = Props & Readonly<{ decision: Extract<Decision, { verdict: "granted" }> }>;

function Granted({ decision, application: { contract, disbursement } }: GrantedProps) {
  const wan = (amountFen: number) => <Figure value={wanText(amountFen)} unit="万元" />;
  const items: readonly Description[] = [
    { term: "授信金额", detail: wan(decision.amountFen) },
    { term: "年利率", detail: bpsText(decision.rateBps) },
    { term: "期限", detail: `${decision.termMonths} 个月` },
    ...(decision.note === null ? [] : [{ term: "审批意见", detail: decision.note, wide: true }]),
    ...(contract === null
      ? []
      : [
          { term: "合同编号", detail: contract.contractNumber },
          { term: "签约日期", detail: contract.signedOn },
          {
            term: "担保与还款",
            detail: `${guaranteeLabels[contract.guaranteeKind]} · ${repaymentLabels[contract.repaymentKind]}`,
          },
        ]),
    ...(disbursement === null
      ? []
      : [
          { term: "放款金额", detail: wan(disbursement.amountFen) },
          { term: "放款日期", detail: disbursement.disbursedOn },
          { term: "是否首贷", detail: firstLoanText(disbursement.firstLoan) },
        ]),
  ];
  return (
    <Card>
      <CardHeader title="办理结果" actions={<Badge tone="success">审批通过</Badge>} />
      <CardBody>
        <DescriptionList columns={3} items={items} />
      </CardBody>
    </Card>
  );
}

/** Derived from earlier loans and balances, never typed; null when these are unknown. */
const firstLoanText = (first: boolean | null) => (first === null ? null : first ? "是" : "否");

type RejectedProps = Readonly<{ decision: Extract<Decision, { verdict: "rejected" }> }>;

function Rejected({ decision: { reasons, note } }: RejectedProps) {
  return (
    <Card>
      <CardHeader
        title="办理结果"
        description="企业看到的原因和建议如下。"
        actions={<Badge tone="danger">不予通过</Badge>}
      />
      <CardBody className="grid gap-4">
        <ol className="grid gap-3">
          {reasons.map((reason) => (
            <li key={reason.code}>
              <p className="font-medium text-slate-900">
                <span className="text-muted-foreground mr-2 font-mono text-xs">{reason.code}</span>
                {reason.label}
              </p>
              <p className="text-sm text-slate-700">{reason.remedy}</p>
            </li>
          ))}
        </ol>
        {note === null ? null : (
          <div className="rounded-md bg-slate-50 px-4 py-3">
            <p className="text-muted-foreground text-xs">给企业的说明</p>
            <p className="mt-0.5 text-sm whitespace-pre-line text-slate-800">{note}</p>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
