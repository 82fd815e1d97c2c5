import { sizeText } from "#components/intake/upload-file.ts";
import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { Bench } from "#lib/bench/index.ts";
import {
  runKindLabels,
  runStatusLabels,
  type RunKind,
  type RunRequest,
  type RunStatus,
} from "#lib/bench/model.ts";
import { BENCH_PATH, runTones } from "./labels.ts";

type Table = Bench["tables"][number];

/** Tables that are kept now. */
export function BenchTables({ tables }: { readonly tables: readonly Table[] }) {
  return (
    <DataTable
      caption="现有表格"
      columns={tableColumns}
      rows={tables}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="现在没有表格" compact>
          上传一张历史贷款表，即可建卡、评估或逐行解释。
        </EmptyState>
      }
    />
  );
}

const tableColumns: readonly Column<Table>[] = [
  {
    key: "name",
    header: "文件",
    rowHeader: true,
    className: "min-w-32 [overflow-wrap:anywhere]",
    cell: ({ id, fileName }) => <TextLink href={`${BENCH_PATH}/tables/${id}`}>{fileName}</TextLink>,
  },
  {
    key: "size",
    header: "大小",
    numeric: true,
    nowrap: true,
    cell: ({ bytes }) => sizeText(bytes),
  },
  {
    key: "by",
    header: "上传人",
    nowrap: true,
    className: "max-md:hidden",
    cell: ({ by }) => by,
  },
  {
    key: "received",
    header: "上传时间",
    nowrap: true,
    className: "max-md:hidden",
    cell: ({ receivedAt }) => timeText(receivedAt),
  },
  {
    key: "until",
    header: "删除时间",
    nowrap: true,
    className: "max-sm:whitespace-normal",
    cell: ({ keepUntil }) => timeText(keepUntil),
  },
];

export type ListedRun = Readonly<{
  id: string;
  kind: RunKind;
  request: RunRequest;
  status: RunStatus;
  createdAt: Date;
  fileName?: string;
}>;

type RunsProps = Readonly<{ runs: readonly ListedRun[]; empty: string }>;

/** What was asked of tables, the newest first. */
export function BenchRuns({ runs, empty }: RunsProps) {
  const columns = runs.some(({ fileName }) => fileName !== undefined)
    ? runColumns
    : runColumns.filter(({ key }) => key !== "table");
  return (
    <DataTable
      caption="任务"
      columns={columns}
      rows={runs}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="还没有任务" compact>
          {empty}
        </EmptyState>
      }
    />
  );
}

const aboutOf = ({ kind, request }: ListedRun): string => {
  switch (kind) {
    case "describe":
      return request.target ? `目标列 ${request.target}` : "各列";
    case "train":
      return request.name ?? "";
    case "evaluate":
      return request.against
        ? `${request.card ?? ""}，对比 ${request.against}`
        : (request.card ?? "");
    case "explain":
      return `${request.card ?? ""}，第 ${request.row ?? ""} 行`;
  }
};

const runColumns: readonly Column<ListedRun>[] = [
  {
    key: "what",
    header: "任务",
    rowHeader: true,
    className: "min-w-40 [overflow-wrap:anywhere]",
    cell: (run) => (
      <TextLink href={`${BENCH_PATH}/runs/${run.id}`}>
        {runKindLabels[run.kind]}：{aboutOf(run)}
      </TextLink>
    ),
  },
  {
    key: "table",
    header: "表格",
    className: "max-md:hidden [overflow-wrap:anywhere]",
    cell: ({ fileName }) => fileName,
  },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: ({ status }) => <Badge tone={runTones[status]}>{runStatusLabels[status]}</Badge>,
  },
  {
    key: "at",
    header: "提交时间",
    nowrap: true,
    className: "max-sm:hidden",
    cell: ({ createdAt }) => timeText(createdAt),
  },
];
