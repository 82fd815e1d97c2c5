import type { Standing, AuthorisationStage } from "#lib/consent/model.ts";
import { isItemId, itemNames, itemOf } from "#lib/intake/catalogue.ts";
import type { ApplicationState } from "#lib/lending/model.ts";
import type { LendingPurpose } from "./purpose-terms.ts";

type Application = Readonly<{
  state: ApplicationState;
  product: Readonly<{ requiredItems: readonly string[] }>;
  authorisation: Readonly<{
    stage: AuthorisationStage;
    standing: Standing;
    items: readonly string[];
  }>;
}>;

/** What an institution may ask for as its application stands, the usual first. */
const purposesIn: Readonly<Record<ApplicationState, readonly LendingPurpose[]>> = {
  submitted: ["credit_review"],
  accepted: ["credit_review"],
  granted: ["credit_review", "disbursement_review"],
  contracted: ["disbursement_review", "credit_review"],
  disbursed: ["post_loan_monitoring", "disbursement_review"],
  settled: [],
  rejected: [],
  withdrawn: [],
  closed: [],
};

export const requestablePurposes = ({ state }: Pick<Application, "state">) => purposesIn[state];

const stageFor = (state: ApplicationState): AuthorisationStage =>
  state === "disbursed" ? "after_loan" : "before_loan";

/** What stands in the way of the next look, and what a request would have to ask for. */
export type Lack = Readonly<{
  /** The authorisation at hand opens nothing: over, withdrawn, paused, or for another stage. */
  shut: boolean;
  /** Required items that are not covered by it. */
  missing: readonly string[];
  /** All that the product requires: a look rests on one authorisation, so a new one names them all. */
  items: readonly string[];
  itemNames: readonly string[];
}>;

/** null: the next look has all that it needs, or there is none to come. */
export function lackOf({ state, product, authorisation }: Application): Lack | null {
  if (purposesIn[state].length === 0) return null;
  const items = product.requiredItems.filter(
    (id) => !isItemId(id) || itemOf(id).sharing !== "public",
  );
  const shut = authorisation.standing !== "in_force" || authorisation.stage !== stageFor(state);
  const missing = shut ? items : items.filter((id) => !authorisation.items.includes(id));
  if (!shut && missing.length === 0) return null;
  return { shut, missing, items, itemNames: itemNames(missing) };
}
