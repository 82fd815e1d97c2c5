import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { Score, ScorePart } from "#lib/scoring/model.ts";

type Props = Readonly<{ parts: Score["parts"] }>;

/** Every characteristic with its points, against the mean of applicants. */
export function ScoreContributions({ parts }: Props) {
  const widest = Math.max(1, ...parts.map((part) => Math.abs(part.points - part.baseline)));
  return (
    <Card>
      <CardHeader
        title="得分构成"
        description="每项指标的得分，及与申请企业平均得分之差（向右为高于平均）。"
      />
      <DataTable
        caption="得分构成"
        columns={columnsFor(widest)}
        rows={parts}
        rowKey={(part) => part.fact}
      />
    </Card>
  );
}

const columnsFor = (widest: number): readonly Column<ScorePart>[] => [
  {
    key: "dimension",
    header: "维度",
    nowrap: true,
    className: "py-1.5 text-slate-600 max-md:hidden",
    cell: (part) => part.dimension,
  },
  {
    key: "name",
    header: "指标",
    rowHeader: true,
    className: "py-1.5 max-sm:pr-2",
    cell: (part) => (
      <>
        {part.factName}
        <span
          className={cn(
            "block text-xs sm:hidden",
            part.known ? "text-muted-foreground" : "text-slate-500",
          )}
        >
          {part.observed}
        </span>
      </>
    ),
  },
  {
    key: "observed",
    header: "企业数值",
    numeric: true,
    className: "py-1.5 max-sm:hidden",
    cell: (part) => (
      <span className={part.known ? undefined : "text-slate-500"}>{part.observed}</span>
    ),
  },
  {
    key: "points",
    header: "得分",
    numeric: true,
    className: "py-1.5 max-sm:px-2",
    cell: (part) => (
      <span title={`最低 ${part.worst}，最高 ${part.best}，平均 ${part.baseline}`}>
        {part.points}
      </span>
    ),
  },
  {
    key: "against",
    header: "与平均之差",
    className: "w-44 py-1.5 max-sm:w-28 max-sm:pl-2",
    cell: (part) => <Difference value={part.points - part.baseline} widest={widest} />,
  },
];

type DifferenceProps = Readonly<{ value: number; widest: number }>;

function Difference({ value, widest }: DifferenceProps) {
  const width = `${(Math.abs(value) / widest) * 50}%`;
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="relative h-2.5 min-w-12 flex-1 rounded-sm bg-slate-100">
        <span className="absolute inset-y-0 left-1/2 w-px bg-slate-400" />
        <span
          className={cn(
            "absolute inset-y-0",
            value < 0 ? "bg-series-5 right-1/2 rounded-l-sm" : "bg-series-1 left-1/2 rounded-r-sm",
          )}
          style={{ width }}
        />
      </span>
      <span className="figures w-8 text-right text-xs text-slate-700">
        {value > 0 ? `+${value}` : value}
      </span>
    </span>
  );
}
