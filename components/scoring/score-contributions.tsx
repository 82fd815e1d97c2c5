import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { Score, ScorePart } from "#lib/scoring/model.ts";
import { DifferenceBar } from "./difference-bar.tsx";

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

const Difference = ({ value, widest }: DifferenceProps) => (
  <DifferenceBar value={value} widest={widest} text={value > 0 ? `+${value}` : String(value)} />
);
