import { describe, expect, test } from "vitest";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { defineScorecard } from "./define.ts";
import { factsOfColumns } from "./facts.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { hashOf } from "./hash.ts";
import type { Attribute, Characteristic, Condition, Predicate, Scorecard } from "./model.ts";
import { parseScorecard } from "./parse.ts";
import { problemsOf } from "./problems.ts";

const at = (value: number, closed: boolean) => ({ value, closed });
const scored = (when: Condition, points: number): Attribute => ({ when, points, reason: null });
const unknown = scored({ kind: "missing" }, 8);
const below = (end: number, points: number) =>
  scored({ kind: "interval", from: null, to: at(end, false) }, points);
const between = (from: number, to: number, points: number) =>
  scored({ kind: "interval", from: at(from, true), to: at(to, false) }, points);
const from = (start: number, points: number) =>
  scored({ kind: "interval", from: at(start, true), to: null }, points);

const staff: Characteristic = {
  id: "headcount",
  fact: "headcount",
  dimension: "经营活动",
  attributes: [unknown, below(3, 0), between(3, 10, 10), from(10, 20)],
  baseline: 10,
  reason: "staff",
  action: null,
};
const grade: Characteristic = {
  ...staff,
  id: "taxGrade",
  fact: "taxGrade",
  attributes: [
    unknown,
    scored({ kind: "values", values: ["A", "B"] }, 20),
    scored({ kind: "otherwise" }, 0),
  ],
};
const card: Scorecard = {
  ...bankTax1,
  characteristics: [staff, grade],
  reasons: [{ code: "staff", text: "参保人数偏少", remedy: "足额参保。" }],
};

const withStaff = (parts: Partial<Characteristic>): Scorecard => ({
  ...card,
  characteristics: [{ ...staff, ...parts }],
});
const withAttributes = (...attributes: Attribute[]) => withStaff({ attributes });
const found = (malformed: Scorecard) =>
  problemsOf(malformed).map(({ kind, at, example }) => [kind, at, example]);

test("a sound card has no problem, and comes back as it is", () => {
  expect(problemsOf(card, { own: true })).toEqual([]);
  expect(defineScorecard(card)).toBe(card);
});

describe("a gap is refused with a value that falls into it", () => {
  test("between two bins", () => {
    expect(found(withAttributes(unknown, below(3, 0), from(10, 20)))).toEqual([
      ["gap", "headcount", "3"],
    ]);
  });

  test("at a single point, where neither neighbour takes its end", () => {
    const open = scored({ kind: "interval", from: at(3, false), to: null }, 20);
    expect(found(withAttributes(unknown, below(3, 0), open))).toEqual([["gap", "headcount", "3"]]);
  });

  test("below the lowest and above the highest", () => {
    expect(found(withAttributes(unknown, between(3, 10, 10)))).toEqual([
      ["gap", "headcount", "2"],
      ["gap", "headcount", "10"],
    ]);
  });

  test("not between 1 and 2 where numbers are whole, but where they are not", () => {
    const upToOne = scored({ kind: "interval", from: null, to: at(1, true) }, 0);
    const whole = withAttributes(unknown, upToOne, from(2, 20));
    expect(problemsOf(whole)).toEqual([]);
    const ratio = { ...whole, vetoes: [] };
    const facts = factsOfColumns([{ name: "headcount", kind: "number" }]);
    expect(problemsOf(ratio, { facts })).toMatchObject([{ kind: "gap", example: "1.5" }]);
  });

  test("for a category that nobody named", () => {
    const named = scored({ kind: "values", values: ["A", "B"] }, 20);
    const only = { ...grade, attributes: [unknown, named] };
    expect(found({ ...card, characteristics: [only] })).toEqual([
      ["gap", "taxGrade", "（其他取值）"],
    ]);
  });
});

