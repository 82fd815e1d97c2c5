import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { timeText } from "#lib/kernel/calendar.ts";

type Row = Readonly<{
  id: string;
  uscc: string;
  enterpriseName: string;
  status: "pending" | "accepted" | "refused";
  decidedAt: Date | null;
  reason: string | null;
}>;

const columns: readonly Column<Row>[] = [
  {
    key: "uscc",
    header: "统一社会信用代码",
    rowHeader: true,
    nowrap: true,
    cell: (row) => row.uscc,
  },
  { key: "name", header: "企业名称", cell: (row) => row.enterpriseName },
  {
    key: "status",
    header: "结果",
    nowrap: true,
    cell: (row) => (
      <Badge tone={row.status === "accepted" ? "success" : "neutral"}>
        {row.status === "accepted" ? "已放行" : "未放行"}
      </Badge>
    ),
  },
  { key: "reason", header: "理由", cell: (row) => row.reason },
  {
    key: "at",
    header: "处理时间",
    nowrap: true,
    cell: (row) => (row.decidedAt ? timeText(row.decidedAt) : null),
  },
];

export function DecidedReviews({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHeader title="已处理" />
      <DataTable
        caption="已处理的核验申请"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
      />
    </Card>
  );
}
