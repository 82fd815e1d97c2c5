import type { Item } from "../items/schema.ts";
import type { Received } from "../judge.ts";
import type { RowProblem } from "../model.ts";
import { contentOf, type FileFacts } from "#lib/kernel/files/bytes.ts";
import { CsvRecords, type CsvRecord } from "#lib/kernel/files/csv.ts";
import { findHeader, HEADER_WITHIN, noHeader, titlesIn } from "./find-header.ts";
import { titlesOf, type Header } from "./header.ts";
import { rowMaker, type RowMaker } from "./rows.ts";
import { linesOf, type Line } from "#lib/kernel/files/text.ts";

const delimiters = [",", "\t", ";", "，", "|"] as const;

export type DelimitedFile = Readonly<{
  delimiter: string;
  headerLine: number;
  header: Header;
  rows: AsyncIterable<Received>;
}>;

/** A text with a row a line. Its header is found and checked before a row is read. */
export async function openDelimited(item: Item, facts: FileFacts): Promise<DelimitedFile> {
  const beginning = await firstLines(facts);
  const titles = titlesOf(item);
  const candidates = delimiters.map((delimiter) => ({
    delimiter,
    lines: recordsFrom(beginning, delimiter).map(({ line, columns }) => ({
      line,
      cells: columns ?? [],
    })),
  }));
  const [first] = candidates;
  const best = candidates.reduce((one, other) =>
    titlesIn(titles, other.lines) > titlesIn(titles, one.lines) ? other : one,
  );
  const found = findHeader(item, titles, best.lines);
  if (!found) throw noHeader(item, first?.lines ?? []);
  return {
    delimiter: best.delimiter,
    headerLine: found.line,
    header: found.header,
    rows: rowsOf(item, facts, best.delimiter, found),
  };
}

async function firstLines(facts: FileFacts): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const block of linesOf(contentOf(facts.path), facts.encoding)) {
    lines.push(...block.slice(0, HEADER_WITHIN * 2));
    if (lines.length >= HEADER_WITHIN * 2) break;
  }
  return lines;
}

function recordsFrom(lines: readonly Line[], delimiter: string): readonly CsvRecord[] {
  const records = new CsvRecords(delimiter);
  return [...records.add(lines), ...records.end()].slice(0, HEADER_WITHIN);
}

async function* rowsOf(
  item: Item,
  facts: FileFacts,
  delimiter: string,
  found: Readonly<{ header: Header; line: number }>,
): AsyncGenerator<Received> {
  const make = rowMaker(item, found.header.places);
  const { titles } = found.header;
  const records = new CsvRecords(delimiter);
  for await (const block of linesOf(contentOf(facts.path), facts.encoding)) {
    for (const record of records.add(block)) {
      if (record.line <= found.line) continue;
      const row = rowOf(record, make, titles);
      if (row) yield row;
    }
  }
  for (const record of records.end()) {
    const row = record.line > found.line ? rowOf(record, make, titles) : null;
    if (row) yield row;
  }
}

function rowOf(record: CsvRecord, make: RowMaker, titles: readonly string[]): Received | null {
  const { line, text, columns } = record;
  const refused = (rule: string, message: string): Received => ({
    line,
    problem: { field: "line", rule, message } satisfies RowProblem,
    raw: { 整行: text },
  });
  if (!columns) return refused("open_quote", "引号没有成对，无法分列。");
  const width = titles.length;
  if (columns.length !== width) {
    // A line of nothing but delimiters is an empty one; spreadsheets leave empty columns at its end.
    if (columns.every((column) => column.trim() === "")) return null;
    const beyond = columns.slice(width).some((column) => column.trim() !== "");
    if (columns.length < width || beyond)
      return refused("columns", `应为 ${width} 列，现为 ${columns.length} 列。`);
  } else if (columns[0] === "" && columns.every((column) => column.trim() === "")) return null;
  return make(line, columns, () =>
    Object.fromEntries(titles.map((title, at) => [title, columns[at] ?? ""])),
  );
}
