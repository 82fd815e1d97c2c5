import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { problemsOf, ratesOf, type DraftRead } from "#lib/products/index.ts";
import { productKindWords } from "#lib/products/model.ts";
import { ProductTerms } from "./product-terms.tsx";
import { sentencesOf } from "./rule-sentences.ts";
import { RuleTable } from "./rule-table.tsx";

type Props = Readonly<{
  draft: Pick<DraftRead, "name" | "terms" | "institutionShortName">;
  open?: boolean;
}>;

/** The product as an enterprise will read it. */
export function EnterpriseView({ draft, open = true }: Props) {
  const { name, terms, institutionShortName } = draft;
  const product = { ...terms, ...ratesOf(terms) };
  // What cannot be read is told among the problems.
  const rules = terms.rules.filter(({ condition }) => problemsOf(condition).length === 0);
  const sentences = sentencesOf({ ...product, rules });
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {institutionShortName} · {name}
            <Badge>{productKindWords[terms.kind].label}</Badge>
            {terms.policyBased ? <Badge tone="warning">政策性</Badge> : null}
          </span>
        }
        description={`企业看到的样子 · ${terms.summary}`}
      />
      <CardBody className="grid gap-4">
        <ProductTerms product={product} />
        <Disclosure summary={`准入条件（${sentences.length} 项）`} open={open}>
          <div className="overflow-hidden rounded-md border">
            <RuleTable rules={sentences} caption={`${name}的准入条件`} />
          </div>
        </Disclosure>
      </CardBody>
    </Card>
  );
}
