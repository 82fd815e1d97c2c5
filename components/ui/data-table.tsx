import type { ReactNode } from "react";

import { cn } from "./cn.ts";
import { EmptyState } from "./empty-state.tsx";
import { Figure } from "./figure.tsx";
import { Cell, HeaderCell, RowHeader, Table, TableBody, TableHead, TableRow } from "./table.tsx";

export type Column<Row> = {
  readonly key: string;
  readonly header: ReactNode;
  readonly unit?: string;
  readonly numeric?: boolean;
  /** The column that names the row; one a table. */
  readonly rowHeader?: boolean;
  /** Keeps the column on one line. */
  readonly nowrap?: boolean;
  readonly className?: string;
  /** `null` is shown as unknown. */
  readonly cell: (row: Row) => ReactNode;
};

type DataTableProps<Row> = {
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly maxHeight?: string;
  /** Keeps the first column in sight while the others scroll. */
  readonly pinFirst?: boolean;
  /** In place of the table when there is no row. */
  readonly empty?: ReactNode;
  readonly foot?: ReactNode;
  readonly className?: string;
};

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, showCaption = false, columns, rows, rowKey, maxHeight, className } = props;
  if (rows.length === 0) return props.empty ?? <EmptyState title="暂无记录" compact />;
  const pinned = (index: number, layer: string) =>
    props.pinFirst === true && index === 0 ? `sticky left-0 ${layer}` : undefined;
  return (
    <Table
      caption={caption}
      showCaption={showCaption}
      {...(maxHeight === undefined ? {} : { maxHeight })}
      {...(className === undefined ? {} : { className })}
    >
      <TableHead>
        <TableRow>
          {columns.map((column, index) => (
            <HeaderCell
              key={column.key}
              numeric={column.numeric === true && column.rowHeader !== true}
              {...(column.unit === undefined ? {} : { unit: column.unit })}
              className={cn(column.className, pinned(index, "z-20"))}
            >
              {column.header}
            </HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={rowKey(row)}>
            {columns.map((column, index) => (
              <ColumnCell key={column.key} column={column} pin={pinned(index, "z-[5] bg-card")}>
                {column.cell(row)}
              </ColumnCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
      {props.foot}
    </Table>
  );
}

type ColumnCellProps<Row> = {
  readonly column: Column<Row>;
  readonly pin: string | undefined;
  readonly children: ReactNode;
};

function ColumnCell<Row>({ column, pin, children }: ColumnCellProps<Row>) {
  const shown = children === null || children === undefined ? <Figure value={null} /> : children;
  const className = cn(column.nowrap === true && "whitespace-nowrap", column.className, pin);
  if (column.rowHeader === true) return <RowHeader className={className}>{shown}</RowHeader>;
  return (
    <Cell numeric={column.numeric ?? false} className={className}>
      {shown}
    </Cell>
  );
}
