import type { ItemField } from "./catalogue.ts";
import type { RowProblem } from "./model.ts";
import { dayFrom } from "./periods.ts";

/** What stands for "nothing was said" in departments' files (domain.md §3.3). */
const NOTHING: ReadonlySet<string> = new Set([
  "",
  "无",
  "/",
  "//",
  "N/A",
  "n/a",
  "-",
  "—",
  "--",
  "null",
  "NULL",
]);

/** 10,000 亿元, far above any real figure and far below 2^53 分. */
const MAX_YUAN = 1e12;
const MAX_COUNT = 2_147_483_647;
const MAX_TEXT = 500;

const YUAN = /^-?\d+(?:\.\d{1,2}0*)?$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

export type ReadValue = number | string | null | RowProblem;
/** Reads one field's value as it is kept; null is unknown. */
export type FieldReader = (value: unknown) => ReadValue;

export const isProblem = (value: ReadValue): value is RowProblem =>
  typeof value === "object" && value !== null;

/** The reader of one field, chosen once from its description in the catalogue. */
export function readerOf(field: ItemField): FieldReader {
  const read = shapeOf(field);
  return (value) => {
    const given = typeof value === "string" ? tidy(value) : value;
    if (
      given === null ||
      given === undefined ||
      (typeof given === "string" && NOTHING.has(given))
    ) {
      return field.required ? problem(field, "required", "缺少，请补充后重新报送。") : null;
    }
    return read(given);
  };
}

function shapeOf(field: ItemField): FieldReader {
  if (field.unit === "元") return (value) => fenOf(field, value);
  if (field.unit === "千瓦时" || field.unit === "立方米") return (value) => numberOf(field, value);
  if (field.unit !== null) return (value) => wholeOf(field, value);
  if (field.values) return (value) => oneOf(field, field.values ?? [], value);
  // The house's naming: a field that ends in "On" is a day.
  return /[a-z]On$/.test(field.name)
    ? (value) => dayOf(field, value)
    : (value) => textOf(field, value);
}

/** 元 as received → 分. Two decimals at most: a third would be money that does not exist. */
function fenOf(field: ItemField, value: unknown): ReadValue {
  const yuan = typeof value === "number" ? value : plainNumber(value, NUMBER);
  if (!Number.isFinite(yuan)) return notANumber(field);
  const outside = range(field, yuan, MAX_YUAN);
  if (outside) return outside;
  const fen = Math.round(yuan * 100);
  const exact =
    typeof value === "string"
      ? YUAN.test(ungrouped(value))
      : Math.abs(yuan * 100 - fen) <= 1e-3 + Math.abs(fen) * 4e-16;
  if (!exact) return problem(field, "too_precise", "最多两位小数（精确到分）。");
  return fen === 0 ? 0 : fen;
}

function wholeOf(field: ItemField, value: unknown): ReadValue {
  const count = typeof value === "number" ? value : plainNumber(value, NUMBER);
  if (!Number.isFinite(count)) return notANumber(field);
  if (!Number.isInteger(count)) return problem(field, "not_whole", "应为整数。");
  return range(field, count, MAX_COUNT) ?? count;
}

function numberOf(field: ItemField, value: unknown): ReadValue {
  const number = typeof value === "number" ? value : plainNumber(value, NUMBER);
  if (!Number.isFinite(number)) return notANumber(field);
  return range(field, number, MAX_YUAN) ?? number;
}

function oneOf(field: ItemField, values: readonly string[], value: unknown): ReadValue {
  if (typeof value === "string" && values.includes(value)) return value;
  return problem(field, "not_allowed", `应为以下之一：${values.join("、")}。`);
}

function dayOf(field: ItemField, value: unknown): ReadValue {
  const day = typeof value === "string" ? dayFrom(value) : null;
  return day ?? problem(field, "not_a_day", "不是有效日期，请按“年-月-日”填写。");
}

function textOf(field: ItemField, value: unknown): ReadValue {
  if (typeof value !== "string" && typeof value !== "number")
    return problem(field, "not_text", "应为文字。");
  const text = String(value);
  return unkeepable(field, text) ?? text;
}

/** Why the database could not keep a text, if so. */
export function unkeepable(
  field: Pick<ItemField, "name" | "label">,
  text: string,
  longest = MAX_TEXT,
): RowProblem | null {
  if (text.length > longest) return problem(field, "too_long", `最多 ${longest} 个字符。`);
  if (text.includes("\0") || !text.isWellFormed() || text.includes("\uFFFD")) {
    return problem(field, "unreadable_text", "含有无法识别的字符，请核对文件编码。");
  }
  return null;
}

function range(field: ItemField, value: number, maximum: number): RowProblem | null {
  if (field.minimum !== undefined && value < field.minimum) {
    return problem(field, "too_small", `不能小于 ${field.minimum}。`);
  }
  return Math.abs(value) > maximum
    ? problem(field, "too_large", "超出合理范围，请核对单位。")
    : null;
}

const notANumber = (field: ItemField) => problem(field, "not_a_number", "不是数字。");

export const problem = (
  field: Pick<ItemField, "name" | "label">,
  rule: string,
  rest: string,
): RowProblem => ({
  field: field.name,
  rule,
  message: `“${field.label}”${rest}`,
});

const plainNumber = (value: unknown, shape: RegExp): number => {
  if (typeof value !== "string") return Number.NaN;
  const text = ungrouped(value);
  return shape.test(text) ? Number(text) : Number.NaN;
};

const ungrouped = (text: string) =>
  text.includes(",") && GROUPED.test(text) ? text.replaceAll(",", "") : text;

/** Full-width digits and letters become half-width only where there are any: most rows are plain. */
function tidy(text: string): string {
  const trimmed = text.trim();
  return /[\uFF01-\uFF5E]/.test(trimmed) && /^[\uFF0B-\uFF19\d.,\-]+$/.test(trimmed)
    ? trimmed.normalize("NFKC")
    : trimmed;
}
