import type { Series } from "./model.ts";
import type { Random } from "./random.ts";

/** Grades are published in April for the year before; until May the old one stands. */
const PUBLISHED_FROM = "05-01";

/**
 * The tax authority's yearly grade, by year of publication: it sees what the year before was like,
 * imperfectly. A young enterprise has an M until it has a record of its own.
 */
export function gradesOf(
  random: Random,
  series: Series,
  months: readonly string[],
  today: string,
  exemplary: boolean,
): ReadonlyMap<number, string> {
  const grades = new Map<number, string>();
  const years = new Set(months.map((month) => Number(month.slice(0, 4))));
  years.add(Number(today.slice(0, 4)));
  for (const year of years) {
    if (`${year}-${PUBLISHED_FROM}` > today) continue;
    const seen = months.flatMap((month, i) =>
      Number(month.slice(0, 4)) === year - 1 && i >= series.first && i <= series.last
        ? [series.health[i] ?? 0]
        : [],
    );
    const foundedInWindow = series.first > 0;
    if (seen.length === 0 && foundedInWindow) continue;
    const known = seen.length > 0 ? seen : [series.health[0] ?? 0];
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const young = foundedInWindow && seen.length < 12;
    grades.set(year, exemplary ? "A" : young ? "M" : gradeOf(mean + random.normal(0, 0.55)));
  }
  return grades;
}

function gradeOf(seen: number): string {
  if (seen > 1.15) return "A";
  if (seen > -0.75) return "B";
  if (seen > -1.15) return "M";
  return seen > -1.9 ? "C" : "D";
}
