import { PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { quarantineLabels, type QuarantineStatus } from "#lib/intake/model.ts";
import type { LateRow, QuarantinedRow } from "#lib/quality/index.ts";

type Props = Readonly<{
  href: string;
  month: string;
  itemName: string;
  figure: "quarantined" | "late";
  quarantined: readonly QuarantinedRow[];
  late: readonly LateRow[];
}>;

const quarantinedColumns: readonly Column<QuarantinedRow>[] = [
  { key: "batch", header: "批次", numeric: true, rowHeader: true, cell: (row) => row.batchId },
  { key: "line", header: "行号", numeric: true, cell: (row) => row.line },
  { key: "field", header: "字段", nowrap: true, cell: (row) => row.field },
  { key: "message", header: "原因", cell: (row) => row.message },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: (row) => quarantineLabels[row.status as QuarantineStatus], // Held to the list by a CHECK.
  },
];

const lateColumns: readonly Column<LateRow>[] = [
  {
    key: "uscc",
    header: "统一社会信用代码",
    rowHeader: true,
    nowrap: true,
    cell: (row) => row.uscc,
  },
  { key: "name", header: "企业", cell: (row) => row.name },
  { key: "key", header: "文号", nowrap: true, cell: (row) => row.key },
  { key: "fact", header: "决定日期", nowrap: true, cell: (row) => row.factDay },
  { key: "arrived", header: "到达日期", nowrap: true, cell: (row) => row.arrivedDay },
  { key: "days", header: "用时", unit: "工作日", numeric: true, cell: (row) => row.workingDays },
];

/** The rows behind one figure of the board, the first two hundred. */
export function RowsBehind(props: Props) {
  const { href, month, itemName, figure } = props;
  const what = figure === "quarantined" ? "隔离的行" : "逾期到达的记录";
  const empty = <EmptyState title="没有这样的行" compact />;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "数据归集质量", href: `${href}?month=${month}` }, { label: what }]}
        title={`${itemName}：${what}`}
        description={`${month} 到达，最多列出 200 行。`}
      />
      <Card>
        {figure === "quarantined" ? (
          <DataTable
            caption={what}
            columns={quarantinedColumns}
            rows={props.quarantined}
            rowKey={(row) => `${row.batchId}:${row.line}:${row.field}`}
            empty={empty}
          />
        ) : (
          <DataTable
            caption={what}
            columns={lateColumns}
            rows={props.late}
            rowKey={(row) => `${row.uscc}:${row.key}`}
            empty={empty}
          />
        )}
      </Card>
    </>
  );
}
