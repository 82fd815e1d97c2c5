import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { Distribution } from "#lib/evaluation/index.ts";
import type { EvaluationGrade } from "#lib/evaluation/model.ts";
import { countText } from "./count-text.tsx";

type Month = Distribution["trend"][number];
type Props = Readonly<{ trend: readonly Month[]; grades: readonly EvaluationGrade[] }>;

/** The months in figures, each with the template that it was evaluated by. */
export function TrendTable({ trend, grades }: Props) {
  const columns: readonly Column<Month>[] = [
    { key: "month", header: "月份", rowHeader: true, nowrap: true, cell: ({ month }) => month },
    {
      key: "enterprises",
      header: "评价企业",
      unit: "户",
      numeric: true,
      cell: ({ found }) => found && countText(found.whole.enterprises),
    },
    ...grades.map(({ grade, label }) => ({
      key: grade,
      header: `${grade} ${label}`,
      unit: "户",
      numeric: true,
      cell: ({ found }: Month) => {
        const at = found?.template.grades.findIndex((one) => one.grade === grade) ?? -1;
        return found && at >= 0 ? countText(found.whole.counts[at] ?? null) : null;
      },
    })),
    {
      key: "template",
      header: "模板",
      className: "text-slate-600 max-md:hidden",
      cell: ({ found }) => found && `${found.template.id} 第 ${found.template.version} 版`,
    },
  ];
  return (
    <DataTable
      caption="近 13 个月各等级户数"
      columns={columns}
      rows={trend.filter(({ found }) => found !== null).toReversed()}
      rowKey={({ month }) => month}
      maxHeight="22rem"
      pinFirst
    />
  );
}
