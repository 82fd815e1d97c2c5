import { findFact, type Fact } from "./facts.ts";
import { isIndustry } from "./industry-names.ts";
import { comparisons, type Condition } from "./model.ts";

const DEEPEST = 8;

/**
 * What is wrong with a condition, in Chinese; empty when it can be published. A stored rule is JSON
 * that somebody wrote, so nothing here trusts the type.
 */
export function problemsOf(condition: Condition, depth = 1): readonly string[] {
  if (depth > DEEPEST) return [`条件嵌套超过 ${DEEPEST} 层`];
  if (typeof condition !== "object" || condition === null) return ["条件为空"];
  switch (condition.kind) {
    case "all":
    case "any":
      if (!Array.isArray(condition.conditions) || condition.conditions.length === 0) {
        return ["组合条件至少包含一个条件"];
      }
      return condition.conditions.flatMap((part) => problemsOf(part, depth + 1));
    case "not":
      return problemsOf(condition.condition, depth + 1);
    default:
      return problemsOfLeaf(condition);
  }
}

type Leaf = Exclude<Condition, { kind: "all" | "any" | "not" }>;

function problemsOfLeaf(leaf: Leaf): readonly string[] {
  const fact = findFact(leaf.fact);
  if (!fact) return [`未知的事实“${leaf.fact}”`];
  switch (leaf.kind) {
    case "between":
      return [
        ...mustBeNumbers(fact, leaf.low, leaf.high),
        ...(leaf.low > leaf.high ? [`${fact.label}的下限高于上限`] : []),
      ];
    case "one_of":
    case "none_of":
      return mustBeValues(fact, leaf.values);
    case "in_regions":
      return mustBeRegions(fact, leaf.regions);
    case "in_industries":
      return mustBeIndustries(fact, leaf.industries);
    default:
      // The compiler knows that only comparisons are left; stored JSON does not.
      return comparisons.includes(leaf.kind)
        ? mustBeNumbers(fact, leaf.value)
        : [`未知的条件类型“${String(leaf.kind)}”`];
  }
}

function mustBeNumbers(fact: Fact, ...bounds: readonly number[]): readonly string[] {
  if (fact.kind !== "number") return [`${fact.label}不是数值，不能比较大小`];
  return bounds.every(Number.isFinite) ? [] : [`${fact.label}的界限不是数值`];
}

function mustBeValues(fact: Fact, values: readonly string[]): readonly string[] {
  if (fact.kind !== "text") return [`${fact.label}是数值，不能按名称列举`];
  if (!Array.isArray(values) || values.length === 0) return [`${fact.label}没有列出可选值`];
  const foreign = values.filter(
    (value) => typeof value !== "string" || (fact.values && !(value in fact.values)),
  );
  return foreign.map((value) => `${fact.label}没有“${value}”这一取值`);
}

function mustBeRegions(fact: Fact, regions: readonly string[]): readonly string[] {
  if (fact.id !== "regionCode") return [`${fact.label}不是行政区划`];
  if (!Array.isArray(regions) || regions.length === 0) return ["没有列出行政区划"];
  return regions
    .filter((code) => !/^(\d{2}){1,3}$/.test(code))
    .map((code) => `“${code}”不是行政区划代码`);
}

function mustBeIndustries(fact: Fact, industries: readonly string[]): readonly string[] {
  if (fact.id !== "industryCode") return [`${fact.label}不是行业分类`];
  if (!Array.isArray(industries) || industries.length === 0) return ["没有列出行业"];
  return industries
    .filter((code) => !isIndustry(code))
    .map((code) => `“${code}”不是 GB/T 4754 的门类或大类代码`);
}
