import type { ReactNode } from "react";

import { Disclosure } from "#components/ui/disclosure.tsx";
import {
  Cell,
  HeaderCell,
  RowHeader,
  Table,
  TableBody,
  TableHead,
  TableRow,
} from "#components/ui/table.tsx";
import { ChartCanvas } from "./chart-canvas.tsx";
import { numberText } from "./number-text.ts";
import type { ChartSpec } from "./spec.ts";

export type ChartWords = {
  /** The figure's name, also the name of its table. */
  readonly title: string;
  /** Hides the title where a card already shows it; screen readers keep it. */
  readonly hideTitle?: boolean;
  /** What the chart shows in a sentence; made from the figures when absent. */
  readonly description?: string;
  readonly height?: number;
  /** Source and date of the figures. */
  readonly note?: ReactNode;
  readonly className?: string;
};

export type ChartTable = {
  readonly columns: readonly { readonly header: string; readonly unit?: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly values: readonly (number | string | null)[];
  }[];
};

type ChartFigureProps = {
  readonly words: ChartWords;
  /** `null` when too little is known to draw; then `legend` says why. */
  readonly spec: ChartSpec | null;
  readonly table: ChartTable;
  readonly fallbackDescription: string;
  readonly defaultHeight: number;
  /** Between the drawing and the notes, for example a legend. */
  readonly legend?: ReactNode;
};

/** The drawing, and the same figures as a table for whoever cannot see it or wants them exactly. */
export function ChartFigure(props: ChartFigureProps) {
  const { words, spec, table, fallbackDescription, defaultHeight, legend } = props;
  return (
    <figure className={words.className ?? "min-w-0"}>
      <figcaption
        className={words.hideTitle === true ? "sr-only" : "mb-2 text-sm font-medium text-slate-800"}
      >
        {words.title}
      </figcaption>
      {spec !== null && (
        <ChartCanvas
          spec={spec}
          description={words.description ?? `${words.title}。${fallbackDescription}`}
          height={words.height ?? defaultHeight}
        />
      )}
      {legend}
      <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <Disclosure
          summary="查看数据"
          print="hidden"
          className="min-w-0 open:w-full [&>summary]:text-xs"
        >
          <DataOf title={words.title} table={table} />
        </Disclosure>
        {words.note !== undefined && <p className="text-muted-foreground text-xs">{words.note}</p>}
      </div>
    </figure>
  );
}

function DataOf({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  return (
    <div className="overflow-hidden rounded-md border">
      <Table caption={`${title}（数据）`} maxHeight="20rem">
        <TableHead>
          <TableRow>
            {table.columns.map((column, index) => (
              <HeaderCell
                key={column.header}
                numeric={index > 0}
                {...(column.unit === undefined ? {} : { unit: column.unit })}
              >
                {column.header}
              </HeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {table.rows.map((row, index) => (
            <TableRow key={`${index}-${row.label}`}>
              <RowHeader className="py-1.5 whitespace-nowrap">{row.label}</RowHeader>
              {row.values.map((value, at) => (
                <Cell key={at} numeric className="py-1.5">
                  {typeof value === "string" ? value : numberText(value)}
                </Cell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
