import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { sourceLabels } from "#lib/intake/model.ts";
import { sourceTones } from "./labels.ts";
import type { ShownSource } from "./pull-words.ts";

const reasonText = ({ status, reason, attempts }: ShownSource): string | null =>
  reason ?? (status === "pending" && attempts > 1 ? `第 ${attempts} 次尝试` : null);

const columns: readonly Column<ShownSource>[] = [
  {
    key: "item",
    header: "数据项",
    rowHeader: true,
    className: "align-top",
    cell: (row) => (
      <>
        <span className="text-slate-900">{row.itemName}</span>
        <span className="text-muted-foreground block text-xs">{row.departmentName}</span>
        <span className="text-muted-foreground block text-xs sm:hidden">{reasonText(row)}</span>
      </>
    ),
  },
  {
    key: "status",
    header: "结果",
    nowrap: true,
    className: "align-top",
    cell: ({ status }) => (
      <Badge tone={sourceTones[status]} dot>
        {sourceLabels[status]}
      </Badge>
    ),
  },
  {
    key: "reason",
    header: "说明",
    className: "align-top text-slate-700 max-sm:hidden",
    cell: (row) => reasonText(row) ?? "",
  },
];

/** Each source by itself: one that fails holds up none of the others. */
export function PullSources({ rows }: { readonly rows: readonly ShownSource[] }) {
  return <DataTable caption="各来源结果" columns={columns} rows={rows} rowKey={(row) => row.itemId} />;
}
