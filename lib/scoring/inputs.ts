import { isUnknown, isWithin } from "./conditions.ts";
import type { FactValue, FactValues, Input, Scorecard } from "./model.ts";

/**
 * Takes the facts as the card's inputs say (PMML DataDictionary and MiningSchema): a value that
 * stands for unknown becomes unknown, an unknown one is replaced where the card says by what, and an
 * invalid one is taken, dropped or makes the whole result invalid. Null: the result is invalid.
 */
export function preparation(card: Scorecard): ((facts: FactValues) => FactValues | null) | null {
  const { inputs } = card;
  if (inputs.every(takesAnything)) return null;
  return (facts) => {
    const taken: Record<string, FactValue> = { ...facts };
    for (const input of inputs) {
      const value = takenBy(input, facts[input.fact]);
      if (value === INVALID) return null;
      taken[input.fact] = value;
    }
    return taken;
  };
}

const takesAnything = (input: Input): boolean =>
  input.missingReplacement === null &&
  input.missingTreatment === "asIs" &&
  input.missingValues.length === 0 &&
  (input.invalidTreatment === "asIs" ||
    (input.validValues.length === 0 && input.validIntervals.length === 0));

const INVALID = Symbol("invalid");

function takenBy(input: Input, value: FactValue): FactValue | typeof INVALID {
  if (isUnknown(value) || input.missingValues.includes(value)) return unknownBy(input);
  if (isValid(input, value)) return value;
  switch (input.invalidTreatment) {
    case "asIs":
      return value;
    case "asMissing":
      return unknownBy(input);
    case "asValue":
      return input.invalidReplacement ?? INVALID;
    case "returnInvalid":
      return INVALID;
  }
}

const unknownBy = (input: Input): FactValue | typeof INVALID =>
  input.missingTreatment === "returnInvalid" ? INVALID : input.missingReplacement;

function isValid({ validValues, validIntervals }: Input, value: number | string): boolean {
  if (validValues.length === 0 && validIntervals.length === 0) return true;
  return (
    validValues.includes(value) ||
    (typeof value === "number" && validIntervals.some(({ from, to }) => isWithin(value, from, to)))
  );
}
