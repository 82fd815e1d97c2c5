import { addMonths, monthOf } from "#lib/kernel/calendar.ts";
import { makeUscc } from "#lib/kernel/uscc.ts";
import type { SizeClass } from "#lib/registry/model.ts";
import { coverageOf } from "./coverage.ts";
import { gradesOf } from "./grades.ts";
import { healthPath, seriesOf } from "./health.ts";
import { industries, type IndustryProfile } from "./industries.ts";
import type { WorldEnterprise, WorldPlan } from "./model.ts";
import { cityWeights, type Names } from "./names.ts";
import { at, clamp, Random } from "./random.ts";
import { specialEnterprise, type SpecialEnterprise } from "./specials.ts";
import { monthIndex, monthsOfWorld } from "./time.ts";

const YUAN_PER_WAN = 10_000;
/** Serial numbers of this world's codes start here, away from those of imported histories. */
const FIRST_SERIAL = 500_000;

/** All enterprises of the world. The first two are the ones that the demonstration is told with. */
export function makeEnterprises(
  plan: WorldPlan,
  counties: readonly string[],
  names: Names,
): readonly WorldEnterprise[] {
  const root = new Random(`world/${plan.seed}/enterprise`);
  const months = monthsOfWorld(plan.today, plan.months);
  return Array.from({ length: plan.enterprises }, (_, index) =>
    makeEnterprise(root.fork(String(index)), index, plan, months, counties, names),
  );
}

function makeEnterprise(
  random: Random,
  index: number,
  plan: WorldPlan,
  months: readonly string[],
  counties: readonly string[],
  names: Names,
): WorldEnterprise {
  const special = specialEnterprise(index);
  const industry = special
    ? industryOf(special.industryCode)
    : random.weighted(industries, ({ weight }) => weight);
  const regionCode =
    special?.regionCode ??
    random.weighted(counties, (code) => (cityWeights[code.slice(0, 4)] ?? 4) * urbanity(code));
  const scale = special ?? scaleOf(random, industry);
  const establishedOn = special
    ? `${addMonths(monthOf(plan.today), -special.ageMonths)}-18`
    : foundingDay(random, plan.today);
  const health = healthPath(random.fork("health"), months.length, special?.health);
  const ending = special ? null : endingOf(random, health, months.length);
  const founded = monthIndex(months, establishedOn);
  const last = ending?.last ?? months.length - 1;
  const start = {
    // The month of founding itself has no full figures yet.
    first: Math.min(founded + 1, last),
    last,
    monthlySales: (scale.salesWan * YUAN_PER_WAN) / 12,
    headcount: scale.headcount,
  };
  const series = seriesOf(random.fork("series"), industry, health, months, start);
  return {
    index,
    // The special ones keep their codes in every world, so that a guide can name them.
    uscc:
      special?.uscc ??
      makeUscc(`91${regionCode}`, FIRST_SERIAL + (plan.seed % 97) * 100_000 + index),
    name: special?.name ?? names.enterprise(regionCode, random.pick(industry.nouns)),
    legalRepresentative: special?.legalRepresentative ?? names.person(),
    regionCode,
    industry,
    sizeClass: sizeClassOf(industry, scale.headcount, scale.salesWan),
    establishedOn,
    registeredCapitalFen: capitalFen(random, scale.salesWan),
    status: ending?.status ?? "operating",
    series,
    coverage: coverageOf(random.fork("coverage"), industry, series, special !== null),
    grades: gradesOf(random.fork("grade"), series, months, plan.today, special !== null),
    exemplary: special !== null,
  };
}

function industryOf(code: string): IndustryProfile {
  const found = industries.find((industry) => industry.code === code);
  if (!found) throw new Error(`no industry ${code} in the world`);
  return found;
}

/** Districts of a city house more than its counties. */
const urbanity = (code: string): number => (Number(code.slice(4)) < 20 ? 3 : 1);

type Scale = Pick<SpecialEnterprise, "headcount" | "salesWan">;

/** Staff and yearly sales: most are micro, few medium, each with the skew that size has in life. */
function scaleOf(random: Random, industry: IndustryProfile): Scale {
  const { small, medium } = industry;
  const smallStaff = Math.max(small.staff, 8);
  const mediumStaff = medium.staff > 1 ? medium.staff : 60;
  const target = random.weighted(["micro", "small", "medium"] as const, (size) =>
    size === "micro" ? 0.68 : size === "small" ? 0.26 : 0.06,
  );
  const staff = {
    micro: smallStaff * 0.42 * random.lognormal(0.6),
    small: smallStaff * Math.min(mediumStaff / smallStaff, 9) ** (random.next() ** 1.6),
    medium: mediumStaff * random.between(1.02, 1.8),
  }[target];
  const headcount = Math.max(1, Math.round(staff));
  const salesWan = headcount * industry.salesPerHead * random.lognormal(0.4);
  const floor = target === "medium" ? medium.sales : target === "small" ? small.sales : 6;
  return { headcount, salesWan: Math.max(salesWan, floor * random.between(1.02, 1.5)) };
}

/** Both floors of a class must be met; otherwise the next lower one. */
export function sizeClassOf(
  industry: IndustryProfile,
  headcount: number,
  salesWan: number,
): SizeClass {
  const reaches = (floor: IndustryProfile["small"]) =>
    headcount >= floor.staff && salesWan >= floor.sales;
  if (reaches(industry.medium)) return "medium";
  return reaches(industry.small) ? "small" : "micro";
}

function foundingDay(random: Random, today: string): string {
  const months = Math.round(clamp(78 * random.lognormal(0.75), 4, 380));
  const day = String(random.whole(1, 28)).padStart(2, "0");
  return `${addMonths(monthOf(today), -months)}-${day}`;
}

const capitalSteps = [10, 30, 50, 100, 200, 300, 500, 800, 1000, 2000, 3000, 5000, 10_000];
function capitalFen(random: Random, salesWan: number): number {
  const wanted = salesWan * 0.3 * random.lognormal(0.7);
  const step = capitalSteps.findLast((value) => value <= wanted) ?? at(capitalSteps, 0);
  return step * YUAN_PER_WAN * 100;
}

/** A few of the weakest have closed: their data ends there. */
function endingOf(random: Random, health: Float64Array, months: number) {
  if (months < 13 || at(health, months - 1) > -1.5 || !random.chance(0.25)) return null;
  const status = random.chance(0.6) ? ("deregistered" as const) : ("revoked" as const);
  return { status, last: random.whole(months - 12, months - 2) };
}
