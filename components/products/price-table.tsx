import { DataTable } from "#components/ui/data-table.tsx";
import { bpsText } from "#lib/kernel/money.ts";
import { ratesFor } from "#lib/products/index.ts";
import { priceGrades, productKindWords, type ProductInForce } from "#lib/products/model.ts";
import { range } from "./market-words.ts";

type Props = Readonly<{
  product: Pick<ProductInForce, "kind" | "priceBands" | "minimumRateBps" | "maximumRateBps">;
}>;

/** The yearly price, a row for each term that is told apart and a column for each grade. */
export function PriceTable({ product }: Props) {
  const rows = [
    ...new Map(
      product.priceBands.map(({ fromMonths, toMonths }) => [
        `${fromMonths}-${toMonths}`,
        { fromMonths, toMonths },
      ]),
    ).values(),
  ].sort((one, other) => one.fromMonths - other.fromMonths || one.toMonths - other.toMonths);
  return (
    <DataTable
      caption={`按期限与平台信用等级的${productKindWords[product.kind].price}`}
      rows={rows}
      rowKey={({ fromMonths, toMonths }) => `${fromMonths}-${toMonths}`}
      pinFirst
      columns={[
        {
          key: "term",
          header: "期限",
          unit: "个月",
          rowHeader: true,
          nowrap: true,
          cell: ({ fromMonths, toMonths }) => range(String(fromMonths), String(toMonths)),
        },
        ...priceGrades.map((grade) => ({
          key: grade,
          header: `${grade} 级`,
          numeric: true,
          cell: ({ fromMonths }: (typeof rows)[number]) => {
            const rates = ratesFor(product, fromMonths, grade);
            return rates ? range(bpsText(rates.minimumBps), bpsText(rates.maximumBps)) : "不提供";
          },
        })),
      ]}
    />
  );
}
