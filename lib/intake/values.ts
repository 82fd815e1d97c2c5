import { checkUscc } from "../kernel/uscc.ts";
import { isScientific, lostDigits, textOfNumber, tidyCode } from "./codes.ts";
import type { ItemField } from "./items/schema.ts";
import type { RowProblem } from "./model.ts";
import { decimalText } from "./numbers.ts";
import { dayFrom, periodStart } from "./periods.ts";

/** What stands for "nothing was said" in departments' files (domain.md §3.3). */
const NOTHING: ReadonlySet<string> = new Set([
  "",
  "无",
  "空",
  "暂无",
  "/",
  "//",
  "N/A",
  "-",
  "--",
  "\u2014",
  "\u2014\u2014",
  "NULL",
]);
/** No word of the above is longer, also not in full width. */
const LONGEST_NOTHING = 4;

/** 10,000 亿元, far above any real figure and far below 2^53 分. */
const MAX_YUAN = 1e12;
const MAX_COUNT = 2_147_483_647;
const MAX_TEXT = 500;
const EARLIEST_DAY = "1900-01-01";
const LATEST_DAY = "2200-01-01";

const YUAN = /^-?\d+(?:\.\d{1,2}0*)?$/;

export type ReadValue = number | string | null | RowProblem;
/** Reads one field's value as it is kept; null is unknown. */
export type FieldReader = (value: unknown) => ReadValue;

export const isProblem = (value: ReadValue): value is RowProblem =>
  typeof value === "object" && value !== null;

/** Whether a trimmed text says that nothing is said. */
export function isNothing(text: string): boolean {
  if (text.length > LONGEST_NOTHING) return false;
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return false;
  return NOTHING.has(text) || NOTHING.has(text.normalize("NFKC").trim().toUpperCase());
}

/** The reader of one field, chosen once from its description in the catalogue. */
export function readerOf(field: ItemField): FieldReader {
  const read = shapeOf(field);
  const missing = field.missing ? new Set(field.missing) : null;
  // 「无」 is a value where a field can say no.
  const spelled = field.type === "category" ? spellingsOf(field) : null;
  const nothing = field.required ? problem(field, "required", "缺少，请补充后重新报送。") : null;
  return (value) => {
    if (typeof value === "string") {
      const given = value.trim();
      if (isNothing(given) && !spelled?.has(given)) return nothing;
      return missing?.has(given) ? nothing : read(given);
    }
    if (value === null || value === undefined) return nothing;
    return missing?.has(String(value)) ? nothing : read(value);
  };
}

function shapeOf(field: ItemField): FieldReader {
  switch (field.type) {
    case "amount":
      return (value) => fenOf(field, value);
    case "count":
      return (value) => wholeOf(field, value);
    case "quantity":
      return (value) => numberOf(field, value);
    case "percentage":
      return (value) => basisPointsOf(field, value);
    case "category":
      return categoryReader(field);
    case "day":
      return (value) => dayOf(field, value);
    case "month":
      return (value) => monthOf(field, value);
    case "code":
      return (value) => codeOf(field, value);
    case "text":
      return (value) => textOf(field, value);
  }
}

/** 元 as received → 分. Two decimals at most: a third would be money that does not exist. */
function fenOf(field: ItemField, value: unknown): ReadValue {
  const text = typeof value === "string" ? decimalText(value, field.unit) : null;
  const yuan = text === null ? numeric(value) : Number(text);
  if (!Number.isFinite(yuan)) return notANumber(field);
  const outside = range(field, yuan, MAX_YUAN);
  if (outside) return outside;
  const fen = Math.round(yuan * 100);
  const exact =
    text === null ? Math.abs(yuan * 100 - fen) <= 1e-3 + Math.abs(fen) * 4e-16 : YUAN.test(text);
  if (!exact) return problem(field, "too_precise", "最多两位小数（精确到分）。");
  return fen === 0 ? 0 : fen;
}

function wholeOf(field: ItemField, value: unknown): ReadValue {
  const count = plainOf(field, value);
  if (!Number.isFinite(count)) return notANumber(field);
  if (!Number.isInteger(count)) return problem(field, "not_whole", "应为整数。");
  return range(field, count, MAX_COUNT) ?? (count === 0 ? 0 : count);
}

function numberOf(field: ItemField, value: unknown): ReadValue {
  const number = plainOf(field, value);
  if (!Number.isFinite(number)) return notANumber(field);
  return range(field, number, MAX_YUAN) ?? (number === 0 ? 0 : number);
}

