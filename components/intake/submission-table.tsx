import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import {
  channelLabels,
  submissionLabels,
  type BatchChannel,
  type SubmissionStatus,
} from "#lib/intake/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { submissionTones } from "./labels.ts";

type Row = Readonly<{
  id: string;
  itemName: string;
  fileName: string;
  channel: BatchChannel;
  status: SubmissionStatus;
  progress: number;
  failure: string | null;
  batchId: number | null;
  receivedAt: Date;
}>;

type Props = Readonly<{ rows: readonly Row[]; title?: string }>;

/** The latest files and pushes, and what became of them. */
export function SubmissionTable({ rows, title = "最近报送" }: Props) {
  return (
    <Card>
      <CardHeader title={title} description="文件、推送与更正，最近收到的在前。" />
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="还没有报送" compact>
            上传文件或由程序推送后，在这里查看处理结果。
          </EmptyState>
        }
      />
    </Card>
  );
}

const columns: readonly Column<Row>[] = [
  {
    key: "file",
    header: "文件",
    rowHeader: true,
    cell: (row) => (
      <>
        <span className="[overflow-wrap:anywhere]">{row.fileName}</span>
        <span className="text-muted-foreground block text-xs">
          {row.itemName} · {channelLabels[row.channel]}
        </span>
        <span className="text-muted-foreground block text-xs sm:hidden">
          {timeText(row.receivedAt)}
        </span>
        {row.failure === null ? null : (
          <span className="text-danger block text-xs">{row.failure}</span>
        )}
      </>
    ),
  },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: (row) => <Badge tone={submissionTones[row.status]}>{submissionLabels[row.status]}</Badge>,
  },
  {
    key: "rows",
    header: "已读取",
    unit: "行",
    numeric: true,
    className: "max-sm:hidden",
    cell: (row) => row.progress.toLocaleString("zh-CN"),
  },
  {
    key: "batch",
    header: "批次",
    nowrap: true,
    cell: (row) =>
      row.batchId === null ? null : (
        <TextLink href={`/department/batches/${row.batchId}`}>#{row.batchId}</TextLink>
      ),
  },
  {
    key: "at",
    header: "收到时间",
    nowrap: true,
    className: "tabular-nums max-sm:hidden",
    cell: (row) => timeText(row.receivedAt),
  },
];
