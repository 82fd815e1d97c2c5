import { expect, test } from "vitest";
import { freshDatabase } from "../testing/database.ts";
import { storeWorkingDays, workingDays } from "./working-days.ts";

const byDay = new Map(workingDays().map((day) => [day.day, day]));
const between = (from: string, to: string) =>
  (byDay.get(to)?.serial ?? NaN) - (byDay.get(from)?.serial ?? NaN);

test("statutory holidays are off, and the weekends that are worked in their place are on", () => {
  expect(byDay.get("2026-10-01")?.working).toBe(false);
  expect(byDay.get("2026-10-10")?.working).toBe(true);
  expect(byDay.get("2026-11-21")?.working).toBe(false);
  expect(byDay.size).toBe(4748);
});

test("serials count working days between days, over the national holidays too", () => {
  expect(between("2026-11-16", "2026-11-25")).toBe(7);
  expect(between("2026-09-29", "2026-10-13")).toBe(6);
});

test("a year that is not announced yet has its weekends and the days that the law names", () => {
  for (const day of [
    "2027-01-01",
    "2027-02-05",
    "2027-02-08",
    "2027-04-05",
    "2027-06-09",
    "2027-09-15",
    "2027-10-01",
  ])
    expect(byDay.get(day)?.working, day).toBe(false);
  expect(byDay.get("2027-02-09")?.working).toBe(true);
});

test("the calendar is stored once, and again without a change", async () => {
  const fresh = await freshDatabase();
  try {
    await storeWorkingDays(fresh.owner);
    const [stored] = await fresh.owner`
      select count(*)::int as days, max(serial)::int as serial from intake.working_day`;
    expect(stored).toEqual({ days: 4748, serial: byDay.get("2027-12-31")?.serial });
  } finally {
    await fresh.drop();
  }
});
