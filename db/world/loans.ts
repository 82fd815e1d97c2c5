import { addDays, addMonths } from "#lib/kernel/calendar.ts";
import { outsideLenders } from "./names.ts";
import type { Loan, WorldEnterprise, WorldInstitution, WorldPlan } from "./model.ts";
import { at, clamp, Random } from "./random.ts";
import { addMonthsToDay, monthsOfWorld } from "./time.ts";

const borrowing = { micro: 0.3, small: 0.55, medium: 0.8, large: 0.9 } as const;

/** Loans that enterprises took without the platform, before it and beside it. */
export function outsideLoans(
  plan: WorldPlan,
  enterprises: readonly WorldEnterprise[],
  institutions: readonly WorldInstitution[],
): Loan[][] {
  const root = new Random(`world/${plan.seed}/loan`);
  const lenders = [...outsideLenders, ...institutions.map(({ name }) => name)];
  const months = monthsOfWorld(plan.today, plan.months);
  return enterprises.map((enterprise) => {
    const random = root.fork(String(enterprise.index));
    if (enterprise.exemplary || !random.chance(borrowing[enterprise.sizeClass])) return [];
    return chainOf(random, enterprise, months, plan.today, random.pick(lenders));
  });
}

/** One loan after another with the same lender, as long as it is renewed. */
function chainOf(
  random: Random,
  enterprise: WorldEnterprise,
  months: readonly string[],
  today: string,
  lender: string,
): Loan[] {
  const loans: Loan[] = [];
  const { series, establishedOn } = enterprise;
  const h = at(series.health, series.last);
  const yearly = yearlySales(enterprise, series.last);
  const earliest = addMonthsToDay(establishedOn, 9);
  const drawn = `${addMonths(at(months, 0), random.whole(-18, months.length - 2))}-15`;
  let fromDay = drawn > earliest ? drawn : earliest;
  while (fromDay < today) {
    const term = random.pick([12, 12, 12, 24, 36]);
    const maturityDay = addMonthsToDay(fromDay, term);
    const share = random.between(0.05, 0.2) * Math.exp(-0.12 * clamp(h, -2, 2));
    const amountYuan = Math.max(3, Math.round((yearly * share) / 10_000)) * 10_000;
    const toDay = maturityDay < today ? maturityDay : null;
    loans.push({
      lender,
      amountYuan,
      fromDay,
      toDay,
      maturityDay,
      instalments: random.chance(0.4),
    });
    if (!random.chance(0.65)) break;
    fromDay = addDays(maturityDay, 3);
  }
  return loans;
}

/** Sales of the twelve months up to a month, 元; scaled up where there are fewer. */
export function yearlySales({ series }: WorldEnterprise, month: number): number {
  const until = Math.min(month, series.last);
  const from = Math.max(series.first, until - 11);
  let sum = 0;
  for (let i = from; i <= until; i += 1) sum += at(series.sales, i);
  return until < from ? 0 : (sum * 12) / (until - from + 1);
}
