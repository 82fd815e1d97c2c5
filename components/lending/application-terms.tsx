import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { guaranteeLabels, loanPurposeLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import { enterpriseStatusLabels, sizeClassLabels } from "#lib/registry/model.ts";
import { FactRows } from "./fact-rows.tsx";
import { isWaiting, WaitingDays } from "./waiting-days.tsx";

type Props = Readonly<{ application: ApplicationForOfficer }>;

/** What the enterprise asks for, at a glance. */
export function ApplicationTerms({ application: one }: Props) {
  const terms: readonly Readonly<{ term: string; detail: ReactNode }>[] = [
    { term: "申请金额", detail: <Figure value={wanText(one.amountFen)} unit="万元" /> },
    { term: "期限", detail: <Figure value={one.termMonths} unit="个月" /> },
    { term: "最高年利率", detail: <Figure value={bpsText(one.maximumRateBps)} /> },
    { term: "用途", detail: loanPurposeLabels[one.purpose] },
    { term: "可提供担保", detail: guaranteeLabels[one.guaranteeKind] },
    {
      term: isWaiting(one.state) ? "等待 / 承诺（天）" : "答复 / 承诺（天）",
      detail: <WaitingDays state={one.state} waiting={one.waiting} />,
    },
  ];
  return (
    <Card aria-label="融资需求">
      <CardBody className="py-4!">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
          {terms.map(({ term, detail }) => (
            <div key={term} className="min-w-0">
              <dt className="text-muted-foreground text-xs">{term}</dt>
              <dd className="mt-0.5 text-base font-medium text-slate-900">{detail}</dd>
            </div>
          ))}
        </dl>
        {one.note === null ? null : (
          <p className="mt-3 border-t pt-3 text-sm text-slate-700">
            <span className="text-muted-foreground mr-2 text-xs">企业补充说明</span>
            {one.note}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

/** Who asks, as it is registered. */
export function ApplicationEnterprise({ application: { enterprise } }: Props) {
  return (
    <Card>
      <CardHeader title="企业登记信息" />
      <CardBody>
        <FactRows
          facts={[
            {
              term: "信用代码",
              detail: <Copyable value={enterprise.uscc} label="统一社会信用代码" />,
            },
            { term: "法定代表人", detail: enterprise.legalRepresentative },
            { term: "登记状态", detail: enterpriseStatusLabels[enterprise.status] },
            { term: "成立日期", detail: enterprise.establishedOn },
            {
              term: "注册资本",
              detail:
                enterprise.registeredCapitalFen === null ? null : (
                  <Figure value={wanText(enterprise.registeredCapitalFen)} unit="万元" />
                ),
            },
            { term: "规模", detail: sizeClassLabels[enterprise.sizeClass] },
            { term: "行业", detail: enterprise.industryName },
            { term: "所在地区", detail: enterprise.regionName },
          ]}
        />
      </CardBody>
    </Card>
  );
}
