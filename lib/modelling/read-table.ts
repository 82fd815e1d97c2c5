import { contentOf, inspectFile, type FileFacts } from "#lib/kernel/files/bytes.ts";
import { CsvRecords, type CsvRecord } from "#lib/kernel/files/csv.ts";
import { linesOf, type Line } from "#lib/kernel/files/text.ts";
import { Refusal } from "#lib/kernel/refusal.ts";
import { columnBuilder, kindOf, type CellKind, type ColumnBuilder } from "./column-builder.ts";
import { headerOf } from "./header.ts";
import type { Table } from "./model.ts";

export type ReadOptions = Readonly<{
  /** The kind that a column is read as; `guess` is what its first cells say. */
  kindOf: (name: string, guess: CellKind) => CellKind;
  /** Columns that are not read at all. */
  skip: (name: string) => boolean;
  /** Told now and then which share of the rows has been read. */
  onProgress?: (share: number) => void;
}>;

/** So many rows are looked at before it is settled what each column holds. */
const SAMPLE_ROWS = 5000;

/**
 * Reads a table of comma, tab, semicolon or bar separated values in UTF-8, GB 18030 or UTF-16, packed
 * or not. Every column becomes numbers, days or words; names are made unique.
 */
export async function readTable(path: string, options: ReadOptions): Promise<Table> {
  const facts = await inspectFile(path);
  if (facts.format !== "csv")
    throw new Refusal(
      "invalid",
      "modelling.not_csv",
      `${path} 不是 CSV 文件，请另存为 CSV（可为 .gz）后重试。`,
    );
  const beginning = await firstRecords(facts);
  const { delimiter, names, shifted, notes, cells } = headerOf(beginning);
  if (names.length === 0)
    throw new Refusal("invalid", "modelling.empty_table", `${path} 没有表头，请核对文件。`);
  const builders = names.map((name, place): ColumnBuilder | null => {
    if (options.skip(name)) return null;
    const sampled = cells.map((row) => row[place] ?? "");
    return columnBuilder(name, options.kindOf(name, kindOf(sampled)), facts.lines);
  });
  const read = await fill(builders, facts, delimiter, shifted, options.onProgress);
  const columns = builders.flatMap((builder) => builder?.finish(read.rows) ?? []);
  return {
    rows: read.rows,
    columns: columns.map(({ column }) => column),
    skipped: names.filter(options.skip),
    notes: [...notes, ...read.notes, ...columns.flatMap((column) => column.notes)],
  };
}

async function firstRecords(facts: FileFacts): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const block of linesOf(contentOf(facts.path), facts.encoding)) {
    lines.push(...block.slice(0, SAMPLE_ROWS));
    if (lines.length >= SAMPLE_ROWS) break;
  }
  return lines;
}

type Filled = Readonly<{ rows: number; notes: readonly string[] }>;

async function fill(
  builders: readonly (ColumnBuilder | null)[],
  facts: FileFacts,
  delimiter: string,
  shifted: boolean,
  onProgress: ((share: number) => void) | undefined,
): Promise<Filled> {
  const records = new CsvRecords(delimiter);
  let rows = 0;
  let header = true;
  const odd = { short: 0, long: 0, broken: 0, firstBroken: 0 };
  const width = builders.length;
  const offset = shifted ? 1 : 0;
  const take = ({ columns, line }: CsvRecord) => {
    if (header) {
      header = false;
      return;
    }
    if (columns === null) {
      odd.broken++;
      odd.firstBroken ||= line;
      return;
    }
    if (columns.length < width && columns.every((cell) => cell.trim() === "")) return;
    if (columns.length < width + offset) odd.short++;
    else if (columns.length > width + offset && columns.at(-1) !== "") odd.long++;
    for (let place = 0; place < width; place++)
      builders[place]?.add(rows, columns[place + offset] ?? "");
    rows++;
  };
  for await (const block of linesOf(contentOf(facts.path), facts.encoding)) {
    records.add(block).forEach(take);
    onProgress?.(Math.min(1, rows / Math.max(1, facts.lines)));
  }
  records.end().forEach(take);
  return { rows, notes: notesOf(odd) };
}

const notesOf = (
  odd: Readonly<{ short: number; long: number; broken: number; firstBroken: number }>,
): readonly string[] => [
  ...(odd.short > 0 ? [`${odd.short} 行的列数不足，缺的列按未知处理`] : []),
  ...(odd.long > 0 ? [`${odd.long} 行的列数超过表头，多出的列未读`] : []),
  ...(odd.broken > 0
    ? [`${odd.broken} 行的引号没有成对，未读（第一处在第 ${odd.firstBroken} 行）`]
    : []),
];
