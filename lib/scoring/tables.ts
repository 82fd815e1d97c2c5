import { decidingFacts, namedValues, representatives } from "./candidates.ts";
import { truthOf } from "./conditions.ts";
import type { Characteristic, FactValues } from "./model.ts";

/** No attribute is true: PMML calls the result invalid. */
export const NONE = -1;

/**
 * Which attribute of a characteristic applies, worked out ahead of time. It is filled by asking
 * `truthOf` of one value for each stretch, so there is one definition of selection.
 */
export type Table =
  | Readonly<{
      kind: "number";
      fact: string;
      /** Ascending. A value lies in the stretch of as many bounds as it reaches (≥). */
      bounds: readonly number[];
      /** The attribute of each stretch, one more than there are bounds. */
      attributes: readonly number[];
      missing: number;
    }>
  | Readonly<{
      kind: "text";
      fact: string;
      named: ReadonlyMap<string, number>;
      other: number;
      missing: number;
    }>
  /** Several facts, or none: asked each time. */
  | Readonly<{ kind: "any"; choose: (facts: FactValues) => number }>;

export function tableOf(characteristic: Characteristic): Table {
  const choose = (facts: FactValues) => chosenBy(characteristic, facts);
  const deciding = decidingFacts(characteristic);
  const [fact] = deciding;
  if (fact === undefined || deciding.length > 1) return { kind: "any", choose };
  const { numbers, texts } = namedValues(characteristic, fact);
  if (numbers.length > 0 && texts.length > 0) return { kind: "any", choose };
  const missing = choose({});
  if (numbers.length > 0) {
    const chosen = (value: number) => choose({ [fact]: value });
    return { kind: "number", fact, ...stretchesOf(numbers, chosen), missing };
  }
  if (texts.length === 0) return { kind: "any", choose };
  const named = new Map(texts.map((text) => [text, choose({ [fact]: text })]));
  return { kind: "text", fact, named, other: choose({ [fact]: textNotIn(texts) }), missing };
}

/** The first attribute that is true; the order of the card decides. */
export function chosenBy({ attributes, fact }: Characteristic, facts: FactValues): number {
  for (let index = 0; index < attributes.length; index++) {
    const attribute = attributes[index];
    if (attribute && truthOf(attribute.when, fact, facts) === true) return index;
  }
  return NONE;
}

/**
 * An end that is open towards greater values begins at the next double after it, so that "reaches the
 * bound" is the only question left. Stretches with the same attribute become one.
 */
function stretchesOf(numbers: readonly number[], chosen: (value: number) => number) {
  const [lowest = NONE, ...asked] = representatives(numbers).map(chosen);
  const bounds: number[] = [];
  const attributes = [lowest];
  const begin = (bound: number, attribute: number) => {
    if (attribute === attributes.at(-1)) return;
    bounds.push(bound);
    attributes.push(attribute);
  };
  numbers.forEach((number, index) => {
    begin(number, asked[2 * index] ?? NONE);
    begin(after(number), asked[2 * index + 1] ?? NONE);
  });
  return { bounds, attributes };
}

/** The least double that is greater (IEEE 754 nextUp). */
export function after(number: number): number {
  if (number === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const double = new Float64Array(bits.buffer);
  double[0] = number;
  bits[0] = (bits[0] ?? 0n) + (number > 0 ? 1n : -1n);
  return double[0] ?? NaN;
}

const textNotIn = (texts: readonly string[]): string => `${texts.join("")}\u0000`;
