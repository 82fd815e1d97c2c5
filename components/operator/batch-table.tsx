import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { BatchStatus } from "#lib/intake/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";

type Row = Readonly<{
  id: number;
  itemName: string;
  source: string;
  status: BatchStatus;
  received: number;
  accepted: number;
  superseded: number;
  duplicate: number;
  quarantined: number;
  startedAt: Date;
}>;

const statuses = {
  running: { label: "进行中", tone: "info" },
  landed: { label: "已入库", tone: "success" },
  failed: { label: "未完成", tone: "danger" },
} as const satisfies Record<BatchStatus, unknown>;

const figure = (
  key: "received" | "accepted" | "superseded" | "duplicate",
  header: string,
): Column<Row> => ({
  key,
  header,
  numeric: true,
  cell: (row) => row[key].toLocaleString("zh-CN"),
});

const columns: readonly Column<Row>[] = [
  { key: "id", header: "批次", rowHeader: true, nowrap: true, cell: (row) => `#${row.id}` },
  { key: "item", header: "数据项", nowrap: true, cell: (row) => row.itemName },
  { key: "source", header: "来源", cell: (row) => row.source },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: (row) => <Badge tone={statuses[row.status].tone}>{statuses[row.status].label}</Badge>,
  },
  figure("received", "接收"),
  figure("accepted", "新增"),
  figure("superseded", "更正"),
  figure("duplicate", "重复"),
  {
    key: "quarantined",
    header: "隔离",
    numeric: true,
    cell: (row) =>
      row.quarantined > 0 ? (
        <TextLink href={`/operator/batches/${row.id}`}>
          {row.quarantined.toLocaleString("zh-CN")}
        </TextLink>
      ) : (
        0
      ),
  },
  { key: "at", header: "开始时间", nowrap: true, cell: (row) => timeText(row.startedAt) },
];

/** Every batch is accounted for: received = accepted + superseded + duplicate + quarantined. */
export function BatchTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <Card>
      <CardHeader title="数据归集批次" description="接收 = 新增 + 更正 + 重复 + 隔离，单位：行" />
      <DataTable
        caption="数据归集批次"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        empty={
          <EmptyState title="尚无归集批次">
            用 npm run import 导入文件后在此查看入库结果。
          </EmptyState>
        }
      />
    </Card>
  );
}
