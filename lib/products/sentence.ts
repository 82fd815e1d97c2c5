import { factOf, showFact } from "./facts.ts";
import { industryName } from "./industry-names.ts";
import type { Comparison, Condition, FactId } from "./model.ts";
import { regionName } from "./region-names.ts";

/** The condition as a Chinese reader would put it: 「纳税信用级别为 A、B、M 之一，且成立月数不少于 24 个月」. */
export const sentence = (condition: Condition): string => write(simplify(condition, true));

type Leaf = Exclude<Condition, { kind: "all" | "any" | "not" }>;
type Clause =
  | Readonly<{ kind: "all" | "any"; parts: readonly Clause[] }>
  | Readonly<{ kind: "leaf"; leaf: Leaf; holds: boolean }>;

/**
 * Pushes every "not" down to the leaves, where Chinese has a word for it, and melts an "all" within
 * an "all". Both are true to three-valued logic.
 */
function simplify(condition: Condition, holds: boolean): Clause {
  switch (condition.kind) {
    case "not":
      return simplify(condition.condition, !holds);
    case "all":
    case "any": {
      const kind = (condition.kind === "all") === holds ? "all" : "any";
      const parts = condition.conditions
        .map((part) => simplify(part, holds))
        .flatMap((part) => (part.kind === kind ? part.parts : [part]));
      const [only, ...others] = parts;
      return only && others.length === 0 ? only : { kind, parts };
    }
    default:
      return { kind: "leaf", leaf: condition, holds };
  }
}

function write(clause: Clause): string {
  if (clause.kind === "leaf") return writeLeaf(clause.leaf, clause.holds);
  const parts = clause.parts.map((part) =>
    part.kind === "leaf" ? write(part) : `（${write(part)}）`,
  );
  const link = clause.kind === "all" ? "，且" : "，或";
  return `${parts.slice(0, -1).join("，")}${link}${parts.at(-1) ?? ""}`;
}

const opposite: Readonly<Record<Comparison, Comparison>> = {
  at_least: "below",
  below: "at_least",
  at_most: "above",
  above: "at_most",
};

function writeLeaf(leaf: Leaf, holds: boolean): string {
  const { label } = factOf(leaf.fact);
  switch (leaf.kind) {
    case "between": {
      const range = spaced(
        "在",
        showFact(leaf.fact, leaf.low),
        "至",
        showFact(leaf.fact, leaf.high),
        "之间",
      );
      return `${label}${holds ? "" : "不"}${range}`;
    }
    case "one_of":
    case "none_of":
      return label + writeValues(leaf.fact, leaf.values, (leaf.kind === "one_of") === holds);
    case "in_regions":
      return `${label}${holds ? "在" : "不在"}${leaf.regions.map(regionName).join("、")}${leaf.regions.length > 1 ? "之一" : ""}`;
    case "in_industries":
      return `${label}${holds ? "属于" : "不属于"}${leaf.industries.map(industryName).join("、")}${leaf.industries.length > 1 ? (holds ? "之一" : "中的任何一个") : ""}`;
    default:
      return label + writeBound(leaf.fact, holds ? leaf.kind : opposite[leaf.kind], leaf.value);
  }
}

function writeValues(id: FactId, values: readonly string[], holds: boolean): string {
  const list = values.map((value) => showFact(id, value)).join("、");
  if (values.length === 1) return spaced(holds ? "为" : "不为", list);
  return holds ? spaced("为", list, "之一") : spaced("不为", list, "中的任何一个");
}

function writeBound(id: FactId, comparison: Comparison, value: number): string {
  const fact = factOf(id);
  const shown = showFact(id, value);
  const canBeLess = fact.kind === "number" && fact.signed;
  if (value === 0 && comparison === "at_most" && !canBeLess) return spaced("为", shown);
  // A share or a rate is high or low; an amount or a count is much or little.
  const isRatio = fact.kind === "number" && (fact.unit === "基点" || fact.unit === "HHI");
  return spaced(isRatio ? ratioWords[comparison] : quantityWords[comparison], shown);
}

const quantityWords: Readonly<Record<Comparison, string>> = {
  at_least: "不少于",
  at_most: "不超过",
  above: "多于",
  below: "少于",
};

const ratioWords: Readonly<Record<Comparison, string>> = {
  at_least: "不低于",
  at_most: "不高于",
  above: "高于",
  below: "低于",
};

const LATIN_END = /[A-Za-z0-9%]$/;
const LATIN_START = /^[-A-Za-z0-9]/;

/** Chinese typesetting: a space where Chinese meets Latin letters or digits. */
function spaced(...parts: readonly string[]): string {
  return parts.reduce((done, part) => {
    const gap = LATIN_END.test(done) || LATIN_START.test(part);
    return `${done}${gap ? " " : ""}${part}`;
  });
}
