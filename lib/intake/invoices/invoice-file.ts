import { basename } from "node:path";
import type { Received } from "../ingest.ts";
import type { ReceivedRow, RowProblem } from "../model.ts";
import { columnPlaces } from "./columns.ts";
import { splitLine } from "#lib/kernel/files/csv.ts";
import { linesOf, type Line, type TextFile } from "./text-file.ts";

export type Direction = "sale" | "purchase";

const partyColumns = { sale: "购方单位代号", purchase: "销方单位代号" } as const;
const statuses: Readonly<Record<string, string>> = {
  有效发票: "valid",
  有效: "valid",
  正常: "valid",
  作废发票: "void",
  作废: "void",
};
/** A total may differ from its parts by a 分 of rounding, and by what floating point adds to that. */
const ROUNDING_YUAN = 0.0101;

type Reader = (columns: readonly string[]) => Omit<ReceivedRow, "line" | "raw"> | RowProblem;

/** The invoices of one file as rows of the item `invoice`; what is unreadable says why. */
export async function* invoiceRows(
  file: TextFile,
  direction: Direction,
  usccOf: ReadonlyMap<string, string>,
): AsyncGenerator<Received> {
  const read = readerOf(file, direction, usccOf);
  const name = basename(file.path);
  for await (const lines of linesOf(file)) {
    for (const line of lines) yield rowOf(line, read, file.header.length, name);
  }
}

/** Checks the header without reading on, so that two files given the wrong way round are noticed at once. */
export function readerOf(
  file: TextFile,
  direction: Direction,
  usccOf: ReadonlyMap<string, string>,
): Reader {
  const party = partyColumns[direction];
  const at = columnPlaces(file, [
    "企业代号",
    "发票号码",
    "开票日期",
    party,
    "金额",
    "税额",
    "价税合计",
    "发票状态",
  ]);
  return (columns) => {
    const cell = (name: keyof typeof at) => (columns[at[name]] ?? "").trim();
    const firm = cell("企业代号");
    const uscc = usccOf.get(firm);
    if (uscc === undefined) {
      return {
        field: "uscc",
        rule: "unknown_enterprise",
        message: `企业代号“${firm}”不在企业信息文件中。`,
      };
    }
    const [number, counterparty, given] = [cell("发票号码"), cell(party), cell("发票状态")];
    if (number === "") return { field: "key", rule: "required", message: "缺少发票号码。" };
    const status = statuses[given];
    if (status === undefined) {
      return {
        field: "status",
        rule: "not_allowed",
        message: `发票状态“${given}”无法识别，应为“有效发票”或“作废发票”。`,
      };
    }
    const [amount, tax] = [cell("金额"), cell("税额")];
    // What is no number passes here: the amount's own check has a better word for it.
    if (Math.abs(plain(amount) + plain(tax) - plain(cell("价税合计"))) > ROUNDING_YUAN) {
      return {
        field: "amount",
        rule: "total_mismatch",
        message: "金额与税额之和不等于价税合计，请核对正负号。",
      };
    }
    return {
      uscc,
      period: cell("开票日期"),
      // A number alone does not tell invoices apart: books of several issuers share numbers.
      key: `${direction}:${number}:${counterparty}`,
      fields: { direction, amount, tax, counterparty, status },
    };
  };
}

const plain = (text: string) => (text === "" ? Number.NaN : Number(text));

function rowOf({ number, text }: Line, read: Reader, width: number, file: string): Received {
  const unreadable = (problem: RowProblem): Received => ({
    line: number,
    problem,
    raw: { file, text },
  });
  const columns = splitLine(text);
  if (!Array.isArray(columns))
    return unreadable({ field: "line", rule: "open_quote", message: "引号没有成对，无法分列。" });
  // Spreadsheets leave empty columns at the end of a line.
  const beyond = columns.slice(width).some((column) => column.trim() !== "");
  if (columns.length < width || beyond) {
    return unreadable({
      field: "line",
      rule: "columns",
      message: `应为 ${width} 列，现为 ${columns.length} 列。`,
    });
  }
  const row = read(columns);
  return "rule" in row ? unreadable(row) : new InvoiceLine(number, row, file, text);
}

/** Its `raw` is made when quarantine asks for it: hardly a line in a thousand goes there. */
class InvoiceLine implements ReceivedRow {
  readonly line: number;
  readonly uscc: string;
  readonly period: string;
  readonly key: string;
  readonly fields: ReceivedRow["fields"];
  readonly #file: string;
  readonly #text: string;

  constructor(line: number, row: Omit<ReceivedRow, "line" | "raw">, file: string, text: string) {
    this.line = line;
    this.uscc = row.uscc;
    this.period = row.period;
    this.key = row.key ?? "";
    this.fields = row.fields;
    this.#file = file;
    this.#text = text;
  }

  get raw() {
    return { file: this.#file, text: this.#text };
  }
}
