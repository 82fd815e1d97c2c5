import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { unscoredOf, type EvaluatedItem, type Evaluation } from "#lib/evaluation/model.ts";
import { itemOf } from "#lib/intake/catalogue.ts";

type Props = Readonly<{
  evaluation: Evaluation;
  /** The data items that this look covered; null: the enterprise's own look, which covers all. */
  covered: readonly string[] | null;
}>;

/** What could not be scored, and for want of which data. */
export function UnscoredItems({ evaluation, covered }: Props) {
  const unscored = unscoredOf(evaluation);
  if (unscored.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="未评分的指标"
        description={
          covered === null
            ? "数据还没有归集到平台，不加分也不减分。可在“更新数据”向数源部门查询，或等部门报送。"
            : "授权没有包含，或部门没有报送，不加分也不减分。需要时可请企业补充授权。"
        }
      />
      <DataTable
        caption="未评分的指标"
        columns={columnsFor(covered)}
        rows={unscored}
        rowKey={(item) => item.fact}
      />
    </Card>
  );
}

const columnsFor = (covered: Props["covered"]): readonly Column<EvaluatedItem>[] => [
  { key: "name", header: "指标", rowHeader: true, cell: ({ name }) => name },
  {
    key: "items",
    header: "所需数据",
    cell: ({ items }) =>
      items.length === 0 ? "企业登记信息" : items.map((item) => itemOf(item).name).join("、"),
  },
  ...(covered === null
    ? []
    : [
        {
          key: "why",
          header: "缺失原因",
          nowrap: true,
          cell: ({ items }: EvaluatedItem) =>
            items.every((item) => covered.includes(item)) ? (
              <Badge>部门未报送</Badge>
            ) : (
              <Badge tone="warning">未授权</Badge>
            ),
        },
      ]),
  {
    key: "weight",
    header: "满分",
    unit: "分",
    numeric: true,
    cell: ({ weight }) => weight,
  },
];
