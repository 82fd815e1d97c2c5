import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import { guaranteeLabels, loanPurposeLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import { enterpriseStatusLabels, sizeClassLabels } from "#lib/registry/model.ts";

type Props = Readonly<{ application: ApplicationForOfficer }>;

/** What the enterprise asks for. */
export function ApplicationTerms({ application: one }: Props) {
  return (
    <Card>
      <CardHeader title="融资需求" />
      <CardBody>
        <DescriptionList
          columns={1}
          layout="inline"
          items={[
            { term: "申请金额", detail: <Figure value={wanText(one.amountFen)} unit="万元" /> },
            { term: "期限", detail: <Figure value={one.termMonths} unit="个月" /> },
            { term: "最高年利率", detail: bpsText(one.maximumRateBps) },
            { term: "用途", detail: loanPurposeLabels[one.purpose] },
            { term: "可提供担保", detail: guaranteeLabels[one.guaranteeKind] },
            ...(one.note === null ? [] : [{ term: "补充说明", detail: one.note }]),
            { term: "需求编号", detail: one.demandNumber },
            { term: "申请时间", detail: timeText(one.appliedAt) },
          ]}
        />
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
        <DescriptionList
          columns={1}
          layout="inline"
          items={[
            { term: "企业名称", detail: enterprise.name },
            {
              term: "统一社会信用代码",
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
