import { ownText } from "../kernel/files/text.ts";
import type { Item, ItemField, Kept, Measure } from "./items/schema.ts";
import { measures } from "./items/schema.ts";
import { isScientific, lostDigits } from "./codes.ts";
import type { ReceivedRow, RowProblem } from "./model.ts";
import { periodStart } from "./periods.ts";
import { isProblem, problem, readerOf, unkeepable, type FieldReader } from "./values.ts";

/** A good row as one line of COPY text, or the first rule that a bad one broke. */
export type Judgement = string | RowProblem;
type Row = Pick<ReceivedRow, "period" | "key" | "fields">;
export type Validator = (uscc: string, row: Row) => Judgement;

/** The columns of a validated row, in the order that `Validator` writes them. */
export const rowColumns = ["uscc", "period", "key", ...measures.map(columnOf), "payload"] as const;

const MISSING = "\\N";
const KEY_LENGTH = 200;
const EARLIEST = "1950-01-01";
/** Periods repeat from row to row; beyond this many different ones remembering them stops paying. */
const REMEMBERED_PERIODS = 20_000;

type Slot = Readonly<{ name: string; read: FieldReader; at: number | null }>;

type Options = Readonly<{
  /** Fields that what was received cannot tell of, and that may be unknown though the item wants them. */
  waived?: ReadonlySet<string>;
}>;

/**
 * Makes the check of one item's rows, once for a batch: the field list is walked here and not looked
 * up again for each row. `today` is the last day that a period may start on.
 */
export function compileValidator(item: Item, today: string, { waived }: Options = {}): Validator {
  const slots: readonly Slot[] = item.fields.map((field) => ({
    name: field.name,
    read: readerOf(waived?.has(field.name) ? { ...field, required: false } : field),
    at: field.measure === null ? null : placeOf(field.measure),
  }));
  // One for all rows, filled anew: a batch makes garbage enough.
  const kept: string[] = measures.map(() => MISSING);
  const readPeriod = periodReader(item, today);
  const readKey = keyReader(item);
  const rules = item.rules?.length ? item.rules : null;

  return (uscc, row) => {
    const period = readPeriod(row.period);
    if (typeof period !== "string") return period;
    const key = readKey(row.key);
    if (typeof key !== "string") return key;
    kept.fill(MISSING);
    // Only rules ask for the values by name.
    const values: Record<string, Kept> | null = rules && { uscc, period, key };
    let payload = "";
    for (const { name, read, at } of slots) {
      const value = read(row.fields[name]);
      if (isProblem(value)) return value;
      if (values) values[name] = value;
      if (value === null) continue;
      if (at !== null) kept[at] = typeof value === "number" ? String(value) : escaped(value);
      else payload += `${payload === "" ? "{" : ","}"${name}":${JSON.stringify(value)}`;
    }
    if (rules && values) {
      for (const rule of rules) {
        if (!rule.holds(values)) return { field: rule.field, rule: rule.id, message: rule.message };
      }
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
    remembered.set(ownText(text), read);
    return read;
  };
}

const periodShapes = {
  day: "2026-03-01",
  month: "2026-03",
  quarter: "2026Q1",
  year: "2026",
} as const;

function readPeriod(text: unknown, item: Item, today: string): string | RowProblem {
  const field = { name: "period", label: item.periodNames[0] };
  const given = typeof text === "string" ? text.trim() : "";
  if (given === "") return problem(field, "required", "缺少，请补充后重新报送。");
  const start = periodStart(given, item.period);
  if (start === null) {
    return problem(
      field,
      "not_a_period",
      `无法识别，请按“${periodShapes[item.period]}”的样式填写真实日期。`,
    );
  }
  if (start > today) return problem(field, "period_in_future", `晚于今天（${today}），请核对。`);
  return start < EARLIEST ? problem(field, "period_too_early", "早于 1950 年，请核对。") : start;
}

function keyReader(item: Item): (key: string | undefined) => string | RowProblem {
  // An item that has one row a period has no use for a key, whatever was sent.
  if (item.key === null) return () => "";
  const field: Pick<ItemField, "name" | "label"> = { name: "key", label: item.key };
  return (key) => {
    const given = key?.trim() ?? "";
    if (given === "") return problem(field, "required", "缺少，请补充后重新报送。");
    if (given.includes("+") && isScientific(given))
      return { field: "key", rule: "numeric_code", message: lostDigits(field.label) };
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
