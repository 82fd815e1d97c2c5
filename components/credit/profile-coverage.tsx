import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { ItemCoverage, Profile } from "#lib/credit/model.ts";
import { standingOfItem } from "./own-coverage-words.ts";
import { ProfileSection } from "./profile-section.tsx";

type Props = Readonly<{ profile: Pick<Profile, "coverage" | "asOf"> }>;

/** Which items this look covered, how far they reach and how fresh they are. */
export function ProfileCoverage({ profile }: Props) {
  return (
    <ProfileSection id="coverage" title="数据来源" description={`截至 ${profile.asOf}。`}>
      <DataTable
        caption="各数据项的来源与期间"
        columns={columns}
        rows={profile.coverage}
        rowKey={(row) => row.item}
      />
    </ProfileSection>
  );
}

const columns: readonly Column<ItemCoverage>[] = [
  {
    key: "name",
    header: "数据项",
    rowHeader: true,
    className: "py-1.5",
    cell: (row) => row.name,
  },
  {
    key: "freshness",
    header: "状态",
    nowrap: true,
    className: "py-1.5",
    cell: (row) => {
      const { word, tone } = standingOfItem(row);
      return <Badge tone={tone}>{word}</Badge>;
    },
  },
  {
    key: "span",
    header: "期间",
    nowrap: true,
    className: "py-1.5 tabular-nums max-sm:hidden",
    cell: (row) =>
      row.firstPeriod === null || row.lastPeriod === null
        ? null
        : `${row.firstPeriod} 至 ${row.lastPeriod}`,
  },
  {
    key: "rows",
    header: "记录",
    unit: "条",
    numeric: true,
    className: "py-1.5",
    cell: (row) => (row.rows === 0 ? null : row.rows.toLocaleString("zh-CN")),
  },
  {
    key: "department",
    header: "来源部门",
    className: "text-slate-600 py-1.5 max-md:hidden",
    cell: (row) => row.department,
  },
];
