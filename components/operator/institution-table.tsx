import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import type { InstitutionStanding } from "#lib/lending/index.ts";
import { institutionKindLabels } from "#lib/registry/model.ts";
import { OffboardDialog, type OffboardAction } from "./offboard-dialog.tsx";

type Row = InstitutionStanding;
type Props = Readonly<{ rows: readonly Row[]; action: OffboardAction }>;

const count = (
  key: "liveAuthorisations" | "waitingApplications" | "runningLoans",
  header: string,
  unit: string,
): Column<Row> => ({
  key,
  header,
  unit,
  numeric: true,
  className: "max-lg:hidden",
  cell: (row) => row[key],
});

const Standing = ({ row }: { readonly row: Row }) =>
  row.leftAt === null ? (
    <Badge tone="success">入驻中</Badge>
  ) : (
    <Badge tone="neutral">{`${dayOf(row.leftAt)} 退出`}</Badge>
  );

export function InstitutionTable({ rows, action }: Props) {
  const columns: readonly Column<Row>[] = [
    {
      key: "name",
      header: "机构",
      rowHeader: true,
      cell: (row) => (
        <>
          <span className="font-medium text-slate-900">{row.name}</span>
          <span className="text-muted-foreground block text-xs">
            {institutionKindLabels[row.kind]} · {row.joinedOn} 入驻
          </span>
          {row.leftReason === null ? null : (
            <span className="text-muted-foreground block text-xs">退出原因：{row.leftReason}</span>
          )}
          <span className="mt-1 block text-xs text-slate-700 lg:hidden">
            有效授权 {row.liveAuthorisations} 份 · 在办申请 {row.waitingApplications} 笔 · 存续贷款{" "}
            {row.runningLoans} 笔
          </span>
          <span className="mt-1 block lg:hidden">
            <Standing row={row} />
          </span>
        </>
      ),
    },
    count("liveAuthorisations", "有效授权", "份"),
    count("waitingApplications", "在办申请", "笔"),
    count("runningLoans", "存续贷款", "笔"),
    {
      key: "standing",
      header: "状态",
      nowrap: true,
      className: "max-lg:hidden",
      cell: (row) => <Standing row={row} />,
    },
    {
      key: "act",
      header: "操作",
      nowrap: true,
      className: "align-top lg:align-middle",
      cell: (row) =>
        row.leftAt === null ? <OffboardDialog institution={row} action={action} /> : "—",
    },
  ];
  return (
    <DataTable
      caption="金融机构"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title="还没有机构入驻" />}
    />
  );
}
