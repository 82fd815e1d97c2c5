import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { ListedProduct } from "#lib/products/index.ts";
import { draftStatusLabels } from "#lib/products/model.ts";
import { draftTones, kindLabel } from "./labels.ts";

const columns: readonly Column<ListedProduct>[] = [
  {
    key: "name",
    header: "产品",
    rowHeader: true,
    cell: ({ productId, name, kind, publishedAt }) => (
      <>
        <TextLink href={`/institution/products/${productId}`}>{name}</TextLink>
        <span className="text-muted-foreground block text-xs">
          {kindLabel(kind)}
          {publishedAt ? <span className="sm:hidden"> · {dayOf(publishedAt)} 发布</span> : null}
        </span>
      </>
    ),
  },
  {
    key: "version",
    header: "在售版本",
    nowrap: true,
    cell: ({ version, retired }) =>
      version === null ? (
        <span className="text-muted-foreground">{retired ? "已下架" : "尚未发布"}</span>
      ) : (
        <Badge tone="success">第 {version} 版</Badge>
      ),
  },
  {
    key: "published",
    header: "发布日期",
    nowrap: true,
    className: "max-sm:hidden",
    cell: ({ publishedAt }) => (publishedAt ? dayOf(publishedAt) : "—"),
  },
  {
    key: "amount",
    header: "额度",
    unit: "万元",
    numeric: true,
    nowrap: true,
    className: "max-md:hidden",
    cell: ({ minimumAmountFen, maximumAmountFen }) =>
      minimumAmountFen === null || maximumAmountFen === null
        ? "—"
        : `${wanText(minimumAmountFen)} – ${wanText(maximumAmountFen)}`,
  },
  {
    key: "rate",
    header: "价格",
    numeric: true,
    nowrap: true,
    className: "max-md:hidden",
    cell: ({ minimumRateBps, maximumRateBps }) =>
      minimumRateBps === null || maximumRateBps === null
        ? "—"
        : `${bpsText(minimumRateBps)} – ${bpsText(maximumRateBps)}`,
  },
  {
    key: "draft",
    header: "准备中",
    nowrap: true,
    cell: ({ draftId, draftStatus }) =>
      draftId && draftStatus ? (
        <AppLink href={`/institution/products/drafts/${draftId}`} className="underline">
          <Badge tone={draftTones[draftStatus]}>{draftStatusLabels[draftStatus]}</Badge>
        </AppLink>
      ) : (
        "—"
      ),
  },
];

/** Every product of the institution: what is on offer, and what is in the making. */
export function OwnProductTable({ products }: { readonly products: readonly ListedProduct[] }) {
  return (
    <DataTable
      caption="本机构的产品"
      columns={columns}
      rows={products}
      rowKey={({ productId }) => productId}
      empty={
        <EmptyState
          title="本机构还没有产品"
          action={
            <Button asChild>
              <AppLink href="/institution/products/new">新建产品</AppLink>
            </Button>
          }
        >
          新建后填写额度、价格和准入规则，经同事复核、平台审核后，企业即可匹配和申请。
        </EmptyState>
      }
    />
  );
}
