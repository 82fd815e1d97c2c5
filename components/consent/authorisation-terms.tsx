import { ShieldCheck } from "lucide-react";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import { ItemSummary } from "./item-summary.tsx";
import { frequencyText, granteeName, lastDayOf, purposeIn } from "./labels.ts";
import { daysOfPeriod, unusualText } from "./purpose-terms.ts";

type Terms = Readonly<{
  institutionName: string | null;
  purpose: string;
  items: readonly string[];
  maximumQueries: number;
  lookBackMonths: number;
  dataLifeDays: number;
  startsAt: Date;
  endsAt: Date;
}>;

type Props = Readonly<{
  terms: Terms;
  /** Nothing is left that could be withdrawn. */
  over: boolean;
}>;

/** All that is agreed to, at one glance, ahead of the full text (peers.md §3.1). */
export function AuthorisationTerms({ terms, over }: Props) {
  const { institutionName, maximumQueries, lookBackMonths, dataLifeDays } = terms;
  const purpose = purposeIn(terms.purpose);
  const [startsOn, endsOn] = [dayOf(terms.startsAt), lastDayOf(terms.endsAt)];
  const days = daysOfPeriod(startsOn, endsOn);
  const unusual =
    days === null ? null : unusualText({ purpose: terms.purpose, maximumQueries, days });
  const platform = institutionName === null;
  return (
    <Card>
      <CardHeader title="授权要点" />
      <CardBody className="grid gap-5">
        <DescriptionList
          columns={3}
          items={[
            { term: "用途", detail: purpose?.name ?? terms.purpose, hint: purpose?.text },
            { term: "被授权方", detail: granteeName(institutionName) },
            {
              term: "授权期限",
              detail: `${startsOn} 至 ${endsOn}`,
              hint: days === null ? undefined : `共 ${days} 天，到期自动失效`,
            },
            {
              term: "次数与频次",
              detail: platform ? "按需处理" : `共 ${maximumQueries} 次`,
              hint: platform ? undefined : frequencyText(purpose?.frequency ?? null),
            },
            {
              term: "数据时段",
              detail: `查询当日之前 ${lookBackMonths} 个月`,
              hint: "更早的数据不可见",
            },
            {
              term: "数据保存",
              detail: `${platform ? "处理" : "每次查询"}后最多 ${dataLifeDays} 天`,
              hint: platform ? undefined : "保存期满须删除并登记回执",
            },
            { term: "数据项", detail: <ItemSummary items={terms.items} />, wide: true },
          ]}
        />
        {unusual === null || over ? null : (
          <Callout tone="warning" title="查询次数偏多">
            {unusual}如非必要，可{platform ? "" : "要求对方"}减少后再签署。
          </Callout>
        )}
        {over ? null : (
          <p className="text-success flex items-start gap-2 text-sm">
            <ShieldCheck aria-hidden className="mt-1 size-4 shrink-0" />
            可随时暂停或撤回，自下一次{platform ? "处理" : "查询"}起生效；不需要理由，不收费用。
          </p>
        )}
      </CardBody>
    </Card>
  );
}
