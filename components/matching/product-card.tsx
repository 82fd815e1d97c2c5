import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { guaranteeLabels, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { DatedProduct } from "#lib/products/index.ts";

type Props = Readonly<{
  product: DatedProduct;
  /** Its place among the eligible. */
  place?: number;
  /** One line of terms in place of a table, for what cannot be applied for. */
  compact?: boolean;
  /** The person came back for this one. */
  chosen: boolean;
  action?: ReactNode;
  children: ReactNode;
}>;

export const productElementId = (versionId: string): string => `product-${versionId}`;

export function ProductCard(props: Props) {
  const { product, place, compact = false, chosen, action, children } = props;
  const titleId = `${productElementId(product.versionId)}-name`;
  return (
    <article
      id={productElementId(product.versionId)}
      aria-labelledby={titleId}
      tabIndex={-1}
      className={cn(
        "bg-card min-w-0 rounded-lg border shadow-xs print:break-inside-avoid",
        chosen && "border-primary ring-primary ring-1",
      )}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 pt-4 sm:px-5">
        <div className="flex min-w-0 gap-3">
          {place === undefined ? null : <Place place={place} />}
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <h3 id={titleId} className="text-base leading-7 font-semibold text-slate-900">
                {product.name}
              </h3>
              {product.policyBased ? <Badge tone="warning">政策性</Badge> : null}
              {chosen ? <Badge tone="primary">您选择的产品</Badge> : null}
            </div>
            <p className="text-muted-foreground text-xs">
              {product.institutionName}
              {compact ? <CompactTerms product={product} /> : null}
            </p>
          </div>
        </div>
        {action === undefined ? null : (
          <div className="w-full min-w-0 sm:w-auto sm:max-w-md print:hidden">{action}</div>
        )}
      </div>
      {compact ? null : <ProductTerms product={product} />}
      <div className={cn("grid gap-3 px-4 py-3 sm:px-5", !compact && "border-t")}>{children}</div>
    </article>
  );
}

function Place({ place }: { readonly place: number }) {
  return (
    <span className="bg-primary-soft text-primary figures flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold">
      <span className="sr-only">第</span>
      {place}
      <span className="sr-only">名</span>
    </span>
  );
}

function ProductTerms({ product }: { readonly product: DatedProduct }) {
  return (
    <div className="grid gap-2.5 px-4 py-3.5 sm:px-5">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 sm:grid-cols-4">
        {termsOf(product).map(({ term, detail }) => (
          <div key={term} className="min-w-0">
            <dt className="text-muted-foreground text-xs">{term}</dt>
            <dd className="figures font-medium text-slate-900">{detail}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-slate-700">
        {product.summary}
        <span className="text-muted-foreground">
          担保方式为{product.guaranteeKinds.map((kind) => guaranteeLabels[kind]).join("、")}
          ；还款方式为
          {product.repaymentKinds.map((kind) => repaymentLabels[kind]).join("、")}。
        </span>
      </p>
    </div>
  );
}

const termsOf = (product: DatedProduct) => [
  {
    term: "年利率",
    detail: range(bpsText(product.minimumRateBps), bpsText(product.maximumRateBps)),
  },
  {
    term: "额度",
    detail: `${range(wanText(product.minimumAmountFen), wanText(product.maximumAmountFen))} 万元`,
  },
  {
    term: "期限",
    detail: `${range(String(product.minimumTermMonths), String(product.maximumTermMonths))} 个月`,
  },
  { term: "承诺答复", detail: `${product.promisedDays} 天内` },
];

function CompactTerms({ product }: { readonly product: DatedProduct }) {
  return termsOf(product).map(({ term, detail }) => (
    <span key={term} className="figures">
      {" · "}
      <span className="sr-only">{term}</span>
      {detail}
    </span>
  ));
}

const range = (low: string, high: string) => (low === high ? low : `${low} – ${high}`);
