import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { itemNames } from "#lib/intake/catalogue.ts";
import {
  stageLabels,
  verdictLabels,
  type AccessVerdict,
  type AuthorisationStage,
} from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";

type Row = Readonly<{
  id: number;
  at: Date;
  person: string | null;
  institutionName: string | null;
  stage: AuthorisationStage;
  purpose: string;
  items: readonly string[];
  verdict: AccessVerdict;
  authorisationNumber: string | null;
}>;

const whoLooked = ({ stage, institutionName }: Row) =>
  stage === "own"
    ? "本企业"
    : stage === "platform"
      ? "信桥平台"
      : (institutionName ?? "不属于任何机构");

const columns: readonly Column<Row>[] = [
  { key: "at", header: "时间", rowHeader: true, nowrap: true, cell: (row) => timeText(row.at) },
  { key: "who", header: "查看方", cell: whoLooked },
  { key: "person", header: "经办人", nowrap: true, cell: (row) => row.person },
  { key: "stage", header: "阶段", nowrap: true, cell: (row) => stageLabels[row.stage] },
  { key: "purpose", header: "事由", cell: (row) => row.purpose },
  {
    key: "items",
    header: "数据项",
    className: "min-w-24",
    cell: (row) =>
      row.items.length === 0 ? (
        "无"
      ) : (
        <Disclosure summary={`${row.items.length} 项`}>
          {itemNames(row.items).join("、")}
        </Disclosure>
      ),
  },
  { key: "ground", header: "依据", nowrap: true, cell: (row) => row.authorisationNumber ?? "—" },
  {
    key: "verdict",
    header: "结果",
    nowrap: true,
    cell: (row) => (
      <Badge tone={row.verdict === "granted" ? "success" : "danger"}>
        {row.verdict === "granted"
          ? verdictLabels.granted
          : `已拒绝：${verdictLabels[row.verdict]}`}
      </Badge>
    ),
  },
];

export function AccessLogTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <Card>
      <DataTable
        caption="访问记录"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        empty={<EmptyState title="还没有人查看过本企业的数据" />}
      />
    </Card>
  );
}
