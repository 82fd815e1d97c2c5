import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Partner } from "#lib/credit/model.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";

type Props = Readonly<{ title: string; rows: readonly Partner[] }>;

/** The largest partners of the last twelve months, and how much hangs on them. */
export function PartnerTable({ title, rows }: Props) {
  const shown = rows.toSorted((a, b) => b.amountFen - a.amountFen).slice(0, 10);
  const five = shown.slice(0, 5).reduce((sum, { shareBps }) => sum + shareBps, 0);
  return (
    <Card>
      <CardHeader
        title={title}
        level={3}
        description={
          shown.length === 0 ? "近 12 个月" : `近 12 个月，前 5 名合计占 ${bpsText(five)}`
        }
      />
      <DataTable
        caption={title}
        columns={columns}
        rows={shown}
        rowKey={(row) => row.counterparty}
        empty={<EmptyState title="近 12 个月没有记录" compact />}
      />
    </Card>
  );
}

const columns: readonly Column<Partner>[] = [
  {
    key: "counterparty",
    header: "对方单位",
    rowHeader: true,
    className: "min-w-36 py-1.5",
    cell: (row) => row.counterparty,
  },
  {
    key: "amount",
    header: "净额",
    unit: "万元",
    numeric: true,
    className: "py-1.5",
    cell: (row) => wanText(row.amountFen),
  },
  {
    key: "share",
    header: "占比",
    numeric: true,
    className: "py-1.5",
    cell: (row) => (
      <span className="inline-flex items-center justify-end gap-2">
        <span aria-hidden className="hidden h-1.5 w-14 rounded-full bg-slate-200 sm:block">
          <span
            className="bg-ink-500 block h-full rounded-full"
            style={{ width: `${Math.min(100, row.shareBps / 100)}%` }}
          />
        </span>
        {bpsText(row.shareBps)}
      </span>
    ),
  },
];
