import { textOfNumber } from "../codes.ts";
import type { Item, TableColumnName } from "../items/schema.ts";
import type { Received } from "../judge.ts";
import type { ReceivedRow } from "../model.ts";
import { tableColumnOf, tableReader, waivedFor } from "../national-table.ts";
import { plainNumber } from "../numbers.ts";
import { serialDay } from "../periods.ts";
import { isNothing } from "../values.ts";
import type { Column } from "./columns.ts";
import type { Place } from "./header.ts";

/** What a cell can hold: text in a CSV, numbers too in a spreadsheet or JSON. */
export type Cell = unknown;
type Raw = () => Readonly<Record<string, unknown>>;
/** Makes a row of a record's cells. */
export type RowMaker = (line: number, cells: readonly Cell[], raw: Raw) => Received;

/** The maker of an item's rows from cells at known places, in the shape that those places have. */
export function rowMaker(item: Item, places: readonly Place[]): RowMaker {
  return places.some(({ column }) => column.target.kind === "table")
    ? tableMaker(item, places)
    : plainMaker(item, places);
}

function plainMaker(item: Item, places: readonly Place[]): RowMaker {
  const at = (kind: "uscc" | "period" | "key") =>
    places.find(({ column }) => column.target.kind === kind)?.at ?? -1;
  const [usccAt, periodAt, keyAt] = [at("uscc"), at("period"), at("key")];
  const fields = places.flatMap(({ at: place, column: { target }, unit }) =>
    target.kind === "field"
      ? [{ name: target.field.name, read: cellReader(target.field.type, unit), at: place }]
      : [],
  );
  const periodOf = cellReader("day", null);
  return (line, cells, raw) => {
    const uscc = textIn(cells[usccAt]);
    const values: Record<string, unknown> = {};
    for (const { name, read, at: place } of fields) values[name] = read(cells[place]);
    const period = textIn(item.period === "year" ? cells[periodAt] : periodOf(cells[periodAt]));
    return new CellRow(line, uscc, period, keyAt < 0 ? "" : textIn(cells[keyAt]), values, raw);
  };
}

/** Its `raw` is made when quarantine asks for it: hardly a line in a thousand goes there. */
class CellRow implements ReceivedRow {
  readonly line: number;
  readonly uscc: string;
  readonly period: string;
  readonly key: string;
  readonly fields: ReceivedRow["fields"];
  readonly #raw: Raw;

  constructor(
    line: number,
    uscc: string,
    period: string,
    key: string,
    fields: ReceivedRow["fields"],
    raw: Raw,
  ) {
    this.line = line;
    this.uscc = uscc;
    this.period = period;
    this.key = key;
    this.fields = fields;
    this.#raw = raw;
  }

  get raw() {
    return this.#raw();
  }
}

function tableMaker(item: Item, places: readonly Place[]): RowMaker {
  const { table } = item;
  if (!table) throw new Error(`${item.id} has no national table`);
  const read = tableReader(table);
  const waived = waivedFor(item);
  const columnOf = (field: string) => tableColumnOf(table, field);
  const usccAt = places.find(({ column }) => column.target.kind === "uscc")?.at ?? -1;
  const columns = places.flatMap(({ at, column: { target }, unit }) =>
    target.kind === "table"
      ? [{ name: target.name, at, read: readerOfColumn(target.name, unit) }]
      : [],
  );
  return (line, cells, raw) => {
    const given: Partial<Record<TableColumnName, unknown>> = {};
    for (const { name, at, read: readCell } of columns) given[name] = readCell(cells[at]);
    const reading = read(given);
    if ("rule" in reading) return { line, problem: reading, raw: raw() };
    const uscc = textIn(cells[usccAt]);
    return { line, uscc, rows: reading.rows, waived, columnOf, raw: raw() };
  };
}

const readerOfColumn = (name: TableColumnName, unit: string | null) =>
  cellReader(
    name === "baseDay" || name === "lastMonth" ? "day" : name === "arrearsNow" ? "amount" : "text",
    unit,
  );

/**
 * What a cell says as a field's reader understands it: a spreadsheet's count of days as a day, and an
 * amount with the unit of its title.
 */
function cellReader(type: string, unit: string | null): (cell: Cell) => unknown {
  if (type === "day" || type === "month") {
    return (cell) => (typeof cell === "number" ? (serialDay(cell) ?? textOfNumber(cell)) : cell);
  }
  if (unit === null || (type !== "amount" && type !== "quantity")) return (cell) => cell;
  return (cell) => {
    const text = typeof cell === "number" ? plainNumber(cell) : cell;
    if (typeof text !== "string" || isNothing(text.trim())) return text;
    // A cell that names a unit itself knows better than its column.
    return /\d\s*$/.test(text.normalize("NFKC")) ? `${text.trim()}${unit}` : text;
  };
}

function textIn(cell: Cell): string {
  if (typeof cell === "string") return cell;
  return typeof cell === "number" ? textOfNumber(cell) : "";
}

/** What a quarantined row said in a column, as a person may type it again: with the title's unit. */
export function valueForForm(
  value: unknown,
  { column, unit }: Readonly<{ column: Column; unit: string | null }>,
): string {
  const { target } = column;
  const type =
    target.kind === "field" ? target.field.type : target.kind === "period" ? "day" : "text";
  const said = cellReader(type, unit)(value);
  if (said === null || said === undefined) return "";
  return typeof said === "object" ? JSON.stringify(said) : String(said);
}
