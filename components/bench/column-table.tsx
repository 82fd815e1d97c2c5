import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { ColumnDescription, TableDescription } from "#lib/modelling/index.ts";
import { columnKindLabels, countText, measureText, percentText } from "./labels.ts";

type Props = Readonly<{
  description: TableDescription;
  /** With a tick before each column that a card may use: within a form. */
  choose?: boolean;
}>;

/** The columns of a table: what they hold, and once the target is known what each tells of it. */
export function ColumnTable({ description, choose = false }: Props) {
  const { rows, columns, target } = description;
  const shown = columns.filter(({ name }) => name !== target?.column);
  return (
    <DataTable
      caption="各列"
      columns={columnsFor(rows, target !== null, choose)}
      rows={shown}
      rowKey={({ name }) => name}
      pinFirst
    />
  );
}

const columnsFor = (
  rows: number,
  told: boolean,
  choose: boolean,
): readonly Column<ColumnDescription>[] => [
  {
    key: "name",
    header: choose ? "采用" : "列",
    rowHeader: true,
    className: "min-w-40 max-w-56 [overflow-wrap:anywhere] max-sm:min-w-28",
    cell: (column) => (choose ? <UseTick column={column} /> : column.name),
  },
  ...(told
    ? [
        {
          key: "auc",
          header: "单列 AUC",
          numeric: true,
          cell: ({ auc }: ColumnDescription) => (auc === null ? null : measureText(auc)),
        },
        {
          key: "finding",
          header: "注意",
          className: "text-slate-700",
          cell: (column: ColumnDescription) => <Finding column={column} />,
        },
      ]
    : []),
  { key: "kind", header: "类型", nowrap: true, cell: ({ kind }) => columnKindLabels[kind] },
  {
    key: "distinct",
    header: "不同的值",
    numeric: true,
    cell: ({ distinct }) => countText(distinct),
  },
  {
    key: "missing",
    header: "缺失",
    numeric: true,
    cell: ({ missing }) => (rows > 0 ? percentText(missing / rows) : null),
  },
  {
    key: "examples",
    header: "前几个值",
    className: "min-w-64 text-slate-600 [overflow-wrap:anywhere]",
    cell: ({ examples }) => (examples.length > 0 ? examples.join("、") : null),
  },
];

/** Ticked unless training by itself would leave the column out; a constant one cannot be ticked. */
function UseTick({ column: { name, finding } }: { readonly column: ColumnDescription }) {
  const useless = finding?.kind === "constant" || finding?.kind === "empty";
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        name="use"
        value={name}
        defaultChecked={finding === null || finding.kept}
        disabled={useless}
        className="accent-primary mt-1 size-4 shrink-0"
      />
      <span className="min-w-0">{name}</span>
    </label>
  );
}

const findingWords = {
  constant: { label: "只有一个值", tone: "neutral" },
  empty: { label: "没有已知的值", tone: "neutral" },
  identity: { label: "像是编号", tone: "neutral" },
  names: { label: "名称或编号", tone: "neutral" },
  leak: { label: "疑为事后才知道", tone: "danger" },
  suspect: { label: "请核对何时得知", tone: "warning" },
} as const;

function Finding({ column: { finding } }: { readonly column: ColumnDescription }) {
  if (finding === null) return <span className="text-slate-500">—</span>;
  const { label, tone } = findingWords[finding.kind];
  return (
    <span title={finding.text}>
      <Badge tone={tone}>{label}</Badge>
    </span>
  );
}
