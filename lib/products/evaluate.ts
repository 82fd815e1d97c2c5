import { problemsOf } from "./check.ts";
import type { Comparison, Condition, FactId, Facts } from "./model.ts";

/**
 * SQL's three values, and a fourth: a value of the wrong kind. It is not a miss, and it survives
 * every connective, so that a broken fact cannot pass for a refusal or for a pass.
 */
export type Truth = boolean | null | "error";
export type Predicate = (facts: Facts) => Truth;

/** The condition over one enterprise, in memory; `parity.test.ts` pins it to PostgreSQL. */
export function compile(condition: Condition): Predicate {
  return problemsOf(condition).length > 0 ? () => "error" : build(condition);
}

function build(condition: Condition): Predicate {
  switch (condition.kind) {
    case "all":
      return every(condition.conditions.map(build));
    case "any":
      return negate(every(condition.conditions.map((part) => negate(build(part)))));
    case "not":
      return negate(build(condition.condition));
    case "between": {
      const { low, high } = condition;
      return overNumber(condition.fact, (value) => value >= low && value <= high);
    }
    case "one_of": {
      const values = new Set<string>(condition.values);
      return overText(condition.fact, (value) => values.has(value));
    }
    case "none_of": {
      const values = new Set<string>(condition.values);
      return overText(condition.fact, (value) => !values.has(value));
    }
    case "in_regions": {
      const prefixes = condition.regions.map(regionPrefix);
      return overText(condition.fact, (code) => prefixes.some((prefix) => code.startsWith(prefix)));
    }
    case "in_industries": {
      const { industries } = condition;
      return overText(condition.fact, (code) => industries.some((one) => code.startsWith(one)));
    }
    default:
      return overNumber(condition.fact, comparing[condition.kind](condition.value));
  }
}

const comparing: Readonly<Record<Comparison, (bound: number) => (value: number) => boolean>> = {
  at_least: (bound) => (value) => value >= bound,
  at_most: (bound) => (value) => value <= bound,
  above: (bound) => (value) => value > bound,
  below: (bound) => (value) => value < bound,
};

/** 520000 → 52, 520100 → 5201: what the codes of all places inside begin with. */
export const regionPrefix = (code: string): string => code.replace(/(00)+$/, "");

function every(parts: readonly Predicate[]): Predicate {
  return (facts) => {
    let truth: Truth = true;
    // To the end even after a false: a later part may be an error.
    for (const part of parts) {
      const found = part(facts);
      if (found === "error") return found;
      if (found === false || (found === null && truth === true)) truth = found;
    }
    return truth;
  };
}

function negate(part: Predicate): Predicate {
  return (facts) => {
    const found = part(facts);
    return typeof found === "boolean" ? !found : found;
  };
}

function overNumber(fact: FactId, test: (value: number) => boolean): Predicate {
  return (facts) => {
    const value = facts[fact] ?? null;
    if (value === null) return null;
    return typeof value === "number" && !Number.isNaN(value) ? test(value) : "error";
  };
}

function overText(fact: FactId, test: (value: string) => boolean): Predicate {
  return (facts) => {
    const value = facts[fact] ?? null;
    if (value === null) return null;
    return typeof value === "string" ? test(value) : "error";
  };
}

/** The facts that a condition speaks of, each once, in the order of reading. */
export function factsIn(condition: Condition): readonly FactId[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return [...new Set(condition.conditions.flatMap(factsIn))];
    case "not":
      return factsIn(condition.condition);
    default:
      return [condition.fact];
  }
}
