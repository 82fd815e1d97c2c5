import { Scale } from "lucide-react";
import type { ReactNode } from "react";
import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { guaranteeLabels, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import {
  marketFields,
  MOST_COMPARED,
  type MarketPage,
  type MarketProduct,
} from "#lib/products/index.ts";
import { approvalModeLabels, productKindWords } from "#lib/products/model.ts";
import {
  compareHref,
  listHref,
  productHref,
  toggled,
  type MarketAddress,
} from "./market-address.ts";
import { marketFieldLabels, range } from "./market-words.ts";

type ListProps = Readonly<{
  products: readonly MarketProduct[];
  address: MarketAddress;
  page: number;
}>;

export function MarketList({ products, address, page }: ListProps) {
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {products.map((product) => (
        <li key={product.productId} className="min-w-0">
          <ProductCard product={product} address={address} page={page} />
        </li>
      ))}
    </ul>
  );
}

type CardProps = Readonly<{ product: MarketProduct; address: MarketAddress; page: number }>;

function ProductCard({ product, address, page }: CardProps) {
  const words = productKindWords[product.kind];
  return (
    <Card className="flex h-full flex-col p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="text-base leading-6 font-semibold">
          <TextLink href={productHref(product.productId)}>{product.name}</TextLink>
        </h2>
        <Badge>{words.label}</Badge>
        {product.policyBased && <Badge tone="info">政策性</Badge>}
        {product.subsidyBps !== null && <Badge tone="info">财政贴息</Badge>}
      </div>
      <p className="text-muted-foreground mt-0.5 text-xs">{product.institutionName}</p>
      <p className="mt-2 text-slate-700">{product.summary}</p>
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 border-t pt-3 sm:grid-cols-4">
        <Term label={words.price}>
          <Figure value={bpsText(product.leastRateBps)} unit="起" className="font-semibold" />
        </Term>
        <Term label="额度">
          <Figure
            value={range(wanText(product.minimumAmountFen), wanText(product.maximumAmountFen))}
            unit="万元"
          />
        </Term>
        <Term label="期限">
          <Figure
            value={range(String(product.minimumTermMonths), String(product.maximumTermMonths))}
            unit="个月"
          />
        </Term>
        <Term label="承诺答复">
          <Figure value={product.promisedDays} unit="天内" />
        </Term>
      </dl>
      <p className="text-muted-foreground mt-2 text-xs">
        {[
          product.guaranteeKinds.map((kind) => guaranteeLabels[kind]).join("、"),
          product.repaymentKinds.map((kind) => repaymentLabels[kind]).join("、"),
          approvalModeLabels[product.approvalMode],
        ]
          .filter((text) => text !== "")
          .join(" · ")}
      </p>
      <div className="mt-auto flex justify-end pt-3">
        <CompareToggle product={product} address={address} page={page} />
      </div>
    </Card>
  );
}

function Term({ label, children }: Readonly<{ label: string; children: ReactNode }>) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A link rather than a box to tick: what is chosen stands in the address, over all pages. */
function CompareToggle({ product: { productId, name }, address, page }: CardProps) {
  const chosen = address.compared.includes(productId);
  const then = toggled(address.compared, productId);
  if (then === null)
    return <p className="text-muted-foreground text-xs">对比已满 {MOST_COMPARED} 个</p>;
  return (
    <Button asChild variant={chosen ? "primary" : "secondary"} size="sm">
      <AppLink
        href={listHref(address, { compared: then, page })}
        scroll={false}
        prefetch={false}
        aria-label={`${chosen ? "移出对比" : "加入对比"}：${name}`}
      >
        <Scale aria-hidden />
        {chosen ? "移出对比" : "加入对比"}
      </AppLink>
    </Button>
  );
}

/** How many wait to be compared, and the way there; stays in sight while one scrolls. */
export function CompareBar({ address }: Readonly<{ address: MarketAddress }>) {
  const { compared, typed } = address;
  if (compared.length === 0) return null;
  // The loan that one looks for goes along.
  const asked = { amount: typed.amount, months: typed.months, kind: typed.repayment };
  return (
    <div className="bg-card sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center justify-between gap-3 border-t px-4 py-3 shadow-md sm:mx-0 sm:rounded-lg sm:border print:hidden">
      <p role="status">
        已选 {compared.length} 个产品对比
        <span className="text-muted-foreground text-xs">（最多 {MOST_COMPARED} 个）</span>
      </p>
      <div className="flex gap-2">
        <Button asChild variant="ghost" size="sm">
          <AppLink href={listHref(address, { compared: [] })} scroll={false} prefetch={false}>
            清空
          </AppLink>
        </Button>
        <Button asChild size="sm">
          <AppLink href={compareHref(compared, asked)} prefetch={false}>
            并排对比
          </AppLink>
        </Button>
      </div>
    </div>
  );
}

/** Ways out that are offered at once, those to most products first. */
const MOST_WAYS = 4;

type EmptyProps = Readonly<{ address: MarketAddress; nearly: MarketPage["nearly"] }>;

/** Nothing meets every condition: which of them to loosen, and what that would bring. */
export function MarketEmpty({ address, nearly }: EmptyProps) {
  const used = marketFields.some((field) => address.typed[field] !== "");
  if (!used)
    return (
      <EmptyState title="目前没有在售的产品">
        金融机构发布产品后会出现在这里，请过些时候再来。
      </EmptyState>
    );
  return (
    <EmptyState
      title="没有同时满足这些条件的产品"
      action={nearly.slice(0, MOST_WAYS).map(({ fields, number }) => (
        <Button
          key={fields.join()}
          asChild
          variant="secondary"
          className="h-auto max-w-full py-2 whitespace-normal sm:h-auto"
        >
          <AppLink href={listHref(address, { without: fields })}>
            不限{fields.map((field) => `“${marketFieldLabels[field]}”`).join("和")}：{number} 个
          </AppLink>
        </Button>
      ))}
    >
      {nearly.every(({ fields }) => fields.length === 1)
        ? "放宽下面任何一项，其余条件不变，即可看到产品。"
        : "只放宽一项还找不到产品。下面是要一起放宽的最少几项，其余条件不变。"}
    </EmptyState>
  );
}