describe("an overlap is refused with a value that falls into both", () => {
  test("of two bins", () => {
    const problems = problemsOf(withAttributes(unknown, below(5, 0), from(3, 20)));
    expect(problems).toMatchObject([{ kind: "overlap", example: "3" }]);
    expect(problems[0]?.message).toContain("(−∞, 5)");
  });

  test("of two bins that both take the bound between them", () => {
    const upToThree = scored({ kind: "interval", from: null, to: at(3, true) }, 0);
    expect(found(withAttributes(unknown, upToThree, from(3, 20)))).toEqual([
      ["overlap", "headcount", "3"],
    ]);
  });

  test("of two categories that name one value", () => {
    const twice = [["A", "B"], ["B"]].map((values) => scored({ kind: "values", values }, 1));
    const attributes = [unknown, ...twice, scored({ kind: "otherwise" }, 0)];
    expect(found({ ...card, characteristics: [{ ...grade, attributes }] })).toEqual([
      ["overlap", "taxGrade", "B"],
      ["unreachable", "taxGrade", null],
    ]);
  });

  test("of predicates over two facts, with a value of each", () => {
    const compare = (fact: string, value: number): Predicate => ({
      kind: "compare",
      fact,
      operator: "greaterOrEqual",
      value,
    });
    const rest: Attribute[] = [
      scored({ kind: "predicate", predicate: compare("headcount", 10) }, 5),
      scored({ kind: "predicate", predicate: compare("penalties24", 1) }, 0),
      scored({ kind: "otherwise" }, 3),
    ];
    expect(found(withAttributes(unknown, ...rest))).toContainEqual([
      "overlap",
      "headcount",
      "headcount=10，penalties24=1",
    ]);
  });
});

describe("a characteristic is refused", () => {
  test("that says nothing of the unknown, even where something takes all the rest", () => {
    const rest = scored({ kind: "otherwise" }, 0);
    expect(found(withAttributes(below(3, 0), from(3, 1)))).toEqual([
      ["missing_attribute", "headcount", "未知"],
    ]);
    expect(found(withAttributes(below(3, 0), rest))).toEqual([
      ["missing_attribute", "headcount", "未知"],
    ]);
  });

  test("that puts what takes all ahead of the unknown: the first that is true wins", () => {
    const rest = scored({ kind: "otherwise" }, 0);
    expect(found(withAttributes(below(3, 0), rest, unknown))).toEqual([
      ["missing_attribute", "headcount", "未知"],
      ["unreachable", "headcount", null],
    ]);
  });

  test("with an empty bin, which nobody can reach", () => {
    const empty = scored({ kind: "interval", from: at(7, true), to: at(5, true) }, 1);
    expect(found(withAttributes(unknown, below(3, 0), from(3, 1), empty))).toEqual([
      ["unreachable", "headcount", null],
    ]);
  });

  test.each<[string, Partial<Characteristic>, string, string | null]>([
    ["of a fact that nobody knows", { fact: "mood" }, "unknown_fact", "mood"],
    ["of bins over a category", { fact: "taxGrade" }, "wrong_kind", null],
    ["without a reason", { reason: null }, "reason", null],
    ["with a reason that is not in the table", { reason: "none" }, "reason", "none"],
    ["without a baseline", { baseline: null }, "baseline", null],
    ["without attributes", { attributes: [] }, "empty", null],
  ])("%s", (_, parts, kind, example) => {
    expect(found(withStaff(parts))).toContainEqual([kind, "headcount", example]);
  });

  test("whose baseline is said to be the best attainable and is not", () => {
    const best = { ...withStaff({}), baselineMethod: "max" } as const;
    expect(found(best)).toEqual([["baseline", "headcount", "10"]]);
    const right = { ...withStaff({ baseline: 20 }), baselineMethod: "max" } as const;
    expect(found(right)).toEqual([]);
  });

  test("whose reason has a text but says nothing that one could do", () => {
    const silent = { ...card, reasons: [{ code: "staff", text: "参保人数偏少", remedy: " " }] };
    expect(found(silent)).toContainEqual(["reason", "headcount", "staff"]);
  });
});

