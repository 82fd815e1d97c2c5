import { dayOf } from "#lib/kernel/calendar.ts";
import { intendDemands, type Intention } from "./past-demands.ts";
import { runApplication, type Desk } from "./past-course.ts";
import type {
  Loan,
  PastApplication,
  WorldAccount,
  WorldEnterprise,
  WorldInstitution,
  WorldPlan,
  WorldProduct,
} from "./model.ts";
import { Random } from "./random.ts";

const ended = new Set(["settled", "disbursed", "rejected", "withdrawn"]);

/** Everything that the past is made of; loans that come of it are added to `loans`. */
export function makePast(
  plan: WorldPlan,
  parts: Readonly<{
    enterprises: readonly WorldEnterprise[];
    institutions: readonly WorldInstitution[];
    products: readonly WorldProduct[];
    accounts: readonly WorldAccount[];
    loans: Loan[][];
  }>,
): readonly PastApplication[] {
  const root = new Random(`world/${plan.seed}/past`);
  const intentions = intendDemands(plan, parts.enterprises, parts.accounts, parts.products);
  const desk: Desk = { plan, ...parts };
  // In the order of their days, so that an earlier loan is known when the next is asked for.
  return intentions.flatMap((intention, index) =>
    runDemand(desk, intention, root.fork(String(index))),
  );
}

/** One demand at one or more institutions: who grants first gets the business. */
function runDemand(desk: Desk, intention: Intention, random: Random): PastApplication[] {
  const runs: Omit<PastApplication, "demand">[] = [];
  let borrowedAt: Date | null = null;
  for (const product of intention.products) {
    const run = runApplication(desk, intention, product, borrowedAt, random);
    runs.push(run);
    const signed = run.events.find(({ payload }) => payload.kind === "sign_contract");
    borrowedAt ??= signed?.at ?? null;
  }
  const last = runs.map(({ events }) => events[events.length - 1] ?? events[0]);
  const closed = last.every(({ state }) => ended.has(state));
  const decided = runs.flatMap(({ events }) =>
    events.filter(({ payload }) => payload.kind !== "settle").map(({ at }) => at.getTime()),
  );
  const closedAt = closed ? new Date(Math.max(...decided)) : null;
  const demand = { ...intention.demand, closedAt };
  return runs.map((run) => ({ ...run, demand }));
}

/** The day an application was sent. */
export const appliedOn = ({ events }: PastApplication): string => dayOf(events[0].at);
