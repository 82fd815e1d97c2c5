import { addDays, dayOf, monthsBetween } from "#lib/kernel/calendar.ts";
import type { ApplicationState, EventPayload } from "#lib/lending/model.ts";
import {
  fallsOverdue,
  impressionOf,
  isApproved,
  rejectionCodesFor,
  termsFor,
  type Applicant,
  type Terms,
} from "./bank.ts";
import { yearlySales } from "./loans.ts";
import type {
  Loan,
  PastApplication,
  PastEvent,
  WorldEnterprise,
  WorldInstitution,
  WorldPlan,
  WorldProduct,
} from "./model.ts";
import type { Intention } from "./past-demands.ts";
import { at, clamp, type Random } from "./random.ts";
import { outstanding } from "./records/balances.ts";
import { isListedOn } from "./records/conduct.ts";
import {
  addBusinessDays,
  addMonthsToDay,
  businessDayFrom,
  monthIndex,
  monthsOfWorld,
  timeOn,
} from "./time.ts";

export type Desk = Readonly<{
  plan: WorldPlan;
  enterprises: readonly WorldEnterprise[];
  institutions: readonly WorldInstitution[];
  loans: Loan[][];
}>;

type Run = Omit<PastApplication, "demand">;
const OFFICE_HOURS = [9, 17.5] as const;

/**
 * One application from its submission as far as it has come by today. An event that would lie after
 * `now`, or after the state that the intention stops at, has not happened.
 */
export function runApplication(
  desk: Desk,
  intention: Intention,
  product: WorldProduct,
  borrowedAt: Date | null,
  random: Random,
): Run {
  const enterprise = at(desk.enterprises, intention.demand.enterprise);
  const submittedAt = new Date(
    intention.demand.postedAt.getTime() + random.between(6, 80) * 60_000,
  );
  const course = new Course(desk.plan.now, intention.stopAt, submittedAt, random);
  const eligibility = random.chance(0.85) ? "MATCH" : "REVIEW";
  course.begin({ kind: "submit", eligibility });
  const scene = { desk, intention, product, enterprise, random, course };
  if (borrowedAt !== null) besidesAnother(scene, borrowedAt);
  else decide(scene);
  const accepted = course.events.some(({ payload }) => payload.kind === "accept");
  return {
    id: random.uuid(submittedAt),
    authorisationId: random.uuid(new Date(submittedAt.getTime() - 60_000)),
    product,
    usedQueries: accepted ? random.weighted([1, 2, 3], (n) => 4 - n) : 0,
    events: course.events,
  };
}

/** The events so far, each later than the one before. */
class Course {
  readonly events: [PastEvent, ...PastEvent[]];
  #open = true;
  readonly #now: Date;
  readonly #stopAt: ApplicationState | null;
  readonly #random: Random;

  constructor(now: Date, stopAt: ApplicationState | null, submittedAt: Date, random: Random) {
    this.#now = now;
    this.#stopAt = stopAt;
    this.#random = random;
    const payload: EventPayload = { kind: "submit", eligibility: "MATCH" };
    this.events = [{ at: submittedAt, state: "submitted", payload }];
  }

  begin(payload: EventPayload): void {
    this.events[0] = { at: this.events[0].at, state: "submitted", payload };
    this.#open = this.#stopAt !== "submitted";
  }

  get last(): Date {
    return at(this.events, this.events.length - 1).at;
  }

