import { dayOf } from "../kernel/calendar.ts";
import { isUndecided } from "./lifecycle.ts";
import type { ApplicationState } from "./model.ts";

const DAY_MS = 86_400_000;

/** How long an enterprise has waited for a decision, against what the product promises. */
export type Waiting = Readonly<{ days: number; promisedDays: number; overdue: boolean }>;

type Waiter = Readonly<{
  state: ApplicationState;
  appliedAt: Date;
  decidedAt: Date | null;
  promisedDays: number;
}>;

/** Whole calendar days in China, from the day of the application to that of the decision, or today. */
export function waitingOf(
  { state, appliedAt, decidedAt, promisedDays }: Waiter,
  now: Date,
): Waiting {
  const until = isUndecided(state) ? now : (decidedAt ?? now);
  const days = (Date.parse(dayOf(until)) - Date.parse(dayOf(appliedAt))) / DAY_MS;
  return { days, promisedDays, overdue: days > promisedDays };
}
