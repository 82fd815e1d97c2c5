import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { DistributionLine, MonthDistribution } from "#lib/evaluation/index.ts";
import { gradesOf } from "#lib/evaluation/model.ts";
import { countText } from "./count-text.tsx";

type Props = Readonly<{
  title: string;
  month: MonthDistribution;
  lines: readonly DistributionLine[];
}>;

/** One breakdown: a line a place or industry, a column a grade. */
export function DistributionTable({ title, month, lines }: Props) {
  const columns: readonly Column<DistributionLine>[] = [
    { key: "name", header: "名称", rowHeader: true, nowrap: true, cell: ({ name }) => name },
    {
      key: "enterprises",
      header: "评价企业",
      unit: "户",
      numeric: true,
      cell: ({ enterprises }) => countText(enterprises),
    },
    ...gradesOf(month.template).map(({ grade, label }, at) => ({
      key: label,
      header: grade === null ? label : `${grade} ${label}`,
      unit: "户",
      numeric: true,
      cell: ({ counts }: DistributionLine) => countText(counts[at] ?? null),
    })),
  ];
  return (
    <Card>
      <CardHeader title={title} />
      <DataTable
        caption={`公共信用评价${title}`}
        columns={columns}
        rows={lines}
        rowKey={({ code }) => code}
        pinFirst
      />
    </Card>
  );
}