describe("the platform's own cards", () => {
  const own = (malformed: Scorecard) =>
    problemsOf(malformed, { own: true }).map(({ kind, example }) => [kind, example]);

  test("have whole points, so that they add up on paper", () => {
    expect(own(withAttributes(unknown, below(3, 0.5), from(3, 20)))).toEqual([["points", null]]);
  });

  test("never reward an unknown fact beyond the best that can be known", () => {
    const hidden = scored({ kind: "missing" }, 21);
    expect(own(withAttributes(hidden, below(3, 0), from(3, 20)))).toEqual([["points", "21"]]);
    expect(problemsOf(withAttributes(hidden, below(3, 0), from(3, 20)))).toEqual([]);
  });
});

describe("the card as a whole is refused", () => {
  test.each<[string, Scorecard, string, string | null]>([
    ["without characteristics", { ...card, characteristics: [] }, "empty", null],
    ["with one twice", { ...card, characteristics: [staff, staff] }, "repeated", "headcount"],
    ["with grades that ascend", { ...card, grades: card.grades.toReversed() }, "grades", null],
    [
      "with odds of zero",
      { ...card, scale: { basePoints: 500, oddsAtBase: 0, pointsToDoubleOdds: 50 } },
      "scale",
      null,
    ],
    ["that ends before it begins", { ...card, validTo: "2025-12-31" }, "validity", null],
    ["that gives no reasons", { ...card, useReasons: false }, "reason", null],
  ])("%s", (_, malformed, kind, where) => {
    expect(problemsOf(malformed)).toContainEqual(expect.objectContaining({ kind, at: where }));
  });

  test("with a veto that cannot apply, is of nobody's fact, or gives no reason", () => {
    const [veto] = bankTax1.vetoes;
    if (!veto) throw new Error("no veto");
    const vetoes: Scorecard["vetoes"] = [
      { ...veto, id: "wrong", fact: "penalties24" },
      { ...veto, id: "whose", fact: "mood" },
      { ...veto, id: "silent", reason: "" },
    ];
    expect(found({ ...card, vetoes })).toEqual([
      ["veto", "wrong", null],
      ["unknown_fact", "whose", "mood"],
      ["veto", "silent", null],
    ]);
  });

  test("and does not load as the house's own", () => {
    expect(() => defineScorecard(withStaff({ fact: "mood" }))).toThrow(/unknown_fact at headcount/);
  });
});

describe("a document", () => {
  test("of the present form is read as it was written", () => {
    expect(parseScorecard(JSON.parse(JSON.stringify(card)))).toEqual(card);
  });

  test("with a field that nobody knows, or a figure that is none, is refused with its path", () => {
    const paths = (json: unknown) => {
      try {
        parseScorecard(json);
        return [];
      } catch (error) {
        return (error as { fields: { path: string }[] }).fields.map(({ path }) => path); // A Refusal.
      }
    };
    expect(paths({ ...card, mood: 1 })).toEqual([""]);
    expect(paths(withStaff({ baseline: Infinity }))).toEqual(["characteristics.0.baseline"]);
  });
});

describe("the hash of a card", () => {
  test("does not depend on the order in which it was written", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: undefined })).toBe(
      '{"b":[1,{"c":"x","d":null}]}',
    );
    const turned = Object.fromEntries(Object.entries(card).reverse()) as Scorecard; // The same entries.
    expect(hashOf(turned)).toBe(hashOf(card));
  });

  test("changes with a single point", () => {
    expect(hashOf(withStaff({ baseline: 9 }))).not.toBe(hashOf(card));
  });

  test("is not given for what JSON cannot say", () => {
    expect(() => canonicalJson({ from: -Infinity })).toThrow(RangeError);
  });
});
