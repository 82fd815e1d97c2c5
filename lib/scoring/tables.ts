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
      /** Ascending. */
      bounds: readonly number[];
      /** 2 × bounds + 1 attributes: below the first, at it, between it and the second, … */
      segments: readonly number[];
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
    const segments = representatives(numbers).map((value) => choose({ [fact]: value }));
    return { kind: "number", fact, bounds: numbers, segments, missing };
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

const textNotIn = (texts: readonly string[]): string => `${texts.join("")}\u0000`;
