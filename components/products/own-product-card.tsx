import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import type { DatedProduct } from "#lib/products/index.ts";
import { ProductTerms } from "./product-terms.tsx";
import { sentencesOf } from "./rule-sentences.ts";
import { RuleTable } from "./rule-table.tsx";

type Props = Readonly<{ product: DatedProduct }>;

/** What is on offer, as an enterprise reads it. */
export function OwnProductCard({ product }: Props) {
  const { name, version, policyBased, publishedAt } = product;
  const rules = sentencesOf(product);
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {name}
            <Badge>第 {version} 版</Badge>
            {policyBased ? <Badge tone="warning">政策性</Badge> : null}
          </span>
        }
        description={`${dayOf(publishedAt)} 发布 · ${product.summary}`}
      />
      <CardBody className="grid gap-4">
        <ProductTerms product={product} />
        <Disclosure summary={`准入条件（${rules.length} 项）`} open>
          <div className="overflow-hidden rounded-md border">
            <RuleTable rules={rules} caption={`${name}的准入条件`} />
          </div>
        </Disclosure>
      </CardBody>
    </Card>
  );
}
