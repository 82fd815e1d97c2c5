/** A business day in Asia/Shanghai, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly __localDate?: true };
/** A month in Asia/Shanghai, `YYYY-MM`. */
export type Month = string & { readonly __month?: true };

const shanghai = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
const shanghaiTime = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** The business day that an instant falls on. */
export const dayOf = (instant: Date): LocalDate => shanghai.format(instant);
/** `2026-11-21 09:30`, Shanghai time. */
export const timeText = (instant: Date): string => shanghaiTime.format(instant);
export const monthOf = (day: LocalDate): Month => day.slice(0, 7);
export const firstDay = (month: Month): LocalDate => `${month}-01`;

/** Midnight in Shanghai at the start of a day (China has no daylight saving since 1991). */
export const startOfDay = (day: LocalDate): Date => new Date(`${day}T00:00:00+08:00`);

export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

export function addDays(day: LocalDate, count: number): LocalDate {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + count);
  return instant.toISOString().slice(0, 10);
}

/** The same day so many months before, or the last day of that month where it has no such day. */
export function sameDayBefore(day: LocalDate, months: number): LocalDate {
  const month = addMonths(monthOf(day), -months);
  const last = addDays(firstDay(addMonths(month, 1)), -1);
  const same = `${month}-${day.slice(8)}`;
  return same < last ? same : last;
}

/** Whole months from `from` to `to`: 2026-01-31 → 2026-03-01 is 1. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7));
  return Number(to.slice(8, 10)) < Number(from.slice(8, 10)) ? months - 1 : months;
}

/** `true` for a real day of the Gregorian calendar written `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
