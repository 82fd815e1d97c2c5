import { DescriptionList } from "#components/ui/description-list.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { itemNames } from "#lib/intake/catalogue.ts";
import { guaranteeLabels, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { ProductInForce } from "#lib/products/model.ts";

type Props = Readonly<{
  product: Pick<
    ProductInForce,
    | "minimumAmountFen"
    | "maximumAmountFen"
    | "minimumTermMonths"
    | "maximumTermMonths"
    | "minimumRateBps"
    | "maximumRateBps"
    | "guaranteeKinds"
    | "repaymentKinds"
    | "promisedDays"
    | "requiredItems"
  >;
}>;

/** The bounds of a product: how much, how long, at what price, on which data. */
export function ProductTerms({ product }: Props) {
  return (
    <DescriptionList
      columns={3}
      items={[
        {
          term: "额度",
          detail: (
            <Figure
              value={range(wanText(product.minimumAmountFen), wanText(product.maximumAmountFen))}
              unit="万元"
            />
          ),
        },
        {
          term: "期限",
          detail: (
            <Figure
              value={range(String(product.minimumTermMonths), String(product.maximumTermMonths))}
              unit="个月"
            />
          ),
        },
        {
          term: "年利率",
          detail: (
            <Figure
              value={range(bpsText(product.minimumRateBps), bpsText(product.maximumRateBps))}
            />
          ),
        },
        {
          term: "担保方式",
          detail: product.guaranteeKinds.map((kind) => guaranteeLabels[kind]).join("、"),
        },
        {
          term: "还款方式",
          detail: product.repaymentKinds.map((kind) => repaymentLabels[kind]).join("、"),
        },
        { term: "承诺答复", detail: `${product.promisedDays} 天内` },
        {
          term: "需授权的数据项",
          detail: itemNames(product.requiredItems).join("、") || "无",
          wide: true,
        },
      ]}
    />
  );
}

const range = (low: string, high: string) => (low === high ? low : `${low} – ${high}`);
