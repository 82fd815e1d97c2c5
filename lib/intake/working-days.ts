import chineseDays from "chinese-days";
import type { Sql } from "postgres";
import { addDays } from "../kernel/calendar.ts";

/** The calendar that SQL counts in: promises of "within seven working days" (双公示). */
const FIRST = "2015-01-01";
const LAST = "2027-12-31";

export type WorkingDay = Readonly<{
  day: string;
  working: boolean;
  /** Working days up to and with this one: differences count between days. */
  serial: number;
}>;

/** Every day of the calendar, with the statutory holidays and the weekends worked in their place. */
export function workingDays(first = FIRST, last = LAST): readonly WorkingDay[] {
  const days: WorkingDay[] = [];
  const announced = new Map<string, boolean>();
  let serial = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const year = day.slice(0, 4);
    if (!announced.has(year)) announced.set(year, isAnnounced(year));
    const working = announced.get(year) === true ? chineseDays.isWorkday(local(day)) : isUsual(day);
    if (working) serial += 1;
    days.push({ day, working, serial });
  }
  return days;
}

/** As a text the package would read a day as midnight in London, a day early west of it. */
function local(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}

/** A year's holidays are announced in the November before; the package then needs its next release. */
const isAnnounced = (year: string): boolean =>
  ["10-01", "10-02", "10-03"].every((day) => !chineseDays.isWorkday(local(`${year}-${day}`)));

/** Before that: weekends, and the days that the law itself names, without days moved. */
function isUsual(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !lawfulHolidays(day.slice(0, 4)).has(day);
}

const remembered = new Map<string, ReadonlySet<string>>();

function lawfulHolidays(year: string): ReadonlySet<string> {
  const known = remembered.get(year);
  if (known) return known;
  const lunar = (monthDay: string) =>
    chineseDays.getSolarDateFromLunar(local(`${year}-${monthDay}`)).date;
  const newYear = lunar("01-01");
  const days = new Set([
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((offset) => addDays(newYear, offset)),
    chineseDays.getSolarTermDate(Number(year), 4, "pure_brightness"),
    `${year}-05-01`,
    `${year}-05-02`,
    lunar("05-05"),
    lunar("08-15"),
    ...["01", "02", "03"].map((number) => `${year}-10-${number}`),
  ]);
  remembered.set(year, days);
  return days;
}

/** Writes the calendar where SQL can count in it. Idempotent; a new announcement changes it. */
export async function storeWorkingDays(sql: Sql): Promise<void> {
  const days = JSON.stringify(workingDays());
  await sql`
    insert into intake.working_day (day, working, serial)
    select day, working, serial
    from json_to_recordset(${days}::text::json) as calendar (day date, working boolean, serial integer)
    on conflict (day) do update set working = excluded.working, serial = excluded.serial
    where (working_day.working, working_day.serial) is distinct from (excluded.working, excluded.serial)`;
}
