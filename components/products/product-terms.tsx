import { DescriptionList } from "#components/ui/description-list.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { itemNames } from "#lib/intake/catalogue.ts";
import { guaranteeLabels, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import { bandText, industryName, regionName } from "#lib/products/index.ts";
import { approvalModeLabels, productKindWords, type ProductInForce } from "#lib/products/model.ts";

type Props = Readonly<{
  product: Pick<
    ProductInForce,
    | "kind"
    | "approvalMode"
    | "priceBands"
    | "industryCodes"
    | "regionCodes"
    | "materials"
    | "weeklyCapacity"
    | "subsidyBps"
    | "subsidyNote"
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
          term: productKindWords[product.kind].price,
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
          detail:
            product.repaymentKinds.map((kind) => repaymentLabels[kind]).join("、") || "不适用",
        },
        {
          term: "承诺答复",
          detail: `${product.promisedDays} 天内 · ${approvalModeLabels[product.approvalMode]}`,
        },
        { term: "服务区域", detail: product.regionCodes.map(regionName).join("、") || "全省" },
        {
          term: "服务行业",
          detail: product.industryCodes.map(industryName).join("、") || "全部行业",
        },
        {
          term: "每周受理",
          detail: product.weeklyCapacity === null ? "不限" : `${product.weeklyCapacity} 件`,
        },
        ...(product.priceBands.length > 0
          ? [
              {
                term: "分档价格（按平台信用等级与期限）",
                detail: <PriceList bands={product.priceBands} />,
                wide: true,
              },
            ]
          : []),
        ...(product.subsidyBps === null
          ? []
          : [
              {
                term: "财政贴息",
                detail: `${bpsText(product.subsidyBps)}${product.subsidyNote ? `：${product.subsidyNote}` : ""}`,
                wide: true,
              },
            ]),
        ...(product.materials.length > 0
          ? [{ term: "所需材料", detail: product.materials.join("、"), wide: true }]
          : []),
        {
          term: "需授权的数据项",
          detail: itemNames(product.requiredItems).join("、") || "无",
          wide: true,
        },
      ]}
    />
  );
}

function PriceList({ bands }: { readonly bands: Props["product"]["priceBands"] }) {
  return (
    <ul className="figures">
      {bands.map((band) => (
        <li key={bandText(band)}>{bandText(band)}</li>
      ))}
    </ul>
  );
}

const range = (low: string, high: string) => (low === high ? low : `${low} – ${high}`);
