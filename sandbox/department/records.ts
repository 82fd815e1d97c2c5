import { createHash } from "node:crypto";
import { addMonths, firstDay, monthOf } from "#lib/kernel/calendar.ts";
import type { Item, ItemField } from "#lib/intake/items/schema.ts";

/** An invented row, by the names of the item's fields. */
export type InventedRow = Readonly<Record<string, string | number>>;

/** A number from 0 to 1 that follows from the words alone. */
function draw(...words: readonly (string | number)[]): number {
  return createHash("sha256").update(words.join("/")).digest().readUInt32BE(0) / 2 ** 32;
}

const periodsBack = { month: 6, quarter: 2, year: 2, day: 2 } as const;
const stepMonths = { month: 1, quarter: 3, year: 12, day: 5 } as const;

/**
 * What a department would know of an enterprise. All of it is invented and follows from the code, so
 * that asking twice gives the same; public lists name hardly anybody.
 */
export function recordsOf(item: Item, uscc: string, today: string): readonly InventedRow[] {
  if (item.sharing === "public" && draw(item.id, uscc) > 0.1) return [];
  return Array.from({ length: periodsBack[item.period] }, (_, back) => {
    const period = periodText(item, today, back + 1);
    const size = 50_000 + Math.round(draw(uscc) * 2_000_000);
    const row: Record<string, string | number> = { uscc, period };
    if (item.key !== null) {
      const number = Math.floor(draw(item.id, uscc, item.period === "day" ? back : 0) * 1e8);
      row.key = `示例${String(number).padStart(8, "0")}`;
    }
    for (const field of item.fields) {
      const value = valueOf(field, { item, uscc, period, size, back });
      if (value !== null) row[field.name] = value;
    }
    return row;
  });
}

function periodText({ period }: Item, today: string, back: number): string {
  const month = addMonths(monthOf(today), -back * stepMonths[period]);
  if (period === "year") return month.slice(0, 4);
  if (period === "quarter") {
    return `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
  }
  return period === "month" ? month : firstDay(month);
}

type Place = Readonly<{ item: Item; uscc: string; period: string; size: number; back: number }>;

/** Rows that agree with themselves: what is owed is paid, nothing is in arrears, days are in order. */
function valueOf(field: ItemField, place: Place): string | number | null {
  if (!field.required && field.measure === null) return null;
  switch (field.type) {
    case "amount":
      return amountOf(field, place);
    case "count":
    case "quantity":
      return countOf(field, place);
    case "percentage":
      return Math.round(draw(field.name, place.uscc, place.period) * 1000) / 100;
    case "day":
      return place.item.period === "day" ? place.period : `${place.period.slice(0, 7)}-01`;
    case "month":
      return place.period.slice(0, 7);
    case "category":
      return categoryOf(field);
    case "code":
      return place.uscc;
    case "text":
      return `示例${field.label}`.slice(0, field.longest ?? 200);
  }
}

/** Parts of a whole that add up, and what is far less than it. */
const partOf: Readonly<Record<string, (whole: number) => number>> = {
  liabilities: (whole) => Math.round(whole * 0.6),
  equity: (whole) => whole - Math.round(whole * 0.6),
  profit: (whole) => Math.round(whole * 0.1),
  tax: (whole) => Math.round(whole * 0.03),
  netProfit: (whole) => Math.round(whole * 0.1) - Math.round(whole * 0.03),
  premium: (whole) => Math.round(whole * 0.01),
};

function amountOf({ name, measure }: ItemField, { item, size, uscc, period }: Place): number {
  if (measure === "arrearsFen" || /arrears|^red|^void/i.test(name) || item.id === "tax_arrears") {
    return 0;
  }
  const whole = Math.round(size * (0.8 + 0.4 * draw(uscc, period)));
  const part = partOf[measure === "taxFen" ? "tax" : name];
  return part ? part(whole) : whole;
}

function countOf({ name, maximum }: ItemField, { uscc }: Place): number {
  if (/late|days|times|^void|^red/i.test(name)) return 0;
  return Math.min(maximum ?? 1e9, 8 + Math.floor(draw(name, uscc) * 60));
}

/** 否 where it is a question of yes or no, else the first value. */
const categoryOf = ({ values = [] }: ItemField): string =>
  values.includes("no") ? "no" : (values[0] ?? "");
