import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { BatchView } from "#lib/intake/index.ts";
import { quarantineLabels } from "#lib/intake/model.ts";
import { quarantineTones } from "./labels.ts";
import { RawRow } from "./raw-row.tsx";

type Row = BatchView["rows"][number];

const columnsIn = (batchId: number): readonly Column<Row>[] => [
  { key: "line", header: "行号", numeric: true, rowHeader: true, className: "align-top", cell: (row) => row.line },
  {
    key: "problem",
    header: "问题",
    className: "align-top min-w-44",
    cell: (row) => (
      <>
        <span className="text-slate-900">{row.message}</span>
        <span className="text-muted-foreground mt-0.5 block text-xs">
          字段 {row.fieldLabel} · 规则 <code>{row.rule}</code>
        </span>
        <span className="mt-1.5 block lg:hidden">
          <RawRow said={row.said} />
        </span>
      </>
    ),
  },
  {
    key: "raw",
    header: "报送的内容",
    className: "align-top max-lg:hidden",
    cell: (row) => <RawRow said={row.said} />,
  },
  {
    key: "status",
    header: "处理",
    nowrap: true,
    className: "align-top",
    cell: (row) => (
      <TextLink
        href={`/department/batches/${batchId}/rows/${row.id}`}
        aria-label={`第 ${row.line} 行：${row.status === "open" ? "更正" : quarantineLabels[row.status]}`}
      >
        {row.status === "open" ? (
          "更正"
        ) : (
          <Badge tone={quarantineTones[row.status]}>{quarantineLabels[row.status]}</Badge>
        )}
      </TextLink>
    ),
  },
];

/** Rows that could not be kept, each with its way out. */
export function QuarantineRows({ batch, rows, show }: Pick<BatchView, "batch" | "rows" | "show">) {
  return (
    <DataTable
      caption="被隔离的数据行"
      columns={columnsIn(batch.id)}
      rows={rows}
      rowKey={(row) => String(row.id)}
      empty={
        <EmptyState title={show === "open" ? "没有待更正的行" : "没有被隔离的行"} compact>
          {show === "open" ? "本批次隔离的行都已处理。" : "本批次的每一行都已入库。"}
        </EmptyState>
      }
    />
  );
}