/** Percent as received → basis points; a half rounds away from zero. */
function basisPointsOf(field: ItemField, value: unknown): ReadValue {
  const percent = plainOf(field, value);
  if (!Number.isFinite(percent)) return notANumber(field);
  const outside = range(field, percent, 1e6);
  if (outside) return outside;
  const points = Math.sign(percent) * Math.round(Math.abs(percent) * 100 + 1e-9);
  return points === 0 ? 0 : points;
}

/** Every way of writing a value, in lower case, and the value that it means. */
function spellingsOf(field: ItemField): ReadonlyMap<string, string> {
  return new Map(
    (field.values ?? []).flatMap((value) =>
      [value, ...(field.spellings?.[value] ?? [])].map((word): [string, string] => [
        word.normalize("NFKC").toLowerCase(),
        value,
      ]),
    ),
  );
}

function categoryReader(field: ItemField): FieldReader {
  const exact: ReadonlySet<string> = new Set(field.values);
  const spelled = spellingsOf(field);
  const labels = (field.values ?? []).map((value) => field.spellings?.[value]?.[0] ?? value);
  const wrong = problem(field, "not_allowed", `应为以下之一：${labels.join("、")}。`);
  return (value) => {
    if (typeof value === "string" && exact.has(value)) return value;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      return wrong;
    return spelled.get(String(value).normalize("NFKC").trim().toLowerCase()) ?? wrong;
  };
}

function dayOf(field: ItemField, value: unknown): ReadValue {
  const text = typeof value === "number" ? String(value) : value;
  const day = typeof text === "string" ? dayFrom(text) : null;
  // What departments write for a day that never comes.
  if (day?.startsWith("9999")) return field.required ? notADay(field) : null;
  if (day === null) return notADay(field);
  return day < EARLIEST_DAY || day > LATEST_DAY
    ? problem(field, "day_out_of_range", "不在合理范围内，请核对年份。")
    : day;
}

function monthOf(field: ItemField, value: unknown): ReadValue {
  const text = typeof value === "number" ? String(value) : value;
  const month = typeof text === "string" ? periodStart(text, "month") : null;
  return month ?? problem(field, "not_a_month", "不是有效月份，请按“年-月”填写。");
}

function codeOf(field: ItemField, value: unknown): ReadValue {
  const text = typeof value === "number" ? textOfNumber(value) : value;
  if (typeof text !== "string") return problem(field, "not_text", "应为文字。");
  if (isScientific(text))
    return { field: field.name, rule: "numeric_code", message: lostDigits(field.label) };
  const uscc = tidyCode(text);
  const check = checkUscc(uscc);
  return check.verdict === "invalid" ? problem(field, check.reason, `：${check.message}`) : uscc;
}

function textOf(field: ItemField, value: unknown): ReadValue {
  if (typeof value !== "string" && typeof value !== "number")
    return problem(field, "not_text", "应为文字。");
  const text = typeof value === "number" ? textOfNumber(value) : value;
  return unkeepable(field, text, field.longest ?? MAX_TEXT) ?? text;
}

type Named = Pick<ItemField, "name" | "label">;

/** Why the database could not keep a text, if so. */
export function unkeepable(field: Named, text: string, longest: number): RowProblem | null {
  if (text.length > longest) return problem(field, "too_long", `最多 ${longest} 个字符。`);
  if (text.includes("\0") || !text.isWellFormed() || text.includes("\uFFFD")) {
    return problem(field, "unreadable_text", "含有无法识别的字符，请核对文件编码。");
  }
  return null;
}

function range(field: ItemField, value: number, furthest: number): RowProblem | null {
  if (field.minimum !== undefined && value < field.minimum)
    return problem(field, "too_small", `不能小于 ${field.minimum}。`);
  if (field.maximum !== undefined && value > field.maximum)
    return problem(field, "too_large", `不能大于 ${field.maximum}。`);
  return Math.abs(value) > furthest
    ? problem(field, "too_large", "超出合理范围，请核对单位。")
    : null;
}

const notANumber = (field: ItemField) => problem(field, "not_a_number", "不是数字。");
const notADay = (field: ItemField) =>
  problem(field, "not_a_day", "不是有效日期，请按“年-月-日”填写。");

export const problem = (field: Named, rule: string, rest: string): RowProblem => ({
  field: field.name,
  rule,
  message: `“${field.label}”${rest}`,
});

const numeric = (value: unknown): number => (typeof value === "number" ? value : Number.NaN);

function plainOf(field: ItemField, value: unknown): number {
  if (typeof value !== "string") return numeric(value);
  const text = decimalText(value, field.unit);
  return text === null ? Number.NaN : Number(text);
}