  /** Some business days after the last event; the same day means within hours. */
  after(businessDays: number): Date {
    const day = dayOf(this.last);
    const next = addBusinessDays(day, businessDays);
    if (next === day) return new Date(this.last.getTime() + this.#random.between(15, 160) * 60_000);
    return timeOn(this.#random, next, OFFICE_HOURS);
  }

  /** Adds the event, unless the story has not come that far; says whether it happened. */
  happens(instant: Date, state: ApplicationState, payload: EventPayload): boolean {
    if (!this.#open || instant >= this.#now || instant <= this.last) return (this.#open = false);
    this.events.push({ at: instant, state, payload });
    if (state === this.#stopAt) this.#open = false;
    return true;
  }
}

type Scene = Readonly<{
  desk: Desk;
  intention: Intention;
  product: WorldProduct;
  enterprise: WorldEnterprise;
  random: Random;
  course: Course;
}>;

/** Another institution got the business: this application is withdrawn before or after acceptance. */
function besidesAnother({ random, course }: Scene, borrowedAt: Date): void {
  const acceptAt = course.after(random.weighted([0, 1, 2], (n) => 3 - n));
  if (!course.happens(acceptAt, "accepted", { kind: "accept" })) return;
  const day = dayOf(borrowedAt > course.last ? borrowedAt : course.last);
  const instant = timeOn(random, addBusinessDays(day, random.whole(1, 2)), [9, 20]);
  course.happens(instant, "withdrawn", { kind: "withdraw", reason: "已与其他机构签约" });
}

function decide(scene: Scene): void {
  const { desk, product, random, course, intention } = scene;
  const forced = intention.stopAt !== null;
  const slow = forced ? 0.5 : 1;
  if (!forced && random.chance(0.03)) {
    course.happens(course.after(random.whole(1, 6)), "withdrawn", {
      kind: "withdraw",
      reason: null,
    });
    return;
  }
  const toAccept = random.weighted([0, 1, 2, 3], (n) => 4 - n);
  if (!course.happens(course.after(forced ? 1 : toAccept), "accepted", { kind: "accept" })) return;

  const seen = applicantOf(scene);
  const impression = impressionOf(random, seen);
  const days = Math.round(product.promisedDays * slow * random.between(0.2, 1.15));
  const decidedAt = course.after(forced ? Math.min(days, 2) : days);
  const approved =
    forced || isApproved(impression, at(desk.institutions, product.institution).kind);
  if (!approved) {
    const codes = rejectionCodesFor(random, seen, product);
    course.happens(decidedAt, "rejected", { kind: "reject", scoreId: null, codes, note: null });
    return;
  }
  const terms = termsFor(random, impression, product, intention.demand);
  const grant = { kind: "approve", scoreId: null, note: null, ...terms } as const;
  if (!course.happens(decidedAt, "granted", grant)) return;
  if (!forced && random.chance(0.08)) {
    const reason = random.pick(["额度低于预期", "利率高于预期", "资金需求已解决"]);
    course.happens(course.after(random.whole(1, 8)), "withdrawn", { kind: "withdraw", reason });
    return;
  }
  signAndDisburse(scene, terms, seen.leverage);
}

function signAndDisburse(scene: Scene, terms: Terms, leverage: number): void {
  const { product, random, course, intention } = scene;
  const signedAt = course.after(intention.stopAt ? 1 : random.whole(0, 4));
  const repaymentKind = random.pick(product.repaymentKinds);
  const signedOn = dayOf(signedAt);
  const signing = {
    kind: "sign_contract",
    contractNumber: `HT${signedOn.replaceAll("-", "")}${String(random.whole(0, 999_999)).padStart(6, "0")}`,
    signedOn,
    guaranteeKind: product.guaranteeKind,
    repaymentKind,
  } as const;
  if (!course.happens(signedAt, "contracted", signing)) return;
  const disbursedAt = course.after(random.weighted([0, 1, 2, 3], (n) => 4 - n));
  const disbursedOn = dayOf(disbursedAt);
  const firstLoan = !loansOf(scene).some(({ fromDay }) => fromDay < disbursedOn);
  const payout = { kind: "disburse", amountFen: terms.amountFen, disbursedOn, firstLoan } as const;
  if (!course.happens(disbursedAt, "disbursed", payout)) return;
  const instalments = repaymentKind === "equal_instalments" || repaymentKind === "equal_principal";
  settle(scene, terms, { disbursedOn, instalments, leverage });
}

type Running = Readonly<{ disbursedOn: string; instalments: boolean; leverage: number }>;

function settle(scene: Scene, terms: Terms, running: Running): void {
  const { desk, product, enterprise, random, course } = scene;
  const { disbursedOn, instalments, leverage } = running;
  const months = monthsOfWorld(desk.plan.today, desk.plan.months);
  const maturityDay = addMonthsToDay(disbursedOn, terms.termMonths);
  const from = monthIndex(months, disbursedOn);
  const overdue = fallsOverdue(random, enterprise, { from, to: from + terms.termMonths }, leverage);
  const settledOn = overdue
    ? businessDayFrom(addDays(maturityDay, random.whole(4, 120)))
    : lastRepayment(random, disbursedOn, maturityDay);
  const settled = course.happens(timeOn(random, settledOn, OFFICE_HOURS), "settled", {
    kind: "settle",
    settledOn,
    overdue,
  });
  const amountYuan = terms.amountFen / 100;
  const lender = at(desk.institutions, product.institution).name;
  const toDay = settled ? settledOn : null;
  at(desk.loans, enterprise.index).push({
    lender,
    amountYuan,
    fromDay: disbursedOn,
    toDay,
    maturityDay,
    instalments,
  });
}

/** At maturity, or earlier: a quarter repay before they must. */
function lastRepayment(random: Random, disbursedOn: string, maturityDay: string): string {
  const whole = (Date.parse(maturityDay) - Date.parse(disbursedOn)) / 86_400_000;
  const share = random.chance(0.28) ? random.between(0.35, 0.95) : 1;
  return businessDayFrom(addDays(disbursedOn, Math.max(3, Math.round(whole * share))));
}

const loansOf = ({ desk, enterprise }: Scene): readonly Loan[] => at(desk.loans, enterprise.index);

function applicantOf(scene: Scene): Applicant {
  const { desk, enterprise, course } = scene;
  const { series, establishedOn, grades, coverage } = enterprise;
  const day = dayOf(course.last);
  const months = monthsOfWorld(desk.plan.today, desk.plan.months);
  const month = clamp(monthIndex(months, day), series.first, series.last);
  const owed = loansOf(scene).reduce((sum, loan) => sum + outstanding(loan, day), 0);
  const year = Number(day.slice(0, 4));
  const published = [...grades].filter(([of]) => (day.slice(5) < "05-01" ? of < year : of <= year));
  return {
    health: at(series.health, month),
    grade: published.at(-1)?.[1] ?? null,
    ageMonths: monthsBetween(establishedOn, day),
    leverage: owed / Math.max(1, yearlySales(enterprise, month)),
    listed: isListedOn(desk.plan, enterprise, months, day),
    hasInvoices: coverage.has("invoice_month"),
  };
}
