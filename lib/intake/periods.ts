import { isLocalDate } from "../kernel/calendar.ts";
import type { Item } from "./catalogue.ts";

/** 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, each with an optional time of day after it. */
const DAY =
  /^(\d{4})([-/.年])(\d{1,2})(?:([-/.月])(\d{1,2})日?)?月?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})?$/;
const QUARTER = /^(\d{4})[-年/.]?(?:Q([1-4])|第?([1-4一二三四])季度?)$/i;
const YEAR = /^(\d{4})(?:年度?)?$/;
const CHINESE_QUARTERS = "一二三四";

type Parts = Readonly<{ year: string; month: string; day: string | null }>;

/** The day that a text in any of the usual ways of writing one means; null where there is no such day. */
export function dayFrom(text: string): string | null {
  const parts = partsOf(text);
  return parts?.day ? realDay(parts.year, parts.month, parts.day) : null;
}

/** The first day of the period that a text names, or the day itself for an item that goes by days. */
export function periodStart(text: string, kind: Item["period"]): string | null {
  if (kind === "day") return dayFrom(text);
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
  const parts = partsOf(text);
  // A day in the middle of a month must exist too: 2026-02-30 is a slip, not February.
  const first = parts && realDay(parts.year, parts.month, parts.day ?? "1");
  if (!first) return null;
  const month = Number(first.slice(5, 7));
  if (kind === "month") return `${first.slice(0, 7)}-01`;
  if (kind === "quarter") return `${first.slice(0, 4)}-${pad(month - ((month - 1) % 3))}-01`;
  return `${first.slice(0, 4)}-01-01`;
}

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

const pad = (number: number) => String(number).padStart(2, "0");
