import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { wanText } from "#lib/kernel/money.ts";
import type { Figures, InstitutionFigures, Line } from "#lib/statistics/model.ts";

type AnyLine = Line<Figures> | Line<InstitutionFigures>;
type Props = Readonly<{ title: string; caption: string; lines: readonly AnyLine[] }>;

const percent = (bps: number | null) => (bps === null ? null : (bps / 100).toFixed(1));
const counted = (
  key: "acceptedCount" | "grantedCount" | "disbursedCount",
  header: string,
): Column<AnyLine> => ({
  key,
  header,
  unit: "笔",
  numeric: true,
  cell: ({ figures }) => figures[key],
});

const demand: Column<AnyLine> = {
  key: "demandCount",
  header: "需求",
  unit: "笔",
  numeric: true,
  cell: ({ figures }) => ("demandCount" in figures ? figures.demandCount : null),
};

const columns: readonly Column<AnyLine>[] = [
  { key: "name", header: "名称", rowHeader: true, nowrap: true, cell: (line) => line.name },
  counted("acceptedCount", "受理"),
  counted("grantedCount", "授信"),
  {
    key: "grantedAmount",
    header: "授信金额",
    unit: "万元",
    numeric: true,
    cell: ({ figures }) => wanText(figures.grantedAmountFen),
  },
  counted("disbursedCount", "放款"),
  {
    key: "disbursedAmount",
    header: "放款金额",
    unit: "万元",
    numeric: true,
    cell: ({ figures }) => wanText(figures.disbursedAmountFen),
  },
  {
    key: "creditShare",
    header: "信用贷款占比",
    unit: "%",
    numeric: true,
    cell: ({ figures }) => percent(figures.creditLoanShareBps),
  },
  {
    key: "firstShare",
    header: "首贷户占比",
    unit: "%",
    numeric: true,
    cell: ({ figures }) => percent(figures.firstLoanShareBps),
  },
  {
    key: "rate",
    header: "平均利率",
    unit: "%",
    numeric: true,
    cell: ({ figures }) =>
      figures.averageRateBps === null ? null : (figures.averageRateBps / 100).toFixed(2),
  },
  {
    key: "days",
    header: "申请到放款",
    unit: "天",
    numeric: true,
    cell: ({ figures }) => figures.averageDaysApplyToDisburse,
  },
];

export function BreakdownTable({ title, caption, lines }: Props) {
  const first = lines[0];
  const withDemand = first !== undefined && "demandCount" in first.figures;
  return (
    <Card>
      <CardHeader title={title} />
      <DataTable
        caption={caption}
        columns={withDemand ? [...columns.slice(0, 1), demand, ...columns.slice(1)] : columns}
        rows={lines}
        rowKey={(line) => line.code}
        pinFirst
        empty={
          <EmptyState title="本月没有发生额" compact>
            可用上方按钮查看其他月份。
          </EmptyState>
        }
      />
    </Card>
  );
}
