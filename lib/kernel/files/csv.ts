import type { Line } from "./text.ts";

/** The columns of a record; null where its quotes do not close. */
export type CsvRecord = Readonly<{ line: number; text: string; columns: readonly string[] | null }>;

/** A quote that is not closed within so many lines was never meant to open. */
const LONGEST_RECORD = 20;

/**
 * Puts lines together to records, for a quoted column may hold line breaks. An open quote costs its
 * own line only: the lines that it would have swallowed are read again, each by itself. (A general
 * parser loses the rest of the file there; splitting at the delimiter is also five times as fast.)
 */
export class CsvRecords {
  readonly #delimiter: string;
  #pending: Line[] = [];

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The records that end with these lines. */
  add(lines: readonly Line[]): CsvRecord[] {
    const records: CsvRecord[] = [];
    for (const line of lines) this.#take(line, records);
    return records;
  }

  /** What is left when there are no more lines. */
  end(): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.#pending.length > 0) this.#giveUp(records);
    return records;
  }

  #take(line: Line, records: CsvRecord[]) {
    const pending = this.#pending;
    if (pending.length === 0 && !line.text.includes('"')) {
      const { number, text } = line;
      records.push({ line: number, text, columns: text.split(this.#delimiter) });
      return;
    }
    pending.push(line);
    const text = pending.length === 1 ? line.text : pending.map((each) => each.text).join("\n");
    const columns = splitLine(text, this.#delimiter);
    if (columns === "open") {
      if (pending.length >= LONGEST_RECORD) this.#giveUp(records);
      return;
    }
    records.push({ line: pending[0]?.number ?? line.number, text, columns });
    this.#pending = [];
  }

  #giveUp(records: CsvRecord[]) {
    const [first, ...rest] = this.#pending;
    this.#pending = [];
    if (first) records.push({ line: first.number, text: first.text, columns: null });
    for (const line of rest) this.#take(line, records);
  }
}

/** The columns of one record; `open` where a quote does not close, null where one closes too early. */
export function splitLine(text: string, delimiter = ","): string[] | "open" | null {
  if (!text.includes('"')) return text.split(delimiter);
  const columns: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end < 0) return "open";
      columns.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
      if (at >= text.length) return columns;
      if (text[at] !== delimiter) return null;
    } else {
      const end = text.indexOf(delimiter, at);
      columns.push(plainColumn(text.slice(at, end < 0 ? text.length : end)));
      if (end < 0) return columns;
      at = end;
    }
    at += 1;
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** `="0123"`, with which exports keep a spreadsheet from reading a code as a number. */
const plainColumn = (column: string) => /^\s*="(.*)"\s*$/.exec(column)?.[1] ?? column;
