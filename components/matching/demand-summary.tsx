import { Card, CardBody } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { guaranteeLabels, loanPurposeLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { Demand } from "#lib/matching/index.ts";

export function DemandSummary({ demand }: { readonly demand: Demand }) {
  const terms = [
    { term: "需求金额", detail: <Figure value={wanText(demand.amountFen)} unit="万元" /> },
    { term: "期限", detail: <Figure value={demand.termMonths} unit="个月" /> },
    { term: "可接受最高年利率", detail: bpsText(demand.maximumRateBps) },
    { term: "用途", detail: loanPurposeLabels[demand.purpose] },
    { term: "能提供的担保", detail: guaranteeLabels[demand.guaranteeKind] },
  ];
  return (
    <Card>
      <CardBody className="grid gap-4">
        <DescriptionList items={terms} className="grid-cols-2 sm:grid-cols-3 lg:grid-cols-5" />
        {demand.note === null ? null : (
          <DescriptionList columns={1} items={[{ term: "补充说明", detail: demand.note }]} />
        )}
      </CardBody>
    </Card>
  );
}
