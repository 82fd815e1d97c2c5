import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { OwnBatch } from "#lib/intake/index.ts";
import { channelLabels } from "#lib/intake/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { batchTones } from "./labels.ts";

const figure = (
  key: "received" | "accepted" | "superseded" | "duplicate" | "quarantined",
  header: string,
): Column<OwnBatch> => ({
  key,
  header,
  numeric: true,
  className: "max-lg:hidden",
  cell: (row) => row[key].toLocaleString("zh-CN"),
});

const counts = (row: OwnBatch): string => {
  const number = (count: number) => count.toLocaleString("zh-CN");
  return `接收 ${number(row.received)}，新增 ${number(row.accepted)}，更正 ${number(row.superseded)}，重复 ${number(row.duplicate)}，隔离 ${number(row.quarantined)}`;
};

const columns: readonly Column<OwnBatch>[] = [
  {
    key: "batch",
    header: "批次",
    rowHeader: true,
    cell: (row) => (
      <>
        <TextLink href={`/department/batches/${row.id}`} className="figures">
          #{row.id}
        </TextLink>
        <span className="mt-0.5 block text-slate-900">{row.itemName}</span>
        <span className="text-muted-foreground block text-xs [overflow-wrap:anywhere]">
          {row.source} · {channelLabels[row.channel]}
        </span>
        <span className="text-muted-foreground block text-xs lg:hidden">
          {timeText(row.startedAt)}
        </span>
        <span className="text-muted-foreground block text-xs tabular-nums lg:hidden">
          {counts(row)}
        </span>
      </>
    ),
  },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: (row) => <Badge tone={batchTones[row.status].tone}>{batchTones[row.status].label}</Badge>,
  },
  figure("received", "接收"),
  figure("accepted", "新增"),
  figure("superseded", "更正"),
  figure("duplicate", "重复"),
  figure("quarantined", "隔离"),
  {
    key: "open",
    header: "待更正",
    numeric: true,
    className: "max-sm:pl-1",
    cell: (row) =>
      row.open > 0 ? (
        <TextLink href={`/department/batches/${row.id}`}>{row.open.toLocaleString("zh-CN")}</TextLink>
      ) : (
        0
      ),
  },
  {
    key: "at",
    header: "开始时间",
    nowrap: true,
    className: "tabular-nums max-lg:hidden",
    cell: (row) => timeText(row.startedAt),
  },
];

/** The department's batches; each accounts for all of its rows. */
export function OwnBatchTable({ rows }: { readonly rows: readonly OwnBatch[] }) {
  return (
    <Card>
      <CardHeader title="批次" description="接收 = 新增 + 更正 + 重复 + 隔离，单位：行" />
      <DataTable
        caption="批次"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        empty={
          <EmptyState title="没有批次">上传文件或由程序推送，入库后在这里查看。</EmptyState>
        }
      />
    </Card>
  );
}
