import { quarantineLabels, type QuarantineStatus } from "../model.ts";
import { csvText } from "../csv-text.ts";
import { textOf, titlesInOrder } from "./said.ts";

type Row = Readonly<{
  line: number;
  field: string;
  rule: string;
  message: string;
  status: QuarantineStatus;
  raw: Readonly<Record<string, unknown>>;
}>;

/** In titles that no item has, so that the mended file can be sent as it is: the reader passes them over. */
const about = ["隔离行号", "隔离字段", "隔离规则", "隔离原因", "处理状态"] as const;

/** Quarantined rows under the titles that they came with, and beside them what was wrong. */
export function quarantineCsv(itemId: string, rows: readonly Row[]): string {
  const said = [...new Set(rows.flatMap(({ raw }) => Object.keys(raw)))];
  const titles = titlesInOrder(itemId, said);
  return csvText([
    [...titles, ...about],
    ...rows.map((row) => [
      ...titles.map((title) => textOf(row.raw[title])),
      String(row.line),
      row.field,
      row.rule,
      row.message,
      quarantineLabels[row.status],
    ]),
  ]);
}
