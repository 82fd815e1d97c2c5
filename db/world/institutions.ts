import { addDays, addMonths, monthOf } from "#lib/kernel/calendar.ts";
import { makeUscc } from "#lib/kernel/uscc.ts";
import type { WorldInstitution, WorldPlan } from "./model.ts";
import { institutionName } from "./names.ts";
import { Random } from "./random.ts";
import { timeOn } from "./time.ts";

/** How long ago the platform opened: everything in the past happened since. */
export const PAST_MONTHS = 30;
const FOUNDERS = 6;

/** The day the platform opened: two months before the first application. */
export const openingDay = (today: string): string =>
  `${addMonths(monthOf(today), -PAST_MONTHS - 2)}-01`;

/** Six institutions from the first day, the others over the first ten months. */
export function makeInstitutions(plan: WorldPlan): readonly WorldInstitution[] {
  const root = new Random(`world/${plan.seed}/institution`);
  return Array.from({ length: plan.institutions }, (_, index) => {
    const random = root.fork(String(index));
    const joinedOn = addDays(openingDay(plan.today), index < FOUNDERS ? 0 : random.whole(20, 300));
    return {
      ...institutionName(index),
      id: random.uuid(timeOn(random, joinedOn, [9, 10])),
      uscc: makeUscc("91520100", 900_001 + index),
      joinedOn,
    };
  });
}
