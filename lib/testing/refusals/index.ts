import { capCauses } from "./caps.ts";
import { plainCauses } from "./causes.ts";
import type { Cause } from "./situation.ts";
import { tamperCauses } from "./tampering.ts";

export { cappedAttributes } from "./caps.ts";
export {
  signedFor,
  situationOf,
  type Ask,
  type Cause,
  type ProfileAnswer,
  type Situation,
} from "./situation.ts";
export { lineOf, linesOf, movedBy } from "./traces.ts";

/**
 * Every cause for which a look at credit data must be refused, with the refusal's name. Bring one
 * about with `situationOf(sql, cause)`, ask what it says to ask, and call its `undo` in the end.
 */
export const causes: readonly Cause[] = [...plainCauses, ...capCauses, ...tamperCauses];
