import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { BatchView } from "#lib/intake/index.ts";
import { quarantineLabels } from "#lib/intake/model.ts";

type Row = BatchView["rows"][number];

const columns: readonly Column<Row>[] = [
  { key: "line", header: "行号", numeric: true, rowHeader: true, cell: (row) => row.line },
  { key: "field", header: "字段", nowrap: true, cell: (row) => row.fieldLabel },
  {
    key: "rule",
    header: "规则",
    nowrap: true,
    cell: (row) => <code className="text-xs">{row.rule}</code>,
  },
  { key: "message", header: "说明", cell: (row) => row.message },
  { key: "status", header: "处理", nowrap: true, cell: (row) => quarantineLabels[row.status] },
];

export function QuarantineTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <Card>
      <DataTable
        caption="隔离的数据行"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
      />
    </Card>
  );
}
