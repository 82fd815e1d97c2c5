import { factsOfPredicate } from "./conditions.ts";
import type { Characteristic, Condition, Fact, Predicate } from "./model.ts";

/** Stands for every text that a card does not name. */
const ANY_OTHER = "（其他取值）";

type Value = number | string;

/**
 * Values of one fact such that whatever a characteristic says of any value, it says of one of these:
 * every figure that it names, one value on either side of it and between any two, every text that it
 * names and one that it does not. Numbers ascend.
 */
export function candidatesOf(characteristic: Characteristic, fact: Fact): readonly Value[] {
  const { numbers, texts } = namedValues(characteristic, fact.name);
  if (fact.kind === "text") return [...new Set(fact.values ?? [...texts, ANY_OTHER])];
  return fact.whole ? wholeAround(numbers) : representatives(numbers);
}

/** The figures (ascending) and texts that the conditions of a characteristic name of one fact. */
export function namedValues(characteristic: Characteristic, fact: string) {
  const named = characteristic.attributes.flatMap(({ when }) =>
    namedIn(when, characteristic.fact, fact),
  );
  const numbers = new Set(named.filter((value) => typeof value === "number"));
  const texts = new Set(named.filter((value) => typeof value === "string"));
  return { numbers: [...numbers].sort((one, other) => one - other), texts: [...texts] };
}

/** One value below the first bound, each bound, one between any two, one above the last. */
export function representatives(bounds: readonly number[]): readonly number[] {
  const [first, last] = [bounds[0] ?? 0, bounds.at(-1) ?? 0];
  const between = bounds.flatMap((bound, index) => {
    const next = bounds[index + 1];
    return next === undefined ? [bound] : [bound, middle(bound, next)];
  });
  return [first - step(first), ...between, last + step(last)];
}

/** Halves first, since the sum of two great figures may overflow. */
const middle = (one: number, other: number): number => one / 2 + other / 2;

/** Enough to leave the figure, whatever its size. */
const step = (figure: number): number => Math.max(1, Math.abs(figure) / 2);

function wholeAround(bounds: readonly number[]): readonly number[] {
  const around = bounds.flatMap((bound) => [
    Math.ceil(bound) - 1,
    Math.floor(bound),
    Math.ceil(bound),
    Math.floor(bound) + 1,
  ]);
  return [...new Set(around.length > 0 ? around : [0])].sort((one, other) => one - other);
}

/** What a condition of a characteristic of `own` names of the fact. */
function namedIn(when: Condition, own: string, fact: string): readonly Value[] {
  switch (when.kind) {
    case "missing":
    case "otherwise":
      return [];
    case "interval":
      return own === fact
        ? [when.from, when.to].flatMap((bound) => (bound ? [bound.value] : []))
        : [];
    case "values":
      return own === fact ? when.values : [];
    case "predicate":
      return namedInPredicate(when.predicate, fact);
  }
}

function namedInPredicate(predicate: Predicate, fact: string): readonly Value[] {
  switch (predicate.kind) {
    case "compound":
      return predicate.of.flatMap((one) => namedInPredicate(one, fact));
    case "compare":
      return predicate.fact === fact ? [predicate.value] : [];
    case "set":
      return predicate.fact === fact ? predicate.values : [];
    default:
      return [];
  }
}

/** The facts that decide which attribute applies; those of computed points do not. */
export function decidingFacts(characteristic: Characteristic): readonly string[] {
  const named = characteristic.attributes.flatMap(({ when }) =>
    when.kind === "predicate" ? factsOfPredicate(when.predicate) : [],
  );
  const ownAsked = characteristic.attributes.some(
    ({ when }) => when.kind !== "predicate" && when.kind !== "otherwise",
  );
  return [...new Set(ownAsked ? [characteristic.fact, ...named] : named)];
}
