import { conductIndicators } from "./catalogue/conduct.ts";
import { financingIndicators } from "./catalogue/financing.ts";
import { invoicesIndicators } from "./catalogue/invoices.ts";
import { labourIndicators } from "./catalogue/labour.ts";
import { meritIndicators } from "./catalogue/merit.ts";
import type { Indicator } from "./catalogue/model.ts";
import { registrationIndicators } from "./catalogue/registration.ts";
import { taxIndicators } from "./catalogue/tax.ts";
import { utilitiesIndicators } from "./catalogue/utilities.ts";

export {
  indicatorGroups,
  type Indicator,
  type IndicatorGroup,
  type IndicatorUnit,
  type IndicatorWindow,
} from "./catalogue/model.ts";

/**
 * The facts that rules and scorecards speak of. `lib/credit/formulas` computes all of them in one
 * set-based statement; `credit.indicator` has one column for each, named in snake case.
 */
export const indicators = [
  ...registrationIndicators,
  ...taxIndicators,
  ...invoicesIndicators,
  ...utilitiesIndicators,
  ...labourIndicators,
  ...financingIndicators,
  ...conductIndicators,
  ...meritIndicators,
] as const satisfies readonly Indicator[];

export type IndicatorId = (typeof indicators)[number]["id"];

/** What is known of one enterprise on one day. A fact that is unknown or not authorised is null. */
export type IndicatorValues = Readonly<Record<IndicatorId, number | string | null>>;

const byId = new Map<string, Indicator>(indicators.map((indicator) => [indicator.id, indicator]));

/** The catalogue's entry: name, unit and formula as every screen says them. */
export function indicatorOf(id: IndicatorId): Indicator {
  const indicator = byId.get(id);
  if (!indicator) throw new Error(`no indicator ${id} in the catalogue`);
  return indicator;
}

export const isIndicatorId = (id: string): id is IndicatorId => byId.has(id);
