import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { EvaluatedDimension, EvaluatedItem } from "#lib/evaluation/model.ts";

type Props = Readonly<{ dimensions: readonly EvaluatedDimension[] }>;

/** Every item of every dimension with its value and its points. */
export function EvaluationItems({ dimensions }: Props) {
  return (
    <Card>
      <CardHeader
        title="全部指标与得分"
        description="未知的指标不评分，既不加分也不减分；总分按已评部分折算为 1,000 分。"
      />
      {dimensions.map((dimension) => (
        <section key={dimension.id} className="border-b last:border-b-0">
          <h3 className="flex items-baseline justify-between gap-4 px-4 pt-4 pb-2 font-medium sm:px-5">
            {dimension.name}
            <span className="figures text-sm font-normal text-slate-700">
              {dimensionText(dimension)}
            </span>
          </h3>
          <DataTable
            caption={`${dimension.name}的指标与得分`}
            columns={columns}
            rows={dimension.items}
            rowKey={(item) => item.fact}
          />
        </section>
      ))}
    </Card>
  );
}

function dimensionText({ points, weight, fullWeight }: EvaluatedDimension): string {
  if (weight === 0) return `未评（满分 ${fullWeight} 分）`;
  const unknown = fullWeight - weight;
  return `${points} / ${weight} 分${unknown > 0 ? `，另有 ${unknown} 分未评` : ""}`;
}

const columns: readonly Column<EvaluatedItem>[] = [
  { key: "name", header: "指标", rowHeader: true, cell: ({ name }) => name },
  {
    key: "observed",
    header: "企业数值",
    numeric: true,
    cell: ({ observed }) => observed ?? <span className="text-slate-500">未知</span>,
  },
  {
    key: "points",
    header: "得分",
    unit: "分",
    numeric: true,
    nowrap: true,
    cell: ({ points, weight }) =>
      points === null ? (
        <span className="text-slate-500">未评 / {weight}</span>
      ) : (
        <span className={cn(points < weight && "text-danger")}>
          {points} / {weight}
        </span>
      ),
  },
];
