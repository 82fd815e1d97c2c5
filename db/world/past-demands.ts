import { addDays, addMonths, dayOf, monthOf } from "#lib/kernel/calendar.ts";
import { fenFromWan } from "#lib/kernel/money.ts";
import { loanPurposes } from "#lib/kernel/lending-terms.ts";
import type { ApplicationState } from "#lib/lending/model.ts";
import { PAST_MONTHS } from "./institutions.ts";
import { yearlySales } from "./loans.ts";
import type {
  PastDemand,
  WorldAccount,
  WorldEnterprise,
  WorldPlan,
  WorldProduct,
} from "./model.ts";
import { at, clamp, Random } from "./random.ts";
import { businessDayFrom, businessDaysBefore, monthIndex, monthsOfWorld, timeOn } from "./time.ts";

/** A demand with the products that it was taken to. `stopAt`: where its application stands today. */
export type Intention = Readonly<{
  demand: Omit<PastDemand, "closedAt">;
  products: readonly WorldProduct[];
  stopAt: ApplicationState | null;
}>;

type Applicant = Readonly<{ enterprise: WorldEnterprise; account: WorldAccount }>;
type Scene = Readonly<{
  plan: WorldPlan;
  months: readonly string[];
  applicants: readonly Applicant[];
  products: readonly WorldProduct[];
  /** Days on which an enterprise already asked for money. */
  taken: Map<number, string[]>;
}>;

/** Every institution finds these on its desk today, with the business days since they were sent. */
const desk = [
  { state: "submitted", ago: [1, 1] },
  { state: "accepted", ago: [2, 4] },
  { state: "granted", ago: [6, 8] },
  { state: "contracted", ago: [9, 11] },
  { state: "submitted", ago: [1, 2] },
  { state: "accepted", ago: [3, 4] },
] as const;

/** As many demands as give the planned number of applications, in the order of their days. */
export function intendDemands(
  plan: WorldPlan,
  enterprises: readonly WorldEnterprise[],
  accounts: readonly WorldAccount[],
  products: readonly WorldProduct[],
): readonly Intention[] {
  const random = new Random(`world/${plan.seed}/demand`);
  const applicants = accounts.flatMap((account): Applicant[] => {
    const enterprise = account.enterprise === null ? undefined : enterprises[account.enterprise];
    return enterprise && !enterprise.exemplary ? [{ enterprise, account }] : [];
  });
  const months = monthsOfWorld(plan.today, plan.months);
  const scene: Scene = { plan, months, applicants, products, taken: new Map() };
  if (applicants.length === 0) return [];
  const open = openIntentions(scene, random.fork("open"));
  const closed = earlierIntentions(scene, random.fork("closed"), plan.applications - open.length);
  return [...closed, ...open].sort(
    (one, other) => one.demand.postedAt.getTime() - other.demand.postedAt.getTime(),
  );
}

function openIntentions(scene: Scene, random: Random): readonly Intention[] {
  const intentions: Intention[] = [];
  const institutions = new Set(scene.products.map(({ institution }) => institution));
  const most = Math.floor(scene.plan.applications * 0.4);
  for (const { state, ago } of desk) {
    for (const institution of institutions) {
      if (intentions.length >= most) return intentions;
      const products = scene.products.filter((product) => product.institution === institution);
      const day = businessDaysBefore(scene.plan.today, random.whole(ago[0], ago[1]));
      const intention = tryIntention(scene, random, day, products, 1, 400);
      if (intention) intentions.push({ ...intention, stopAt: state });
    }
  }
  return intentions;
}

function earlierIntentions(scene: Scene, random: Random, applications: number): Intention[] {
  const intentions: Intention[] = [];
  const { today } = scene.plan;
  const opening = Date.parse(`${addMonths(monthOf(today), -PAST_MONTHS)}-01`);
  const ending = Date.parse(addDays(today, -1));
  let left = applications;
  for (let tries = 0; left > 0 && tries < applications * 60; tries += 1) {
    const day = dayOf(new Date(opening + (ending - opening) * random.next()));
    const number = random.weighted([1, 2, 3], (n) => [0, 0.72, 0.22, 0.06][n] ?? 0);
    const wanted = Math.min(number, left);
    const business = businessDayFrom(day);
    if (business >= today) continue;
    const intention = tryIntention(scene, random, business, scene.products, wanted, 1);
    if (!intention) continue;
    intentions.push(intention);
    left -= intention.products.length;
  }
  return intentions;
}

