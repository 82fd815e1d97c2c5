import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { ItemCoverage } from "#lib/credit/model.ts";
import { itemOf } from "#lib/intake/catalogue.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { standingOfItem } from "./own-coverage-words.ts";
import { ProfileSection } from "./profile-section.tsx";

/** What is held of the enterprise: from whom, from when to when, how fresh. */
export function OwnCoverage({ rows }: { readonly rows: readonly ItemCoverage[] }) {
  return (
    <ProfileSection
      id="coverage"
      title="数据归集"
      description="平台持有哪些数据、来自哪里、是否新鲜。数据有误时，请向来源部门提出更正。"
    >
      <DataTable caption="数据归集情况" columns={columns} rows={rows} rowKey={(row) => row.item} />
    </ProfileSection>
  );
}

/** On a phone the row folds into two columns: what it is, and how fresh. */
const columns: readonly Column<ItemCoverage>[] = [
  {
    key: "item",
    header: "数据项",
    rowHeader: true,
    className: "py-1.5",
    cell: (row) => (
      <>
        {row.name}
        <span className="text-muted-foreground block text-xs sm:hidden">
          {row.department}
          {row.rows === 0 ? null : (
            <span className="block">
              {periodText(row)} · {row.rows.toLocaleString("zh-CN")} 条
            </span>
          )}
          {row.lastRecordedAt === null ? null : (
            <span className="block">{recordedText(row.lastRecordedAt)} 更新</span>
          )}
        </span>
      </>
    ),
  },
  {
    key: "department",
    header: "来源部门",
    className: "py-1.5 text-slate-600 max-sm:hidden",
    cell: (row) => row.department,
  },
  {
    key: "period",
    header: "期间",
    nowrap: true,
    className: "py-1.5 max-sm:hidden",
    cell: periodText,
  },
  {
    key: "rows",
    header: "条数",
    numeric: true,
    className: "py-1.5 max-sm:hidden",
    cell: (row) => (row.rows === 0 ? null : row.rows.toLocaleString("zh-CN")),
  },
  {
    key: "recorded",
    header: "更新时间",
    nowrap: true,
    className: "py-1.5 tabular-nums max-sm:hidden",
    cell: (row) => (row.lastRecordedAt === null ? null : recordedText(row.lastRecordedAt)),
  },
  {
    key: "freshness",
    header: "新鲜度",
    nowrap: true,
    className: "py-1.5 max-sm:w-24",
    cell: (row) => {
      const { word, tone } = standingOfItem(row);
      return (
        <Badge tone={tone} dot>
          {word}
        </Badge>
      );
    },
  },
];

const recordedText = (recordedAt: string): string => timeText(new Date(recordedAt));

const shownLength = { year: 4, quarter: 7, month: 7, day: 10 } as const;

function periodText({ item, firstPeriod, lastPeriod }: ItemCoverage) {
  if (firstPeriod === null || lastPeriod === null) return null;
  const length = shownLength[itemOf(item).period];
  const [from, to] = [firstPeriod.slice(0, length), lastPeriod.slice(0, length)];
  return <span className="figures">{from === to ? from : `${from} 至 ${to}`}</span>;
}
