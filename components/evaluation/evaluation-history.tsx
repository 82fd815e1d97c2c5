import { LinesChart } from "#components/charts/trend-charts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { OwnMonth } from "#lib/evaluation/index.ts";
import { nationalLabels } from "#lib/evaluation/model.ts";
import { bpsText } from "#lib/kernel/money.ts";

type Props = Readonly<{ months: readonly OwnMonth[] }>;

/** Month by month as it was evaluated then; what became known later changes no month. */
export function EvaluationHistory({ months }: Props) {
  const scored = months.filter(({ score }) => score !== null);
  return (
    <Card>
      <CardHeader
        title="历月评价"
        description="每月末按当时有效的模板和当时已归集的数据评价，之后到达的数据不改变过去的月份。"
      />
      {scored.length >= 2 ? (
        <CardBody className="border-b">
          <LinesChart
            title="公共信用评价得分"
            hideTitle
            unit="分"
            fromZero={false}
            categories={months.map(({ month }) => month)}
            series={[{ label: "得分", values: months.map(({ score }) => score) }]}
          />
        </CardBody>
      ) : null}
      <DataTable
        caption="历月评价"
        columns={columns}
        rows={months.toReversed()}
        rowKey={({ month }) => month}
        maxHeight="22rem"
        empty={
          <EmptyState title="还没有历月评价" compact>
            每月 1 日评价上一个月，下月 1 日后即可在这里看到。
          </EmptyState>
        }
      />
    </Card>
  );
}

const columns: readonly Column<OwnMonth>[] = [
  { key: "month", header: "月份", rowHeader: true, nowrap: true, cell: ({ month }) => month },
  {
    key: "grade",
    header: "等级",
    nowrap: true,
    cell: ({ grade }) => grade ?? <span className="text-slate-500">未评级</span>,
  },
  { key: "score", header: "得分", unit: "分", numeric: true, cell: ({ score }) => score },
  {
    key: "national",
    header: "国家标准四级",
    nowrap: true,
    className: "max-sm:hidden",
    cell: ({ national }) => national && `${national} ${nationalLabels[national]}`,
  },
  {
    key: "known",
    header: "数据完整度",
    numeric: true,
    cell: ({ knownBps }) => bpsText(knownBps),
  },
  {
    key: "template",
    header: "模板",
    className: "max-md:hidden text-slate-600",
    cell: ({ template }) => `${template.name} 第 ${template.version} 版`,
  },
];
