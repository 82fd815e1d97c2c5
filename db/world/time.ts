import chineseDays from "chinese-days";
import { addDays, addMonths, monthOf, startOfDay } from "#lib/kernel/calendar.ts";
import type { Random } from "./random.ts";
import { at } from "./random.ts";

/** The months of a world, oldest first; the last is the one before today's. */
export function monthsOfWorld(today: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => addMonths(monthOf(today), i - count));
}

const known = new Map<string, boolean>();
function isBusinessDay(day: string): boolean {
  let answer = known.get(day);
  if (answer === undefined) {
    // A local date: as a text it would be read as midnight in London, a day early west of it.
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
    answer = chineseDays.isWorkday(new Date(year, month - 1, date));
    known.set(day, answer);
  }
  return answer;
}

/** The day itself, or the first business day after it. */
export function businessDayFrom(day: string): string {
  let result = day;
  while (!isBusinessDay(result)) result = addDays(result, 1);
  return result;
}

export function addBusinessDays(day: string, count: number): string {
  let result = businessDayFrom(day);
  for (let i = 0; i < count; i += 1) result = businessDayFrom(addDays(result, 1));
  return result;
}

/** The business day that lies so many business days before this one. */
export function businessDaysBefore(day: string, count: number): string {
  let result = day;
  for (let left = count; left > 0;) {
    result = addDays(result, -1);
    if (isBusinessDay(result)) left -= 1;
  }
  return result;
}

/** An instant of that day between two hours, Shanghai time. */
export function timeOn(random: Random, day: string, hours: readonly [number, number]): Date {
  const second = Math.floor(random.between(hours[0] * 3600, hours[1] * 3600));
  return new Date(startOfDay(day).getTime() + second * 1000);
}

/** The same day of the month, so many months later; the last day of a shorter month. */
export function addMonthsToDay(day: string, count: number): string {
  const month = addMonths(monthOf(day), count);
  const lastDay = addDays(`${addMonths(month, 1)}-01`, -1);
  const wanted = `${month}-${day.slice(8)}`;
  return wanted < lastDay ? wanted : lastDay;
}

/** Where a day falls among the months of a world; -1 before the first. */
export function monthIndex(months: readonly string[], day: string): number {
  const first = at(months, 0);
  const difference =
    (Number(day.slice(0, 4)) - Number(first.slice(0, 4))) * 12 +
    Number(day.slice(5, 7)) -
    Number(first.slice(5, 7));
  return Math.min(Math.max(difference, -1), months.length - 1);
}
