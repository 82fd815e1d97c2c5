import { factsIn } from "./evaluate.ts";
import { factOf, facts as dictionary, showFact } from "./facts.ts";
import type { Condition, FactId, Facts } from "./model.ts";

/** Of more cases than this no condition is tried: it would be too much for a person to oversee as well. */
export const MOST_CASES = 20_000;

const nothingKnown = Object.fromEntries(dictionary.map(({ id }) => [id, null])) as Facts; // One entry for each id.

/**
 * Every case that these conditions can tell apart, each with all the facts that they speak of known;
 * null where there are too many. Figures are whole, so just below, at and just above each bound is all
 * there is to try.
 */
export function casesOf(conditions: readonly Condition[]): readonly Facts[] | null {
  const ids = [...new Set(conditions.flatMap(factsIn))];
  const values = ids.map((id) => valuesOf(id, conditions));
  const count = values.reduce((product, some) => product * some.length, 1);
  if (count > MOST_CASES) return null;
  return ids.reduce<readonly Facts[]>(
    (cases, id, place) =>
      cases.flatMap((one) => (values[place] ?? []).map((value) => ({ ...one, [id]: value }))),
    [nothingKnown],
  );
}

/** 「成立月数 11 个月，纳税信用级别 C」 */
export const caseText = (facts: Facts, ids: readonly FactId[]): string =>
  ids.map((id) => `${factOf(id).label} ${showFact(id, facts[id])}`).join("，");

function valuesOf(id: FactId, conditions: readonly Condition[]): readonly (number | string)[] {
  const fact = factOf(id);
  const leaves = conditions.flatMap(leavesOf).filter((leaf) => leaf.fact === id);
  if (fact.kind === "number") {
    const around = leaves.flatMap(boundsOf).flatMap((bound) => {
      const [below, above] = [Math.floor(bound), Math.ceil(bound)];
      return [below - 1, below, above, above + 1];
    });
    return distinct(fact.signed ? around : around.filter((value) => value >= 0)).sort(
      (one, other) => one - other,
    );
  }
  if (fact.values) return Object.keys(fact.values);
  return distinct(leaves.flatMap(codesOf));
}

type Leaf = Exclude<Condition, { kind: "all" | "any" | "not" }>;

export function leavesOf(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.conditions.flatMap(leavesOf);
    case "not":
      return leavesOf(condition.condition);
    default:
      return [condition];
  }
}

const boundsOf = (leaf: Leaf): readonly number[] =>
  "value" in leaf ? [leaf.value] : "low" in leaf ? [leaf.low, leaf.high] : [];

/** Of a tree of codes: each place itself, another place beside it within the same, and one outside of all. */
function codesOf(leaf: Leaf): readonly string[] {
  switch (leaf.kind) {
    case "in_regions":
      return [
        "990000",
        ...leaf.regions.flatMap((code) => [
          code,
          `${code.slice(0, 4)}99`,
          `${code.slice(0, 2)}9900`,
        ]),
      ];
    case "in_industries":
      return [
        "Z99",
        ...leaf.industries.flatMap((code) => [code.padEnd(3, "9"), `${code.slice(0, 1)}99`]),
      ];
    case "one_of":
    case "none_of":
      return ["其他", ...leaf.values];
    default:
      return [];
  }
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
