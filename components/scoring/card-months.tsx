import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { bpsText } from "#lib/kernel/money.ts";
import type { CardRead } from "#lib/scoring/index.ts";
import { levelWords } from "./card-labels.ts";

type Month = CardRead["months"][number];

/** What the monitor found month by month; it warns and changes nothing. */
export function CardMonths({ months }: { readonly months: readonly Month[] }) {
  return (
    <DataTable
      caption="每月监测"
      columns={columns}
      rows={months}
      rowKey={(one) => one.month}
      empty={
        <EmptyState title="还没有监测结果" compact>
          每月 1 日监测上一个整月。
        </EmptyState>
      }
    />
  );
}

const figure = (value: number | null, digits: number) =>
  value === null ? null : value.toFixed(digits);

const columns: readonly Column<Month>[] = [
  { key: "month", header: "月份", rowHeader: true, nowrap: true, cell: (one) => one.month },
  {
    key: "level",
    header: "结论",
    nowrap: true,
    cell: ({ report }) => (
      <Badge tone={levelWords[report.level].tone}>{levelWords[report.level].label}</Badge>
    ),
  },
  { key: "scores", header: "评分次数", numeric: true, cell: ({ report }) => report.scores },
  { key: "psi", header: "PSI", numeric: true, cell: ({ report }) => figure(report.psi, 3) },
  {
    key: "csi",
    header: "最不稳定的特征",
    className: "max-md:hidden",
    cell: ({ report }) => {
      const [worst] = report.characteristics;
      return worst ? `${worst.fact} ${worst.psi.toFixed(3)}` : null;
    },
  },
  {
    key: "predicted",
    header: "预测逾期",
    numeric: true,
    cell: ({ report: { outcomes } }) =>
      outcomes.predictedBps === null ? null : bpsText(outcomes.predictedBps),
  },
  {
    key: "observed",
    header: "实际逾期",
    numeric: true,
    cell: ({ report: { outcomes } }) =>
      outcomes.observedBps === null
        ? null
        : `${bpsText(outcomes.observedBps)}（${outcomes.bad}/${outcomes.loans}）`,
  },
  {
    key: "auc",
    header: "AUC",
    numeric: true,
    className: "max-md:hidden",
    cell: ({ report }) => figure(report.outcomes.auc, 3),
  },
];
