import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ListedInspection } from "#lib/consent/index.ts";
import { timeText } from "#lib/kernel/calendar.ts";

type Row = ListedInspection;

const columns: readonly Column<Row>[] = [
  { key: "at", header: "时间", rowHeader: true, nowrap: true, cell: (row) => timeText(row.at) },
  {
    key: "who",
    header: "查阅人",
    nowrap: true,
    cell: (row) => (
      <>
        {row.person}
        <span className="text-muted-foreground block text-xs">{row.regionName}</span>
      </>
    ),
  },
  { key: "institution", header: "机构", className: "min-w-32", cell: (row) => row.institutionName },
  {
    key: "period",
    header: "期间",
    nowrap: true,
    className: "tabular-nums",
    cell: (row) => `${row.from} 至 ${row.to}`,
  },
  { key: "lines", header: "显示", unit: "条", numeric: true, cell: (row) => row.lines },
  { key: "reason", header: "理由", className: "min-w-40", cell: (row) => row.reason },
];

/** Who looked through single looks, at which, and why. */
export function InspectionsTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <DataTable
      caption="监管查阅记录"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      empty={<EmptyState title="还没有查阅过" compact />}
    />
  );
}
