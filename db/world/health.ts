import type { IndustryProfile } from "./industries.ts";
import type { Series } from "./model.ts";
import { at, clamp, type Random } from "./random.ts";

const PERSISTENCE = 0.93;
const WANDER = 0.2;

/**
 * The hidden soundness of an enterprise by month: a level of its own, a slow wander around it, and
 * now and then a blow (a customer lost, a dispute) that heals over a year.
 */
export function healthPath(random: Random, months: number, level?: number): Float64Array {
  const own = level ?? random.normal(0, 0.85);
  // One that is set from outside is meant to stay where it is.
  const calm = level === undefined ? 1 : 0.25;
  const path = new Float64Array(months);
  let wander = random.normal(0, WANDER / Math.sqrt(1 - PERSISTENCE ** 2)) * calm;
  for (let month = 0; month < months; month += 1) {
    wander = wander * PERSISTENCE + random.normal(0, WANDER) * calm;
    if (random.chance(0.006 * calm)) wander -= random.between(0.6, 1.8) * calm;
    path[month] = own + wander;
  }
  return path;
}

/** Which month of the year stands above the mean, as a factor. */
export function seasonFactor(industry: IndustryProfile, monthOfYear: number): number {
  const angle = ((monthOfYear - industry.season.peak) / 12) * 2 * Math.PI;
  // February holds the Spring Festival: everybody sells less.
  const holiday = monthOfYear === 2 ? 0.82 : 1;
  return (1 + industry.season.swing * Math.cos(angle) * 0.8) * holiday;
}

export type SeriesStart = Readonly<{
  first: number;
  last: number;
  /** Sales in 元 of a mean month at the end of the path, and staff then. */
  monthlySales: number;
  headcount: number;
}>;

/** Sales and staff by month, driven by health: growth, level and steadiness all follow it. */
export function seriesOf(
  random: Random,
  industry: IndustryProfile,
  health: Float64Array,
  months: readonly string[],
  start: SeriesStart,
): Series {
  const sales = new Float64Array(months.length);
  const headcount = new Int32Array(months.length);
  const trend = trendOf(random, health, start);
  const unsteady = industry.code.startsWith("E") ? 0.22 : 0.1;
  for (let month = start.first; month <= start.last; month += 1) {
    const h = at(health, month);
    const scale = at(trend, month);
    const noise = random.lognormal(unsteady + 0.07 * clamp(-h, 0, 3));
    const season = seasonFactor(industry, Number(at(months, month).slice(5)));
    // The weakest stand still for a month now and then.
    const idle = random.chance(0.02 * clamp(-h - 0.8, 0, 3)) ? 0 : 1;
    sales[month] = start.monthlySales * scale * season * noise * idle;
    headcount[month] = Math.max(1, Math.round(start.headcount * scale ** 0.55));
  }
  return { first: start.first, last: start.last, health, sales, headcount };
}

/** The level of business relative to the end of the path, worked back from there. */
function trendOf(random: Random, health: Float64Array, start: SeriesStart): Float64Array {
  const trend = new Float64Array(health.length);
  const growth = (month: number) => (0.03 + 0.11 * at(health, month)) / 12 + random.normal(0, 0.01);
  let level = 1;
  for (let month = start.last; month >= start.first; month -= 1) {
    const age = month - start.first;
    // A new enterprise needs a year to find its customers.
    const ramp = start.first > 0 ? clamp(0.35 + age * 0.06, 0, 1) : 1;
    trend[month] = level * ramp;
    level /= Math.exp(clamp(growth(month), -0.06, 0.06));
  }
  return trend;
}
