import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import {
  stageLabels,
  type AuthorisationStage,
  standingLabels,
  type Standing,
} from "#lib/consent/model.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { standingTones } from "./labels.ts";

type Row = Readonly<{
  id: string;
  number: string;
  institutionName: string | null;
  items: readonly string[];
  stage: AuthorisationStage;
  maximumQueries: number;
  usedQueries: number;
  startsAt: Date;
  endsAt: Date;
  standing: Standing;
}>;

const columns: readonly Column<Row>[] = [
  {
    key: "number",
    header: "授权书编号",
    rowHeader: true,
    nowrap: true,
    cell: (row) => <TextLink href={`/enterprise/authorisations/${row.id}`}>{row.number}</TextLink>,
  },
  {
    key: "grantee",
    header: "被授权方",
    cell: (row) => row.institutionName ?? "信桥平台（评分与匹配）",
  },
  { key: "stage", header: "阶段", nowrap: true, cell: (row) => stageLabels[row.stage] },
  { key: "items", header: "数据项", unit: "项", numeric: true, cell: (row) => row.items.length },
  {
    key: "queries",
    header: "已用 / 可用次数",
    numeric: true,
    nowrap: true,
    cell: (row) =>
      row.institutionName
        ? `${row.usedQueries} / ${row.maximumQueries}`
        : `${row.usedQueries} / 按需`,
  },
  {
    key: "period",
    header: "有效期",
    nowrap: true,
    cell: (row) => `${dayOf(row.startsAt)} 至 ${dayOf(new Date(row.endsAt.getTime() - 1))}`,
  },
  {
    key: "standing",
    header: "状态",
    nowrap: true,
    cell: (row) => <Badge tone={standingTones[row.standing]}>{standingLabels[row.standing]}</Badge>,
  },
];

export function AuthorisationTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <Card>
      <DataTable
        caption="授权列表"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="尚未授权任何机构">
            在“匹配产品”中选中产品后，可授权对应机构查看所需数据并提交申请。
          </EmptyState>
        }
      />
    </Card>
  );
}
