import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { Decision, OwnApplication } from "#lib/lending/index.ts";

type Props = Readonly<{
  decision: Decision;
  application: Pick<OwnApplication, "institutionName" | "demandId">;
}>;

/** What the institution decided: the terms, or the reasons and what the enterprise can do about each. */
export function OwnApplicationDecision({ decision, application }: Props) {
  return decision.verdict === "granted" ? (
    <Granted decision={decision} />
  ) : (
    <Rejected decision={decision} application={application} />
  );
}

type GrantedDecision = Extract<Decision, { verdict: "granted" }>;

function Granted({ decision }: { readonly decision: GrantedDecision }) {
  const { amountFen, rateBps, termMonths, note } = decision;
  const terms = [
    { term: "授信金额", value: wanText(amountFen), unit: "万元" },
    { term: "年利率", value: bpsText(rateBps).replace("%", ""), unit: "%" },
    { term: "期限", value: String(termMonths), unit: "个月" },
  ];
  return (
    <Card>
      <CardHeader title="授信结果" actions={<Badge tone="success">审批通过</Badge>} />
      <CardBody>
        <dl className="grid grid-cols-1 divide-y sm:grid-cols-3 sm:divide-x sm:divide-y-0">
          {terms.map(({ term, value, unit }) => (
            <div
              key={term}
              className="flex items-baseline justify-between gap-3 py-2.5 first:pt-0 last:pb-0 sm:block sm:px-5 sm:py-0 sm:first:pl-0"
            >
              <dt className="text-muted-foreground text-xs">{term}</dt>
              <dd className="figures sm:mt-1">
                <span className="text-2xl font-semibold text-slate-900">{value}</span>
                <span className="ml-1 text-sm text-slate-600">{unit}</span>
              </dd>
            </div>
          ))}
        </dl>
        {note === null ? null : <OfficerNote note={note} />}
      </CardBody>
    </Card>
  );
}

type RejectedProps = Readonly<{
  decision: Extract<Decision, { verdict: "rejected" }>;
  application: Props["application"];
}>;

function Rejected({ decision, application }: RejectedProps) {
  return (
    <Card>
      <CardHeader
        title="未通过的原因"
        description={`${application.institutionName}给出的原因，以及您可以做什么。`}
      />
      <CardBody>
        <ol className="grid gap-4">
          {decision.reasons.map((reason) => (
            <li key={reason.code} className="grid gap-1">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium text-slate-900">{reason.label}</span>
                <Badge tone={reason.fixable ? "warning" : "neutral"}>
                  {reason.fixable ? "可以改善" : "短期内难以改变"}
                </Badge>
              </p>
              <p className="text-sm text-slate-700">{reason.remedy}</p>
            </li>
          ))}
        </ol>
        {decision.note === null ? null : <OfficerNote note={decision.note} />}
      </CardBody>
      <CardFooter className="print:hidden">
        <Button asChild variant="secondary">
          <AppLink href={`/enterprise/demands/${application.demandId}`}>查看其他匹配产品</AppLink>
        </Button>
      </CardFooter>
    </Card>
  );
}

function OfficerNote({ note }: { readonly note: string }) {
  return (
    <div className="mt-4 rounded-md bg-slate-50 px-4 py-3">
      <p className="text-muted-foreground text-xs">信贷员说明</p>
      <p className="mt-0.5 text-sm whitespace-pre-line text-slate-800">{note}</p>
    </div>
  );
}
