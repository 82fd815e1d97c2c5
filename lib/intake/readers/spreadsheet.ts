import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { Refusal } from "../../kernel/refusal.ts";
import type { Item } from "../items/schema.ts";
import type { Received } from "../judge.ts";
import { contentOf, unreadable, type FileFacts } from "#lib/kernel/files/bytes.ts";
import { findHeader, HEADER_WITHIN, noHeader, type FoundHeader } from "./find-header.ts";
import { titlesOf, type Titles } from "./header.ts";
import { rowMaker, type Cell } from "./rows.ts";
import { inReadingOrder } from "./workbook-order.ts";

type SheetRow = Readonly<{ line: number; cells: readonly Cell[] }>;

export type SpreadsheetFile = Readonly<{
  ignored: () => readonly string[];
  rows: AsyncIterable<Received>;
}>;

/**
 * The one sheet of a workbook that has a header of the item; a second one would be two files in one,
 * and is refused. The header is found while reading: a workbook cannot be looked at without unpacking.
 */
export function openSpreadsheet(item: Item, facts: FileFacts): SpreadsheetFile {
  let ignored: readonly string[] = [];
  return {
    ignored: () => ignored,
    rows: rowsOf(item, facts, (found) => (ignored = found.header.ignored)),
  };
}

async function* rowsOf(
  item: Item,
  facts: FileFacts,
  onHeader: (found: FoundHeader) => void,
): AsyncGenerator<Received> {
  const titles = titlesOf(item);
  let header: FoundHeader | null = null;
  let beginning: readonly SheetRow[] = [];
  let seen = 0;
  let source: Readable | null = null;
  try {
    const { bytes, sheets } = inReadingOrder(await wholeOf(contentOf(facts.path)));
    source = Readable.from([Buffer.from(bytes)], { objectMode: false });
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(source, reading)) {
      seen += 1;
      const rows = new SheetRows(item, titles);
      for await (const row of sheet) yield* rows.add(sheetRow(row));
      yield* rows.end();
      if (beginning.length === 0) beginning = rows.first;
      if (!rows.found) continue;
      if (header)
        throw unreadable("several_sheets", "有多个工作表含有数据，请每个文件只保留一个工作表。");
      header = rows.found;
      onHeader(header);
    }
    if (seen < sheets) throw new Error(`${seen} of ${sheets} sheets were read`);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const message = "无法作为 Excel 工作簿读取，请另存为 .xlsx 后重新上传。";
    throw unreadable("damaged_file", message, error);
  } finally {
    source?.destroy();
  }
  if (!header) throw noHeader(item, beginning.map(asTitles));
}

async function wholeOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const reading = {
  worksheets: "emit",
  sharedStrings: "cache",
  styles: "cache",
  hyperlinks: "ignore",
  entries: "ignore",
} as const;

/** One sheet, row by row: its first rows are held until its header is found among them. */
class SheetRows {
  readonly first: SheetRow[] = [];
  found: FoundHeader | null = null;
  readonly #item: Item;
  readonly #titles: Titles;
  #make: ((row: SheetRow) => Received | null) | null = null;
  #settled = false;

  constructor(item: Item, titles: Titles) {
    this.#item = item;
    this.#titles = titles;
  }

  add(row: SheetRow): readonly Received[] {
    if (this.#settled) return present([this.#make?.(row) ?? null]);
    this.first.push(row);
    return this.first.length < HEADER_WITHIN ? [] : this.end();
  }

  /** Also for a sheet that ends before: what is held is read now. */
  end(): readonly Received[] {
    if (this.#settled) return [];
    this.#settled = true;
    const found = findHeader(this.#item, this.#titles, this.first.map(asTitles));
    if (!found) return [];
    this.found = found;
    const make = makerOf(this.#item, found);
    this.#make = make;
    return present(this.first.filter(({ line }) => line > found.line).map(make));
  }
}

const present = (rows: readonly (Received | null)[]): readonly Received[] =>
  rows.filter((row) => row !== null);
const asTitles = ({ line, cells }: SheetRow) => ({ line, cells: cells.map(titleIn) });

function makerOf(item: Item, { header }: FoundHeader) {
  const make = rowMaker(item, header.places);
  const { titles } = header;
  return ({ line, cells }: SheetRow): Received | null => {
    if (cells.every((cell) => titleIn(cell) === "")) return null;
    return make(line, cells, () =>
      Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? ""])),
    );
  };
}

const titleIn = (cell: Cell): string =>
  cell === null || cell === undefined ? "" : String(cell).trim();

function sheetRow(row: ExcelJS.Row): SheetRow {
  // A sparse array that counts from 1.
  const values = row.values as readonly ExcelJS.CellValue[];
  const cells: Cell[] = [];
  for (let at = 1; at < values.length; at += 1) cells.push(cellOf(values[at], row, at));
  return { line: row.number, cells };
}

/** A cell as text or number; what a formula gives stands for it. */
function cellOf(value: ExcelJS.CellValue, row: ExcelJS.Row, at: number): Cell {
  if (value === null || value === undefined) return "";
  if (typeof value === "number")
    return /%/.test(row.getCell(at).numFmt ?? "")
      ? `${Number((value * 100).toPrecision(13))}%`
      : value;
  if (typeof value !== "object") return typeof value === "boolean" ? String(value) : value;
  if (value instanceof Date) return dayText(value);
  if ("richText" in value) return value.richText.map(({ text }) => text).join("");
  if ("error" in value) return value.error;
  if ("text" in value) return textOfLink(value.text);
  if ("result" in value) return cellOf(value.result as ExcelJS.CellValue, row, at); // What a formula gives is a cell's value.
  return "";
}

/** A link's text can be rich as well. */
const textOfLink = (text: unknown): string =>
  typeof text === "string" ? text : cellOfRich(text as ExcelJS.CellRichTextValue); // The only other form.
const cellOfRich = ({ richText }: ExcelJS.CellRichTextValue) =>
  richText.map(({ text }) => text).join("");

/** Spreadsheets know no zones: what the cell shows is the UTC part. */
function dayText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const [day = "", time = ""] = date.toISOString().split("T");
  return time.startsWith("00:00:00") ? day : `${day} ${time.slice(0, 8)}`;
}
