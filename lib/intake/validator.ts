import type { Item, ItemField, Measure } from "./catalogue.ts";
import { measures } from "./catalogue.ts";
import type { ReceivedRow, RowProblem } from "./model.ts";
import { periodStart } from "./periods.ts";
import { isProblem, problem, readerOf, unkeepable, type FieldReader } from "./values.ts";

/** A good row as one line of COPY text, or the first rule that a bad one broke. */
export type Judgement = string | RowProblem;
export type Validator = (uscc: string, row: ReceivedRow) => Judgement;

/** The columns of a validated row, in the order that `Validator` writes them. */
export const rowColumns = ["uscc", "period", "key", ...measures.map(columnOf), "payload"] as const;

const MISSING = "\\N";
const KEY_LENGTH = 200;
const EARLIEST = "1950-01-01";
/** Periods repeat from row to row; beyond this many different ones remembering them stops paying. */
const REMEMBERED_PERIODS = 20_000;

type Slot = Readonly<{ name: string; read: FieldReader; at: number | null }>;

/**
 * Makes the check of one item's rows, once for a batch: the field list is walked here and not looked
 * up again for each row. `today` is the last day that a period may start on.
 */
export function compileValidator(item: Item, today: string): Validator {
  const slots: readonly Slot[] = item.fields.map((field) => ({
    name: field.name,
    read: readerOf(field),
    at: field.measure === null ? null : placeOf(field.measure),
  }));
  const empty: readonly string[] = measures.map(() => MISSING);
  const readPeriod = periodReader(item, today);
  const readKey = keyReader(item);

  return (uscc, row) => {
    const period = readPeriod(row.period);
    if (typeof period !== "string") return period;
    const key = readKey(row.key);
    if (typeof key !== "string") return key;
    const kept = empty.slice();
    let payload = "";
    for (const { name, read, at } of slots) {
      const value = read(row.fields[name]);
      if (isProblem(value)) return value;
      if (value === null) continue;
      if (at !== null) kept[at] = typeof value === "number" ? String(value) : escaped(value);
      else payload += `${payload === "" ? "{" : ","}"${name}":${JSON.stringify(value)}`;
    }
    const json = payload === "" ? MISSING : `${escaped(payload)}}`;
    return `${uscc}\t${period}\t${escaped(key)}\t${kept.join("\t")}\t${json}\n`;
  };
}

function periodReader(item: Item, today: string): (text: string) => string | RowProblem {
  const remembered = new Map<string, string | RowProblem>();
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const read = readPeriod(text, item, today);
    if (remembered.size >= REMEMBERED_PERIODS) remembered.clear();
    remembered.set(text, read);
    return read;
  };
}

const periodField = { name: "period", label: "期间" };
const periodShapes = {
  day: "2026-03-01",
  month: "2026-03",
  quarter: "2026Q1",
  year: "2026",
} as const;

function readPeriod(text: unknown, item: Item, today: string): string | RowProblem {
  const given = typeof text === "string" ? text.trim() : "";
  if (given === "") return problem(periodField, "required", "缺少，请补充后重新报送。");
  const start = periodStart(given, item.period);
  if (start === null) {
    return problem(
      periodField,
      "not_a_period",
      `无法识别，请按“${periodShapes[item.period]}”的样式填写真实日期。`,
    );
  }
  if (start > today)
    return problem(periodField, "period_in_future", `晚于今天（${today}），请核对。`);
  return start < EARLIEST
    ? problem(periodField, "period_too_early", "早于 1950 年，请核对。")
    : start;
}

function keyReader(item: Item): (key: string | undefined) => string | RowProblem {
  // An item that has one row a period has no use for a key, whatever was sent.
  if (item.key === null) return () => "";
  const field: Pick<ItemField, "name" | "label"> = { name: "key", label: item.key };
  return (key) => {
    const given = key?.trim() ?? "";
    if (given === "") return problem(field, "required", "缺少，请补充后重新报送。");
    return unkeepable(field, given, KEY_LENGTH) ?? given;
  };
}

const placeOf = (measure: Measure) => measures.indexOf(measure);

function columnOf(measure: Measure): string {
  return measure.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** COPY's own escapes; a look first, since nearly no text needs them. */
function escaped(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text;
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}
