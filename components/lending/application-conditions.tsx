import { eligibilityLabels, eligibilityTones } from "#components/products/labels.ts";
import { ProductTerms } from "#components/products/product-terms.tsx";
import type { RuleSentence } from "#components/products/rule-sentences.ts";
import { RuleTable } from "#components/products/rule-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import { eligibilityVerdicts, type EligibilityVerdict } from "#lib/products/model.ts";

type Props = Readonly<{
  application: Pick<ApplicationForOfficer, "product" | "eligibilityAtSubmit">;
  rules: readonly RuleSentence[];
}>;

/** The version that was applied for, and what its rules said on the day of the application. */
export function ApplicationConditions({ application, rules }: Props) {
  const { product, eligibilityAtSubmit } = application;
  const verdict = eligibilityVerdicts.find((one) => one === eligibilityAtSubmit);
  return (
    <Card>
      <CardHeader
        title={`申请的产品：${product.name}`}
        description={`第 ${product.version} 版${product.retiredAt === null ? "" : "（已有新版本，本申请仍按此版本审查）"}`}
        actions={verdict ? <AtSubmit verdict={verdict} /> : undefined}
      />
      <CardBody>
        <ProductTerms product={product} />
      </CardBody>
      <div className="border-t">
        <RuleTable rules={rules} caption={`${product.name}的准入条件`} />
      </div>
      <p className="text-muted-foreground border-t px-4 py-3 text-xs sm:px-5">
        提交时由平台按企业数据核对，机构只收到结论。企业的实际数值和逐项核对结果在信用档案中查看。
      </p>
    </Card>
  );
}

function AtSubmit({ verdict }: { readonly verdict: EligibilityVerdict }) {
  return (
    <span className="flex items-center gap-2 text-xs text-slate-600">
      提交时核对
      <Badge tone={eligibilityTones[verdict]}>{eligibilityLabels[verdict]}</Badge>
    </span>
  );
}
