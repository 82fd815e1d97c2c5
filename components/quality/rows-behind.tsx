import { PageHeader } from "#components/layout/page-header.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { quarantineLabels, type QuarantineStatus } from "#lib/intake/model.ts";
import type { LateRow, QuarantinedRow } from "#lib/quality/index.ts";

type Props = Readonly<{
  href: string;
  /** Where batches are read, in the portals that do: `/department/batches`. */
  batches?: string;
  month: string;
  itemName: string;
  figure: "quarantined" | "late";
  quarantined: readonly QuarantinedRow[];
  late: readonly LateRow[];
}>;

const quarantinedColumns = (batches: string | undefined): readonly Column<QuarantinedRow>[] => [
  {
    key: "batch",
    header: "批次",
    rowHeader: true,
    nowrap: true,
    className: "align-top",
    cell: ({ batchId }) =>
      batches ? <TextLink href={`${batches}/${batchId}`}>#{batchId}</TextLink> : `#${batchId}`,
  },
  { key: "line", header: "行号", numeric: true, className: "align-top", cell: (row) => row.line },
  {
    key: "message",
    header: "问题",
    className: "align-top",
    cell: ({ message, fieldLabel, rule }) => (
      <>
        {message}
        <span className="text-muted-foreground block text-xs">
          字段 {fieldLabel} · 规则 <code>{rule}</code>
        </span>
      </>
    ),
  },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    className: "align-top",
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
            columns={quarantinedColumns(props.batches)}
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
