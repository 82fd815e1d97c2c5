import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { Difference } from "#lib/products/index.ts";

const columns: readonly Column<Difference>[] = [
  {
    key: "what",
    header: "内容",
    rowHeader: true,
    className: "w-32 align-top max-sm:w-24",
    cell: ({ what }) => what,
  },
  { key: "before", header: "原来", className: "align-top", cell: ({ before }) => before ?? "没有" },
  { key: "after", header: "现在", className: "align-top", cell: ({ after }) => after ?? "已删除" },
];

type Props = Readonly<{ caption: string; differences: readonly Difference[] }>;

/** What one version says otherwise than the one before, in words. */
export function DifferenceTable({ caption, differences }: Props) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={differences}
      rowKey={({ what }) => what}
      empty={<p className="text-muted-foreground px-5 py-4 text-sm">内容与前一版相同。</p>}
    />
  );
}