const DAYS_BETWEEN_DEMANDS = 75;

/** Draws enterprises until one can plausibly ask on that day for one of these products. */
function tryIntention(
  scene: Scene,
  random: Random,
  day: string,
  products: readonly WorldProduct[],
  wanted: number,
  tries: number,
): Intention | null {
  for (let n = 0; n < tries; n += 1) {
    const { enterprise, account } = random.pick(scene.applicants);
    const earlier = scene.taken.get(enterprise.index) ?? [];
    const near = earlier.some(
      (other) => Math.abs(Date.parse(other) - Date.parse(day)) < DAYS_BETWEEN_DEMANDS * 86_400_000,
    );
    if (near || day <= dayOf(account.createdAt)) continue;
    const intention = intend(scene, random, enterprise, day, products, wanted);
    if (!intention) continue;
    scene.taken.set(enterprise.index, [...earlier, day]);
    return intention;
  }
  return null;
}

function intend(
  scene: Scene,
  random: Random,
  enterprise: WorldEnterprise,
  day: string,
  products: readonly WorldProduct[],
  wanted: number,
): Intention | null {
  const month = monthIndex(scene.months, day) - 1;
  if (month < enterprise.series.first || month > enterprise.series.last + 1) return null;
  const amountWan = askedAmount(random, yearlySales(enterprise, month) / 10_000);
  const suitable = products.filter((product) =>
    suits(product, enterprise, day, fenFromWan(amountWan)),
  );
  if (suitable.length === 0) return null;
  const first = random.pick(suitable);
  const [shortest, longest] = first.termMonths;
  const usual = [3, 6, 6, 6, 9, 12, 12, 12, 18, 24, 36].filter(
    (n) => n >= shortest && n <= longest,
  );
  const termMonths = usual.length > 0 ? random.pick(usual) : longest;
  const fitting = suitable.filter(
    ({ termMonths: [low, high], guaranteeKind }) =>
      low <= termMonths &&
      termMonths <= high &&
      (guaranteeKind === "credit" || guaranteeKind === first.guaranteeKind),
  );
  const rest = random.shuffled(fitting.filter((product) => product !== first));
  const chosen = [first, ...rest].slice(0, wanted);
  const postedAt = timeOn(random, day, [8.5, 16]);
  const dearest = Math.max(...chosen.map(({ rateBps }) => rateBps[0]));
  return {
    demand: {
      id: random.uuid(postedAt),
      idempotencyKey: random.uuid(postedAt),
      enterprise: enterprise.index,
      amountFen: fenFromWan(amountWan),
      termMonths,
      maximumRateBps: dearest + random.whole(4, 40) * 5,
      purpose: random.pick(loanPurposes),
      guaranteeKind: first.guaranteeKind,
      postedAt,
    },
    products: chosen,
    stopAt: null,
  };
}

/** Six to twenty-two percent of a year's sales, in round figures. */
function askedAmount(random: Random, salesWan: number): number {
  const wan = clamp(salesWan * random.between(0.06, 0.22), 3, 1000);
  const step = wan < 20 ? 1 : wan < 100 ? 5 : 10;
  return Math.max(3, Math.round(wan / step) * step);
}

const kindSections = { farming: "ACFH", electricity: "ABCGH" } as const;

/** What an enterprise would look at before it asks: place, amount, and what the product is for. */
function suits(
  product: WorldProduct,
  enterprise: WorldEnterprise,
  day: string,
  amountFen: number,
): boolean {
  const { kind, amountFen: amounts, regionCodes } = product;
  const sections = kind === "farming" || kind === "electricity" ? kindSections[kind] : null;
  return (
    dayOf(product.publishedAt) < day &&
    amounts[0] <= amountFen &&
    amountFen <= amounts[1] &&
    (regionCodes.length === 0 ||
      regionCodes.some((code) => code.slice(0, 4) === enterprise.regionCode.slice(0, 4))) &&
    (sections === null || sections.includes(at(enterprise.industry.code.split(""), 0)))
  );
}
