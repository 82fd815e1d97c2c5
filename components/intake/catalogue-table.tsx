import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { stageLabels } from "#lib/consent/model.ts";
import { purposeOf } from "#lib/consent/purposes.ts";
import type { CatalogueRow } from "#lib/intake/index.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { coverageText, freshnessOf, periodLabels, sharingLabels, sharingNotes } from "./labels.ts";

/** What an item may be used for, by the stages of authorisations. */
const usesText = ({ uses }: CatalogueRow): string =>
  uses.length === 0
    ? "不用于信用审查"
    : uses.map((code) => stageLabels[purposeOf(code).stage]).join("、");

const promiseText = ({ freshDays, timelyWorkingDays, period }: CatalogueRow): string =>
  `${periodLabels[period]}，${freshDays} 天内更新${timelyWorkingDays === null ? "" : `；决定后 ${timelyWorkingDays} 个工作日内报送`}`;

function Fresh({ row }: { readonly row: CatalogueRow }) {
  const { word, tone } = freshnessOf(row);
  return (
    <>
      <Badge tone={tone} dot>
        {word}
      </Badge>
      {row.lastArrivedAt ? (
        <span className="text-muted-foreground mt-0.5 block text-xs whitespace-nowrap tabular-nums">
          {dayOf(row.lastArrivedAt)}
        </span>
      ) : null}
    </>
  );
}

function Covered({ row }: { readonly row: CatalogueRow }) {
  const text = coverageText(row.covered, row.registered);
  if (text === null) return <span className="text-muted-foreground">未统计</span>;
  return (
    <>
      {text}
      <span className="text-muted-foreground block text-xs whitespace-nowrap">
        {row.covered?.toLocaleString("zh-CN")} 户
      </span>
    </>
  );
}

/** Where room is short the words move under the name. */
const columns: readonly Column<CatalogueRow>[] = [
  {
    key: "name",
    header: "数据项",
    rowHeader: true,
    className: "align-top lg:min-w-44",
    cell: (row) => (
      <>
        <span className="text-slate-900">{row.name}</span>
        <span className="text-muted-foreground block text-xs">{row.class}</span>
        <span className="text-muted-foreground block text-xs lg:hidden">
          {row.departmentName} · {sharingLabels[row.sharing]}
        </span>
        <span className="text-muted-foreground block text-xs lg:hidden">{promiseText(row)}</span>
        <span className="text-muted-foreground block text-xs lg:hidden">可用于：{usesText(row)}</span>
      </>
    ),
  },
  {
    key: "department",
    header: "来源部门",
    className: "align-top max-lg:hidden",
    cell: (row) => row.departmentName,
  },
  {
    key: "sharing",
    header: "共享方式",
    className: "align-top max-lg:hidden",
    cell: (row) => (
      <>
        {sharingLabels[row.sharing]}
        <span className="text-muted-foreground block text-xs">{sharingNotes[row.sharing]}</span>
      </>
    ),
  },
  {
    key: "promise",
    header: "更新承诺",
    className: "align-top max-lg:hidden",
    cell: promiseText,
  },
  {
    key: "fresh",
    header: "时效",
    className: "align-top",
    cell: (row) => <Fresh row={row} />,
  },
  {
    key: "coverage",
    header: "覆盖率",
    numeric: true,
    className: "align-top",
    cell: (row) => <Covered row={row} />,
  },
  {
    key: "uses",
    header: "可用于",
    className: "align-top max-lg:hidden",
    cell: usesText,
  },
];

export function CatalogueTable({ rows }: { readonly rows: readonly CatalogueRow[] }) {
  return <DataTable caption="数据目录" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
