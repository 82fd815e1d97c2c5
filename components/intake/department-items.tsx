import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { DepartmentItem } from "#lib/intake/index.ts";
import { coverageText, freshnessOf } from "./labels.ts";

/** The department's own items: how they arrive, how much they cover, what waits. */
export function DepartmentItems({ rows }: { readonly rows: readonly DepartmentItem[] }) {
  return (
    <Card>
      <CardHeader
        title="本部门数据项"
        description="到达时间以最近一次入库为准；覆盖率为有现行记录的企业占在营登记企业的比例。"
      />
      <DataTable caption="本部门数据项" columns={columns} rows={rows} rowKey={(row) => row.id} />
    </Card>
  );
}

const columns: readonly Column<DepartmentItem>[] = [
  {
    key: "item",
    header: "数据项",
    rowHeader: true,
    cell: (row) => (
      <>
        <span className="text-slate-900">{row.name}</span>
        <span className="text-muted-foreground block text-xs">
          {row.class} · 承诺 {row.freshDays} 天内更新
        </span>
        <span className="text-muted-foreground block text-xs sm:hidden">
          {arrivedText(row)} · 覆盖 {coverageText(row.covered, row.registered) ?? "未统计"}
        </span>
      </>
    ),
  },
  {
    key: "arrived",
    header: "最近到达",
    nowrap: true,
    className: "tabular-nums max-sm:hidden",
    cell: (row) => (row.lastArrivedAt ? timeText(row.lastArrivedAt) : "从未到达"),
  },
  {
    key: "fresh",
    header: "时效",
    nowrap: true,
    className: "max-sm:px-1",
    cell: (row) => {
      const { word, tone } = freshnessOf(row);
      return (
        <Badge tone={tone} dot>
          {word}
        </Badge>
      );
    },
  },
  {
    key: "coverage",
    header: "覆盖率",
    numeric: true,
    className: "max-sm:hidden",
    cell: (row) => coverageText(row.covered, row.registered),
  },
  {
    key: "covered",
    header: "覆盖企业",
    unit: "户",
    numeric: true,
    className: "max-lg:hidden",
    cell: (row) => row.covered?.toLocaleString("zh-CN") ?? null,
  },
  {
    key: "open",
    header: "待更正",
    numeric: true,
    className: "max-sm:pl-1",
    cell: (row) =>
      row.openQuarantine > 0 ? (
        <TextLink href={`/department/batches?item=${row.id}&show=open`}>
          {row.openQuarantine.toLocaleString("zh-CN")}
        </TextLink>
      ) : (
        0
      ),
  },
];

const arrivedText = ({ lastArrivedAt }: DepartmentItem): string =>
  lastArrivedAt ? `${timeText(lastArrivedAt)} 到达` : "从未到达";
