import { describe, expect, test } from "vitest";
import { problemsOf } from "./check.ts";
import { compile, factsIn, regionPrefix, type Truth } from "./evaluate.ts";
import { facts as dictionary } from "./facts.ts";
import type { Condition, FactId, Facts } from "./model.ts";

const unknownFacts = Object.fromEntries(dictionary.map(({ id }) => [id, null])) as Facts; // One entry for each id.
const known = (parts: Partial<Facts>): Facts => ({ ...unknownFacts, ...parts });

const atLeast = (value: number): Condition => ({ kind: "at_least", fact: "headcount", value });
const yes: Condition = { kind: "at_least", fact: "customers12", value: 1 };
const no: Condition = { kind: "below", fact: "customers12", value: 1 };
const unknown: Condition = { kind: "above", fact: "suppliers12", value: 1 };
const broken: Condition = { kind: "above", fact: "penalties24", value: 1 };

describe("a single condition at its bound", () => {
  test.each<[string, Condition, number | null, Truth]>([
    ["at least 10, ten", atLeast(10), 10, true],
    ["at least 10, nine", atLeast(10), 9, false],
    ["at most 10, ten", { kind: "at_most", fact: "headcount", value: 10 }, 10, true],
    ["at most 10, eleven", { kind: "at_most", fact: "headcount", value: 10 }, 11, false],
    ["above 10, ten", { kind: "above", fact: "headcount", value: 10 }, 10, false],
    ["below 10, ten", { kind: "below", fact: "headcount", value: 10 }, 10, false],
    ["between, the lower end", { kind: "between", fact: "headcount", low: 3, high: 5 }, 3, true],
    ["between, the upper end", { kind: "between", fact: "headcount", low: 3, high: 5 }, 5, true],
    ["between, beyond", { kind: "between", fact: "headcount", low: 3, high: 5 }, 6, false],
    ["zero is known", { kind: "at_most", fact: "headcount", value: 0 }, 0, true],
    ["unknown is neither", atLeast(0), null, null],
  ])("%s", (_, condition, headcount, truth) => {
    expect(compile(condition)(known({ headcount }))).toBe(truth);
  });

  test.each<[string | null, Truth, Truth]>([
    ["A", true, false],
    ["C", false, true],
    [null, null, null],
  ])("a grade %s against A and B", (taxGrade, oneOf, noneOf) => {
    const values = ["A", "B"] as const;
    expect(compile({ kind: "one_of", fact: "taxGrade", values })(known({ taxGrade }))).toBe(oneOf);
    expect(compile({ kind: "none_of", fact: "taxGrade", values })(known({ taxGrade }))).toBe(
      noneOf,
    );
  });
});

describe("regions lie within regions", () => {
  test.each<[string, string, boolean]>([
    ["520000", "520102", true],
    ["520000", "530102", false],
    ["520100", "520102", true],
    ["520100", "520302", false],
    ["520102", "520102", true],
    ["520102", "520100", false],
    ["522000", "522001", true],
    // Chongqing: its fifth zero belongs to the code, not to a pair.
    ["500000", "500101", true],
    ["500000", "510101", false],
    ["52", "522701", true],
  ])("%s contains %s: %s", (region, regionCode, truth) => {
    const condition: Condition = { kind: "in_regions", fact: "regionCode", regions: [region] };
    expect(compile(condition)(known({ regionCode }))).toBe(truth);
  });

  test("trailing pairs of zeros are cut, single zeros are not", () => {
    expect(["520000", "500000", "520100", "520110", "522000"].map(regionPrefix)).toEqual([
      "52",
      "50",
      "5201",
      "520110",
      "5220",
    ]);
  });
});

describe("three values and an error", () => {
  const facts = known({ customers12: 3, penalties24: "两次" });
  const all = (...conditions: [Condition, ...Condition[]]): Condition => ({
    kind: "all",
    conditions,
  });
  const any = (...conditions: [Condition, ...Condition[]]): Condition => ({
    kind: "any",
    conditions,
  });
  const not = (condition: Condition): Condition => ({ kind: "not", condition });

  test.each<[string, Condition, Truth]>([
    ["true and unknown is unknown", all(yes, unknown), null],
    ["false and unknown is false", all(unknown, no), false],
    ["true or unknown is true", any(unknown, yes), true],
    ["false or unknown is unknown", any(no, unknown), null],
    ["not unknown is unknown", not(unknown), null],
    ["not false is true", not(no), true],
    ["a text where a number belongs is an error", broken, "error"],
    ["an error does not hide behind a false", all(no, broken), "error"],
    ["an error does not hide behind a true", any(yes, broken), "error"],
    ["not an error is an error", not(broken), "error"],
  ])("%s", (_, condition, truth) => {
    expect(compile(condition)(facts)).toBe(truth);
  });

  test("a number where a text belongs, and not-a-number, are errors", () => {
    const grade: Condition = { kind: "one_of", fact: "taxGrade", values: ["A"] };
    const place: Condition = { kind: "in_regions", fact: "regionCode", regions: ["520000"] };
    expect(compile(grade)(known({ taxGrade: 1 }))).toBe("error");
    expect(compile(place)(known({ regionCode: 520100 }))).toBe("error");
    expect(compile(atLeast(1))(known({ headcount: NaN }))).toBe("error");
  });

  test("a fact that was left out is unknown", () => {
    expect(compile(atLeast(1))({} as Facts)).toBeNull(); // As from JSON of an older day.
  });
});

describe("a condition that cannot be published", () => {
  const stored = (json: unknown) => json as Condition; // As somebody may have written it.
  test.each<[string, Condition, string]>([
    ["an unknown fact", stored({ kind: "at_least", fact: "mood", value: 1 }), "未知的事实"],
    ["an unknown kind", stored({ kind: "like", fact: "headcount", value: 1 }), "未知的条件类型"],
    ["an empty all", stored({ kind: "all", conditions: [] }), "至少包含一个"],
    ["nothing within a not", stored({ kind: "not" }), "条件为空"],
    ["a grade compared as a number", { kind: "at_least", fact: "taxGrade", value: 1 }, "不是数值"],
    ["a count listed as texts", { kind: "one_of", fact: "headcount", values: ["1"] }, "是数值"],
    ["a bound that is no number", stored({ kind: "below", fact: "headcount", value: "9" }), "界限"],
    [
      "a range upside down",
      { kind: "between", fact: "headcount", low: 5, high: 3 },
      "下限高于上限",
    ],
    ["a grade that does not exist", { kind: "one_of", fact: "taxGrade", values: ["E"] }, "没有“E”"],
    [
      "a code that is no region",
      { kind: "in_regions", fact: "regionCode", regions: ["5201%"] },
      "不是行政区划代码",
    ],
  ])("%s is named, and evaluates to an error", (_, condition, problem) => {
    expect(problemsOf(condition).join()).toContain(problem);
    expect(compile(condition)(known({ headcount: 3, taxGrade: "A" }))).toBe("error");
  });

  test("nesting has an end", () => {
    let condition: Condition = yes;
    for (let depth = 0; depth < 10; depth += 1) condition = { kind: "not", condition };
    expect(problemsOf(condition)).toEqual(["条件嵌套超过 8 层"]);
  });
});

test("the facts of a condition come once each, in the order of reading", () => {
  const nested: Condition = {
    kind: "all",
    conditions: [yes, { kind: "not", condition: { kind: "any", conditions: [unknown, yes] } }],
  };
  expect(factsIn(nested)).toEqual<FactId[]>(["customers12", "suppliers12"]);
});
