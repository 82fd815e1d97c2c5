import { isUnknown } from "./conditions.ts";
import type { Expression, FactValues } from "./model.ts";

type Result = number | string | null;
type Known = number | string;

/**
 * The functions of PMML that a card may compute points with. `null` is PMML's missing: it goes in
 * where a fact is unknown, and comes out where the result is not a finite number.
 */
const functions: Readonly<Record<string, (of: readonly Known[]) => Result>> = {
  "+": binary((one, other) => one + other),
  "-": binary((one, other) => one - other),
  "*": binary((one, other) => one * other),
  "/": binary((one, other) => one / other),
  pow: binary((one, other) => one ** other),
  abs: unary(Math.abs),
  exp: unary(Math.exp),
  ln: unary(Math.log),
  log10: unary(Math.log10),
  sqrt: unary(Math.sqrt),
  floor: unary(Math.floor),
  ceil: unary(Math.ceil),
  // PMML rounds halves up, as Math.round does.
  round: unary(Math.round),
  threshold: binary((one, other) => (one > other ? 1 : 0)),
};

/** Over as many arguments as there are, those that are unknown left out. */
const aggregates: Readonly<Record<string, (of: readonly number[]) => number>> = {
  min: (of) => Math.min(...of),
  max: (of) => Math.max(...of),
  sum: (of) => of.reduce((total, one) => total + one, 0),
  avg: (of) => of.reduce((total, one) => total + one, 0) / of.length,
};

/** Truths are 1 and 0 within an expression; only `if` asks for them. */
const tests: Readonly<Record<string, (one: Known, other: Known) => boolean>> = {
  equal: (one, other) => one === other,
  notEqual: (one, other) => one !== other,
  lessThan: (one, other) => one < other,
  lessOrEqual: (one, other) => one <= other,
  greaterThan: (one, other) => one > other,
  greaterOrEqual: (one, other) => one >= other,
};

export const isSupportedFunction = (name: string): boolean =>
  ["if", "isMissing", "isNotMissing", "and", "or", "not"].includes(name) ||
  [functions, aggregates, tests].some((table) => Object.hasOwn(table, name));

/** The value of an expression; null where it is missing or not a number that can be said. */
export function valueOf(expression: Expression, facts: FactValues): Result {
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "fact": {
      const value = facts[expression.fact];
      return isUnknown(value) ? expression.ifMissing : value;
    }
    case "apply":
      return resultOf(expression, facts);
  }
}

type Apply = Extract<Expression, { kind: "apply" }>;

/** A missing argument gives `ifMissing`; a result that cannot be said gives `otherwise`. */
function resultOf(apply: Apply, facts: FactValues): Result {
  const of = apply.of.map((one) => () => valueOf(one, facts));
  if (apply.function === "if") return chosen(apply, of);
  const results = of.map((one) => one());
  if (apply.function === "isMissing") return results[0] === null ? 1 : 0;
  if (apply.function === "isNotMissing") return results[0] === null ? 0 : 1;
  const known = results.filter((one) => one !== null);
  const lacking = known.length < results.length;
  if (lacking && apply.ifMissing !== null) return apply.ifMissing;
  const aggregate = own(aggregates, apply.function);
  if (aggregate) return aggregated(aggregate, known) ?? (lacking ? null : apply.otherwise);
  return lacking ? null : (applied(apply.function, known) ?? apply.otherwise);
}

/** Only the branch that is taken is worked out. */
function chosen({ ifMissing }: Apply, [test, yes, no]: readonly (() => Result)[]): Result {
  const truth = test?.() ?? null;
  if (truth === null) return ifMissing;
  return (truth === 1 ? yes?.() : no?.()) ?? ifMissing;
}

function aggregated(work: (of: readonly number[]) => number, known: readonly Known[]): Result {
  const numbers = known.filter((one) => typeof one === "number");
  return numbers.length > 0 && numbers.length === known.length ? finite(work(numbers)) : null;
}

function applied(name: string, of: readonly Known[]): Result {
  const test = own(tests, name);
  const [one, other] = of;
  if (test && one !== undefined && other !== undefined) return test(one, other) ? 1 : 0;
  if (name === "and") return of.every((each) => each === 1) ? 1 : 0;
  if (name === "or") return of.some((each) => each === 1) ? 1 : 0;
  if (name === "not") return one === 1 ? 0 : 1;
  const work = own(functions, name);
  if (!work) throw new TypeError(`no function ${name}`);
  return work(of);
}

function binary(work: (one: number, other: number) => number) {
  return ([one, other]: readonly Known[]): Result =>
    typeof one === "number" && typeof other === "number" ? finite(work(one, other)) : null;
}

function unary(work: (one: number) => number) {
  return ([one]: readonly Known[]): Result => (typeof one === "number" ? finite(work(one)) : null);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What was named by a file must not find `constructor`. */
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
