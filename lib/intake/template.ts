import ExcelJS from "exceljs";
import { itemOf, type ItemId } from "./catalogue.ts";
import { csvText } from "./csv-text.ts";
import { columnsOf, type Column } from "./readers/columns.ts";

/**
 * An empty form of one item: a line that says how each column is written, the titles, and no rows. The
 * line of formats stands above the titles, where the reader passes over it: left in, it does no harm.
 */
export type Template = Readonly<{ fileName: string; mediaType: string; bytes: Uint8Array }>;

export async function template(id: ItemId, format: "csv" | "xlsx"): Promise<Template> {
  const { name } = itemOf(id);
  return format === "csv"
    ? { fileName: `${name}-模板.csv`, mediaType: "text/csv; charset=utf-8", bytes: csv(id) }
    : { fileName: `${name}-模板.xlsx`, mediaType: WORKBOOK, bytes: await workbook(id) };
}

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function csv(id: ItemId): Uint8Array {
  const columns = columnsOf(itemOf(id), "rows");
  return Buffer.from(csvText([columns.map((column) => formatOf(id, column)), columns.map(titleOf)]));
}

async function workbook(id: ItemId): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(itemOf(id).name.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, 31), {
    views: [{ state: "frozen", ySplit: 2 }],
  });
  const columns = columnsOf(itemOf(id), "rows");
  sheet.columns = columns.map((column) => ({ width: Math.max(12, titleOf(column).length * 2 + 4) }));
  const formats = sheet.addRow(columns.map((column) => formatOf(id, column)));
  formats.font = { italic: true, color: { argb: "FF57647A" }, size: 9 };
  formats.alignment = { wrapText: true, vertical: "top" };
  const titles = sheet.addRow(columns.map(titleOf));
  titles.font = { bold: true };
  for (const [at, column] of columns.entries()) {
    const cells = sheet.getColumn(at + 1);
    // A code or a number of a document typed as a number loses its digits.
    if (isText(column)) cells.numFmt = "@";
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const isText = ({ target }: Column): boolean =>
  target.kind !== "field" || !["amount", "count", "quantity", "percentage"].includes(target.field.type);

function titleOf({ label, target }: Column): string {
  const unit = target.kind === "field" ? target.field.unit : null;
  return unit === null ? label : `${label}（${unit}）`;
}

const periodFormats = { day: "年-月-日", month: "年-月", quarter: "年Q季度", year: "年" } as const;
const fieldFormats = {
  amount: "数字，最多两位小数",
  count: "整数",
  quantity: "数字",
  percentage: "百分数",
  day: "年-月-日",
  month: "年-月",
  text: "文字",
  code: "18 位统一社会信用代码",
} as const;

/** How a column is written, in a few words and without an example that could be taken for data. */
function formatOf(id: ItemId, { target, required }: Column): string {
  const need = required ? "必填" : "选填";
  switch (target.kind) {
    case "uscc":
      return `${need}，18 位`;
    case "period":
      return `${need}，${periodFormats[itemOf(id).period]}`;
    case "key":
      return `${need}，同一期间内区分各行`;
    case "table":
      return need;
    case "field": {
      const { type, values = [], spellings } = target.field;
      if (type !== "category") return `${need}，${fieldFormats[type]}`;
      const words = values.map((value) => spellings?.[value]?.[0] ?? value);
      return `${need}，以下之一：${words.join(" / ")}`;
    }
  }
}
