import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import { wanText } from "#lib/kernel/money.ts";
import type { InboxRow } from "#lib/lending/index.ts";
import { stateLabels } from "#lib/lending/model.ts";
import { stateTones } from "./labels.ts";
import { WaitingDays } from "./waiting-days.tsx";

type Row = Pick<
  InboxRow,
  | "id"
  | "number"
  | "enterpriseName"
  | "productName"
  | "amountFen"
  | "termMonths"
  | "appliedAt"
  | "waiting"
  | "state"
>;

const State = ({ row }: { readonly row: Row }) => (
  <Badge tone={stateTones[row.state]}>{stateLabels[row.state]}</Badge>
);

/** Where room is short the names move under the number; on a phone the rest folds as well. */
const columns: readonly Column<Row>[] = [
  {
    key: "number",
    header: "申请编号",
    rowHeader: true,
    className: "max-lg:pr-2",
    cell: (row) => (
      <>
        <TextLink href={`/institution/applications/${row.id}`} className="figures">
          {row.number}
        </TextLink>
        <span className="mt-0.5 block text-slate-900 xl:hidden">{row.enterpriseName}</span>
        <span className="text-muted-foreground block text-xs xl:hidden">{row.productName}</span>
      </>
    ),
  },
  {
    key: "enterprise",
    header: "企业",
    className: "min-w-40 max-xl:hidden",
    cell: (row) => row.enterpriseName,
  },
  {
    key: "product",
    header: "产品",
    className: "min-w-24 max-xl:hidden",
    cell: (row) => row.productName,
  },
  {
    key: "amount",
    header: "金额",
    unit: "万元",
    numeric: true,
    className: "max-lg:hidden",
    cell: (row) => wanText(row.amountFen),
  },
  {
    key: "term",
    header: "期限",
    unit: "月",
    numeric: true,
    className: "max-lg:hidden",
    cell: (row) => row.termMonths,
  },
  {
    key: "applied",
    header: "申请时间",
    nowrap: true,
    className: "tabular-nums max-xl:hidden",
    cell: (row) => timeText(row.appliedAt),
  },
  {
    key: "waiting",
    header: "等待 / 承诺",
    unit: "天",
    numeric: true,
    className: "max-lg:hidden",
    cell: (row) => <WaitingDays state={row.state} waiting={row.waiting} />,
  },
  {
    key: "state",
    header: "状态",
    nowrap: true,
    className: "max-lg:hidden",
    cell: (row) => <State row={row} />,
  },
  {
    key: "folded",
    header: "金额 · 等待 · 状态",
    numeric: true,
    className: "align-top lg:hidden",
    cell: (row) => (
      <span className="grid justify-items-end gap-1">
        <span>
          {wanText(row.amountFen)} 万元 · {row.termMonths} 月
        </span>
        <span className="text-xs">
          等待 <WaitingDays state={row.state} waiting={row.waiting} /> 天
        </span>
        <State row={row} />
      </span>
    ),
  },
];

export function InboxTable({ rows }: { readonly rows: readonly Row[] }) {
  return <DataTable caption="申请列表" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
