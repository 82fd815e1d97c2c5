import type {
  Bound,
  Characteristic,
  Comparison,
  Condition,
  Expression,
  FactValue,
  FactValues,
  Predicate,
} from "./model.ts";

/** PMML's third truth value: a comparison with an unknown value. */
export type Truth = boolean | null;

/** Whether a condition of a characteristic of `fact` holds; null: it cannot be told. */
export function truthOf(condition: Condition, fact: string, facts: FactValues): Truth {
  switch (condition.kind) {
    case "otherwise":
      return true;
    case "missing":
      return isUnknown(facts[fact]);
    case "interval": {
      const value = facts[fact];
      if (isUnknown(value)) return null;
      return isWithin(numberOf(value, fact), condition.from, condition.to);
    }
    case "values": {
      const value = facts[fact];
      return isUnknown(value) ? null : condition.values.includes(value);
    }
    case "predicate":
      return truthOfPredicate(condition.predicate, facts);
  }
}

/** PMML 4.4, Predicates: and, or and xor over three values; surrogate takes the first that can be told. */
export function truthOfPredicate(predicate: Predicate, facts: FactValues): Truth {
  switch (predicate.kind) {
    case "true":
      return true;
    case "false":
      return false;
    case "missing":
      return isUnknown(facts[predicate.fact]) === predicate.is;
    case "set": {
      const value = facts[predicate.fact];
      return isUnknown(value) ? null : predicate.values.includes(value) === predicate.isIn;
    }
    case "compare": {
      const value = facts[predicate.fact];
      return isUnknown(value) ? null : compare(value, predicate.operator, predicate);
    }
    case "compound":
      return combined(
        predicate.operator,
        predicate.of.map((one) => truthOfPredicate(one, facts)),
      );
  }
}

function combined(operator: "and" | "or" | "xor" | "surrogate", of: readonly Truth[]): Truth {
  switch (operator) {
    case "and":
      return of.includes(false) ? false : of.includes(null) ? null : true;
    case "or":
      return of.includes(true) ? true : of.includes(null) ? null : false;
    case "xor":
      return of.includes(null) ? null : of.filter((one) => one === true).length % 2 === 1;
    case "surrogate":
      return of.find((one) => one !== null) ?? null;
  }
}

type Against = Readonly<{ fact: string; value: number | string }>;

function compare(value: number | string, operator: Comparison, against: Against): boolean {
  if (operator === "equal") return value === against.value;
  if (operator === "notEqual") return value !== against.value;
  const [left, right] = [numberOf(value, against.fact), numberOf(against.value, against.fact)];
  switch (operator) {
    case "lessThan":
      return left < right;
    case "lessOrEqual":
      return left <= right;
    case "greaterThan":
      return left > right;
    case "greaterOrEqual":
      return left >= right;
  }
}

export const isUnknown = (value: FactValue): value is null | undefined =>
  value === null || value === undefined;

/** A wrong kind is a defect upstream; taking it for some bin would give somebody its points. */
export function numberOf(value: FactValue, fact: string): number {
  if (typeof value !== "number" || Number.isNaN(value))
    throw new TypeError(`${fact} is not a number: ${value}`);
  return value;
}

export function isWithin(value: number, from: Bound | null, to: Bound | null): boolean {
  if (from && (from.closed ? value < from.value : value <= from.value)) return false;
  return !to || (to.closed ? value <= to.value : value < to.value);
}

/** Every fact that a characteristic asks for, its own first. */
export function factsAskedBy(characteristic: Characteristic): readonly string[] {
  const asked = characteristic.attributes.flatMap(({ when, points }) => [
    ...(when.kind === "predicate" ? factsOfPredicate(when.predicate) : []),
    ...(typeof points === "number" ? [] : factsOfExpression(points)),
  ]);
  return [...new Set([characteristic.fact, ...asked])];
}

export function factsOfPredicate(predicate: Predicate): readonly string[] {
  if (predicate.kind === "compound") return predicate.of.flatMap(factsOfPredicate);
  return "fact" in predicate ? [predicate.fact] : [];
}

export function factsOfExpression(expression: Expression): readonly string[] {
  if (expression.kind === "apply") return expression.of.flatMap(factsOfExpression);
  return expression.kind === "fact" ? [expression.fact] : [];
}

/** The points of an attribute where they are a figure; null where they are computed. */
export const fixedPoints = (points: number | Expression): number | null =>
  typeof points === "number" ? points : null;
