import { casesOf, caseText, leavesOf } from "./cases.ts";
import { problemsOf } from "./check.ts";
import { compile, factsIn, type Predicate } from "./evaluate.ts";
import { factOf, showFact } from "./facts.ts";
import type { Condition, EligibilityRule } from "./model.ts";
import type { ProductProblem } from "./problems.ts";
import { sentence } from "./sentence.ts";

/** A rule with where it stands; `own`: the institution's, not one that follows from the product's bounds. */
export type PlacedRule = Readonly<{ rule: EligibilityRule; at: string; own: boolean }>;

/** What is wrong with one rule by itself: what it speaks of, what can never be, what never counts. */
export function problemsOfRule({ rule, at }: PlacedRule): readonly ProductProblem[] {
  const { name, condition } = rule;
  const unsound = problemsOf(condition);
  if (unsound.length > 0) {
    return unsound.map((words) => ({
      kind: "unsound",
      at,
      message: `规则“${name}”：${words}。`,
      example: null,
    }));
  }
  const cases = casesOf([condition]);
  if (!cases) {
    const message = `规则“${name}”同时比较的项目太多，无法核对。请拆成几条规则。`;
    return [{ kind: "too_wide", at, message, example: null }];
  }
  const holds = compile(condition);
  const some = (wanted: boolean) => cases.find((one) => holds(one) === wanted);
  const [hit, miss] = [some(true), some(false)];
  const shown = (one: (typeof cases)[number] | undefined) =>
    one ? `例如${caseText(one, factsIn(condition))}` : null;
  if (!hit) {
    const message = `规则“${name}”互相矛盾，没有企业能满足：${sentence(condition)}。`;
    return [{ kind: "contradiction", at, message, example: shown(miss) }];
  }
  if (!miss) {
    const message = `规则“${name}”总是满足，不起作用：${sentence(condition)}。`;
    return [{ kind: "idle", at, message, example: shown(hit) }];
  }
  return [
    ...partsOf(condition).flatMap(({ part, without }) =>
      agree(cases, holds, compile(without))
        ? [
            {
              kind: "idle" as const,
              at,
              message: `规则“${name}”中的“${sentence(part)}”不起作用：去掉后结果不变。`,
              example: shown(cases.find((one) => compile(part)(one) === false) ?? hit),
            },
          ]
        : [],
    ),
    ...gapsOf(condition).map(({ low, high, example, fact }) => ({
      kind: "gap" as const,
      at,
      message: `规则“${name}”的区间之间有空档：${factOf(fact).label}在${showFact(fact, low)}与${showFact(fact, high)}之间的企业被排除。如确需排除，请用“不满足”写明。`,
      example: `例如${factOf(fact).label} ${showFact(fact, example)}`,
    })),
  ];
}

type Cases = NonNullable<ReturnType<typeof casesOf>>;
const agree = (cases: Cases, one: Predicate, other: Predicate): boolean =>
  cases.every((facts) => one(facts) === other(facts));

/** Each part of a group, at any depth, with the condition as it would be without it. */
function partsOf(
  condition: Condition,
): readonly Readonly<{ part: Condition; without: Condition }>[] {
  if (condition.kind === "not") {
    return partsOf(condition.condition).map(({ part, without }) => ({
      part,
      without: { kind: "not", condition: without },
    }));
  }
  if (condition.kind !== "all" && condition.kind !== "any") return [];
  const { kind, conditions } = condition;
  return conditions.flatMap((part, place) => {
    const [first, ...others] = conditions.filter((_, index) => index !== place);
    const left = first
      ? [{ part, without: { kind, conditions: [first, ...others] } as const }]
      : [];
    const deeper = partsOf(part).map((inner) => {
      const swapped = conditions.map((one, index) => (index === place ? inner.without : one));
      // As many as there were, so at least one.
      const conditionsLeft = swapped as [Condition, ...Condition[]];
      return { part: inner.part, without: { kind, conditions: conditionsLeft } };
    });
    return [...left, ...deeper];
  });
}

/** Where an "any" lists ranges of one figure, and leaves out figures between two of them. */
function gapsOf(condition: Condition) {
  if (condition.kind !== "any") return [];
  const leaves = leavesOf(condition);
  const [first] = leaves;
  if (!first || leaves.length !== condition.conditions.length) return [];
  if (leaves.some(({ fact }) => fact !== first.fact) || factOf(first.fact).kind !== "number")
    return [];
  const cases = casesOf([condition]) ?? [];
  const holds = compile(condition);
  const values = cases.map((facts) => ({ value: Number(facts[first.fact]), inside: holds(facts) }));
  return values.flatMap(({ value, inside }, place) => {
    const before = values[place - 1];
    const after = values.slice(place).find((later) => later.inside === true);
    return inside === false && before?.inside === true && after
      ? [{ fact: first.fact, low: before.value, high: after.value, example: value }]
      : [];
  });
}

/** What two rules do to each other: none can meet both, or one never counts beside the other. */
export function problemsOfPair(one: PlacedRule, other: PlacedRule): readonly ProductProblem[] {
  if (!one.own && !other.own) return [];
  const [ofOne, ofOther] = [one.rule.condition, other.rule.condition];
  const shared = factsIn(ofOne).filter((fact) => factsIn(ofOther).includes(fact));
  const cases = shared.length > 0 ? casesOf([ofOne, ofOther]) : null;
  if (!cases) return [];
  const [holds, otherHolds] = [compile(ofOne), compile(ofOther)];
  const can = (predicate: Predicate, wanted: boolean) =>
    cases.some((facts) => predicate(facts) === wanted);
  // What is wrong with one of them alone is told there.
  if (![holds, otherHolds].every((each) => can(each, true) && can(each, false))) return [];
  if (!cases.some((facts) => holds(facts) === true && otherHolds(facts) === true)) {
    const hit = cases.find((facts) => holds(facts) === true);
    return [
      {
        kind: "contradiction",
        at: other.own ? other.at : one.at,
        message: `“${one.rule.name}”与“${other.rule.name}”互相矛盾，没有企业能同时满足。`,
        example: hit
          ? `例如${caseText(hit, shared)}：满足“${one.rule.name}”，不满足“${other.rule.name}”`
          : null,
      },
    ];
  }
  if (other.own && isIdleBeside(cases, other.rule, one.rule)) return [idle(cases, other, one)];
  if (one.own && isIdleBeside(cases, one.rule, other.rule)) return [idle(cases, one, other)];
  return [];
}

/** Whoever misses the rule misses the other one as well, with no milder end. */
function isIdleBeside(cases: Cases, rule: EligibilityRule, other: EligibilityRule): boolean {
  if (rule.otherwise === "reject" && other.otherwise === "review") return false;
  const [holds, otherHolds] = [compile(rule.condition), compile(other.condition)];
  return cases.every((facts) => holds(facts) !== false || otherHolds(facts) === false);
}

function idle(cases: Cases, { rule, at }: PlacedRule, other: PlacedRule): ProductProblem {
  const holds = compile(rule.condition);
  const missed = cases.find((facts) => holds(facts) === false);
  return {
    kind: "idle",
    at,
    message: `规则“${rule.name}”不起作用：不满足它的企业，都已被“${other.rule.name}”挡住。请删去其一。`,
    example: missed ? `例如${caseText(missed, factsIn(rule.condition))}` : null,
  };
}
