import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { standingTones } from "#components/consent/labels.ts";
import { standingLabels } from "#lib/consent/model.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { guaranteeLabels, loanPurposeLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { OwnApplication } from "#lib/lending/index.ts";

type Props = Readonly<{ application: OwnApplication }>;

/** What was asked for, of whom. */
export function OwnApplicationTerms({ application: one }: Props) {
  return (
    <Card>
      <CardHeader title="申请内容" />
      <CardBody>
        <DescriptionList
          columns={1}
          layout="inline"
          items={[
            { term: "金融机构", detail: one.institutionName },
            { term: "产品", detail: one.productName },
            {
              term: "申请金额",
              detail: <Figure value={wanText(one.amountFen)} unit="万元" />,
            },
            { term: "期限", detail: `${one.termMonths} 个月` },
            { term: "可接受最高年利率", detail: bpsText(one.maximumRateBps) },
            { term: "用途", detail: loanPurposeLabels[one.purpose] },
            { term: "担保方式", detail: guaranteeLabels[one.guaranteeKind] },
            { term: "承诺答复", detail: `${one.promisedDays} 天内` },
            {
              term: "所属需求",
              detail: (
                <TextLink href={`/enterprise/demands/${one.demandId}`}>{one.demandNumber}</TextLink>
              ),
            },
            ...(one.note === null ? [] : [{ term: "补充说明", detail: one.note }]),
          ]}
        />
      </CardBody>
    </Card>
  );
}

/** The authorisation that the institution looks under, and how much of it is used. */
export function OwnApplicationGround({ application }: Props) {
  const { authorisation } = application;
  return (
    <Card>
      <CardHeader
        title="依据的授权"
        actions={
          <Badge tone={standingTones[authorisation.standing]}>
            {standingLabels[authorisation.standing]}
          </Badge>
        }
      />
      <CardBody className="grid gap-3">
        <DescriptionList
          columns={1}
          layout="inline"
          items={[
            {
              term: "授权书编号",
              detail: (
                <TextLink href={`/enterprise/authorisations/${authorisation.id}`}>
                  {authorisation.number}
                </TextLink>
              ),
            },
            {
              term: "已查询次数",
              detail: `${authorisation.usedQueries} / ${authorisation.maximumQueries}`,
            },
            { term: "有效期至", detail: lastDayOf(authorisation.endsAt) },
          ]}
        />
        <Disclosure summary={`授权的数据（${authorisation.items.length} 项）`}>
          <p className="text-sm text-slate-700">{authorisation.itemNames.join("、")}</p>
        </Disclosure>
      </CardBody>
    </Card>
  );
}

/** The end is the midnight after the last day. */
const lastDayOf = (endsAt: Date): string => dayOf(new Date(endsAt.getTime() - 1));
