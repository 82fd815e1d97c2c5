import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { DatedProduct } from "#lib/products/index.ts";
import type { CompareCell, CompareRow } from "./compare-rows.ts";
import { productHref } from "./market-address.ts";

type Props = Readonly<{
  caption: string;
  products: readonly DatedProduct[];
  rows: readonly CompareRow[];
  /** Where the comparison goes on without a product; absent: nothing can be taken out here. */
  withoutHref?: (productId: string) => string;
}>;

/** Products side by side. What differs says so, and so does the best figure of a row. */
export function CompareTable({ caption, products, rows, withoutHref }: Props) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ label }) => label}
      pinFirst
      columns={[
        {
          key: "label",
          header: "项目",
          rowHeader: true,
          className: "w-24 min-w-24 max-w-24 align-top sm:w-36 sm:max-w-36",
          cell: ({ label, differs }) => (
            <>
              {label}
              {differs && products.length > 1 ? (
                <span className="text-muted-foreground block text-xs">≠ 有差异</span>
              ) : null}
            </>
          ),
        },
        ...products.map((product, place) => ({
          key: product.productId,
          header: (
            <ProductHead
              product={product}
              {...(withoutHref ? { withoutHref: withoutHref(product.productId) } : {})}
            />
          ),
          className: "min-w-44 align-top",
          cell: ({ cells, best }: CompareRow) => <CellLines cell={cells[place]} best={best} />,
        })),
      ]}
    />
  );
}

type HeadProps = Readonly<{ product: DatedProduct; withoutHref?: string }>;

function ProductHead({ product: { productId, name, institutionName }, withoutHref }: HeadProps) {
  return (
    <div className="whitespace-normal">
      <TextLink href={productHref(productId)} className="text-sm">
        {name}
      </TextLink>
      <span className="block font-normal">{institutionName}</span>
      {withoutHref !== undefined && (
        <AppLink
          href={withoutHref}
          aria-label={`移出对比：${name}`}
          className="font-normal underline underline-offset-4 print:hidden"
        >
          移出
        </AppLink>
      )}
    </div>
  );
}

type CellProps = Readonly<{ cell: CompareCell | undefined; best: string | null }>;

function CellLines({ cell, best }: CellProps) {
  if (!cell || cell.lines.length === 0) return <>无</>;
  const [only] = cell.lines;
  return (
    <span className="tabular-nums">
      {cell.lines.length === 1 ? (
        only
      ) : (
        <ul className="grid list-disc gap-1 pl-4">
          {cell.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {cell.isBest && best !== null ? (
        <Badge tone="success" className="ml-2">
          {best}
        </Badge>
      ) : null}
    </span>
  );
}
