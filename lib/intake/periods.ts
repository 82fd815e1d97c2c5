import { addDays, addMonths, dayOf, isLocalDate } from "../kernel/calendar.ts";
import type { Item } from "./items/schema.ts";

type Kind = Item["period"];

/** No day and no range is written in more characters. */
const LONGEST = 60;

/** 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, each with an optional time of day after it. */
const DAY =
  /^(\d{4})([-/.年])(\d{1,2})(?:([-/.月])(\d{1,2})日?)?月?(?:[ T]?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[秒分]?)?$/;
/** 202603, 20260305, 20260305103000, 20260305 10:30. */
const COMPACT = /^(\d{4})(\d{2})(?:(\d{2})(?:\d{4}|\d{6}|[ T]\d{1,2}:\d{2}(?::\d{2})?)?)?$/;
/** An instant with its zone: its day is that of China. */
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const QUARTER = /^(\d{4})[-年/.]?(?:Q([1-4])|第?([1-4一二三四])季度?)$/i;
const YEAR = /^(\d{4})(?:年度?)?$/;
const CHINESE_QUARTERS = "一二三四";
/** 2026-01-01至2026-01-31; a hyphen divides only what has none of its own. */
const RANGE = /^(.{4,19}?)(?:至|到|~|—+)(.{4,19})$|^(\d{6}|\d{8})-(\d{6}|\d{8})$/;

type Parts = Readonly<{ year: string; month: string; day: string | null }>;

/** The day that a text in any of the usual ways of writing one means; null where there is no such day. */
export function dayFrom(text: string): string | null {
  if (text.length > LONGEST) return null;
  const tidy = tidied(text);
  if (ZONED.test(tidy)) return zonedDay(tidy);
  const parts = partsOf(tidy);
  return parts?.day ? realDay(parts.year, parts.month, parts.day) : null;
}

/** The first day of the period that a text names, or the day itself for an item that goes by days. */
export function periodStart(text: string, kind: Kind): string | null {
  if (text.length > LONGEST) return null;
  const tidy = tidied(text);
  return kind === "day" ? dayFrom(tidy) : (single(tidy, kind) ?? ofRange(tidy, kind));
}

function single(text: string, kind: Exclude<Kind, "day">): string | null {
  if (kind === "year") {
    const year = YEAR.exec(text)?.[1];
    if (year) return `${year}-01-01`;
  }
  if (kind === "quarter") {
    const quarter = QUARTER.exec(text);
    if (quarter) {
      const [, year, digit, named = ""] = quarter;
      const number = Number(digit ?? (CHINESE_QUARTERS.indexOf(named) + 1 || named));
      return `${year}-${pad(number * 3 - 2)}-01`;
    }
  }
  // A day in the middle of a month must exist too: 2026-02-30 is a slip, not February.
  const first = ZONED.test(text) ? zonedDay(text) : firstOf(partsOf(text));
  return first === null ? null : startOf(first, kind);
}

/** From the first to the last day of one period, as tax forms write it. */
function ofRange(text: string, kind: Exclude<Kind, "day">): string | null {
  const found = RANGE.exec(text);
  if (!found) return null;
  const parts = [found[1] ?? found[3] ?? "", found[2] ?? found[4] ?? ""].map(partsOf);
  const [from, until] = parts.map(firstOf);
  if (!from || !until) return null;
  const start = startOf(from, kind);
  const months = { month: 1, quarter: 3, year: 12 }[kind];
  const lastMonth = addMonths(start.slice(0, 7), months - 1);
  const last = parts[1]?.day ? addDays(`${addMonths(lastMonth, 1)}-01`, -1) : `${lastMonth}-01`;
  return from === start && until === last ? start : null;
}

function startOf(day: string, kind: Exclude<Kind, "day">): string {
  if (kind === "month") return `${day.slice(0, 7)}-01`;
  const month = Number(day.slice(5, 7));
  if (kind === "quarter") return `${day.slice(0, 4)}-${pad(month - ((month - 1) % 3))}-01`;
  return `${day.slice(0, 4)}-01-01`;
}

const firstOf = (parts: Parts | null): string | null =>
  parts && realDay(parts.year, parts.month, parts.day ?? "1");

function partsOf(text: string): Parts | null {
  const written = DAY.exec(text);
  if (written) {
    const [, year = "", , month = "", , day] = written;
    return { year, month, day: day ?? null };
  }
  const compact = COMPACT.exec(text);
  if (!compact) return null;
  const [, year = "", month = "", day] = compact;
  return { year, month, day: day ?? null };
}

function realDay(year: string, month: string, day: string): string | null {
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isLocalDate(written) ? written : null;
}

function zonedDay(text: string): string | null {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : dayOf(instant);
}

/** Full-width digits, spaces around 年 月 日, a spreadsheet's apostrophe: only where there are any. */
function tidied(text: string): string {
  if (/^[\d\-/.]+$/.test(text)) return text;
  return text
    .normalize("NFKC")
    .trim()
    .replace(/^['\u2018\u2019]/, "")
    .replaceAll(/\s*([年月])\s*/g, "$1")
    .replaceAll(/\s+日/g, "日")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?(至|到|~|—+) ?/g, "$1");
}

const pad = (number: number) => String(number).padStart(2, "0");

const SERIAL_EPOCH = "1899-12-30";

/** A spreadsheet's count of days as a day, where it can be one (1927 to 2091); whole days alone. */
export function serialDay(serial: number): string | null {
  return serial >= 10_000 && serial < 70_000 ? addDays(SERIAL_EPOCH, Math.floor(serial)) : null;
}
