import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indicators } from "../credit/indicators.ts";
import { defineTemplate } from "./define.ts";
import { evaluate, templatesOn, type EvaluationFacts } from "./index.ts";
import { passedOn, type EvaluationTemplate } from "./model.ts";

const today = "2026-11-21";
const small = defineTemplate({
  id: "small",
  version: 1,
  name: "小模板",
  source: "测试",
  example: true,
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
  total: 1000,
  leastKnownBps: 5_000,
  dimensions: [
    {
      id: "law",
      name: "遵纪守法",
      items: [
        {
          fact: "penalties24",
          weight: 600,
          steps: [
            { below: 1, keepsBps: 10_000 },
            { below: 3, keepsBps: 5_000 },
            { below: null, keepsBps: 0 },
          ],
          categories: null,
          remedy: "修复",
        },
      ],
    },
    {
      id: "tax",
      name: "社会责任",
      items: [
        {
          fact: "taxGrade",
          weight: 400,
          steps: null,
          categories: [{ values: ["A"], keepsBps: 10_000 }],
          remedy: "按期申报",
        },
      ],
    },
  ],
  vetoes: [
    {
      id: "list",
      fact: "seriousDishonestyLists",
      atLeast: 1,
      grade: "C",
      reason: "在列",
      remedy: "移出",
    },
  ],
  grades: [
    { grade: "A", label: "优", from: 800, national: "A" },
    { grade: "B", label: "良", from: 500, national: "B" },
    { grade: "C", label: "差", from: 0, national: "D" },
  ],
});

describe("an evaluation", () => {
  test("adds up what each item keeps of its weight, and says what to do about the rest", () => {
    const found = evaluate(small, { penalties24: 1, taxGrade: "A" });
    expect(found).toMatchObject({ score: 700, grade: "B", national: "B", knownBps: 10_000 });
    expect(found.dimensions.map(({ points, weight }) => [points, weight])).toEqual([
      [300, 600],
      [400, 400],
    ]);
    expect(found.dimensions[0]?.items[0]).toMatchObject({ observed: "1 次", remedy: "修复" });
    expect(found.dimensions[1]?.items[0]).toMatchObject({ points: 400, remedy: null });
  });

  test("does not score what is unknown: the rest counts for the whole", () => {
    const found = evaluate(small, { penalties24: 0 });
    expect(found).toMatchObject({ score: 1000, grade: "A", knownBps: 6_000 });
    expect(found.dimensions[1]).toMatchObject({ points: 0, weight: 0 });
    expect(found.dimensions[1]?.items[0]).toMatchObject({ points: null, observed: null });
  });

  test("gives no grade where too little is known", () => {
    expect(evaluate(small, { taxGrade: "A" })).toMatchObject({ score: null, grade: null });
    expect(evaluate(small, {})).toMatchObject({ score: null, grade: null, national: null });
  });

  test("ends at the grade that a veto leaves, whatever the points and even without them", () => {
    const listed = { seriousDishonestyLists: 1 };
    const found = evaluate(small, { ...listed, penalties24: 0, taxGrade: "A" });
    expect(found).toMatchObject({ score: 1000, grade: "C", national: "D" });
    expect(found.vetoes).toEqual([{ id: "list", reason: "在列", remedy: "移出" }]);
    expect(evaluate(small, listed)).toMatchObject({ score: null, grade: "C" });
    expect(evaluate(small, { ...listed, seriousDishonestyLists: null }).vetoes).toEqual([]);
  });

  test("of D is passed on: an industry may not call it A", () => {
    expect(passedOn(evaluate(small, { penalties24: 9, taxGrade: "D" }))).toContain("不得评为 A");
    expect(passedOn(evaluate(small, { penalties24: 0, taxGrade: "A" }))).toBeNull();
  });
});

describe("the templates", () => {
  test("in force are those of the day, and each has five dimensions of 1,000 points and says that it is an example", () => {
    expect(templatesOn("2025-12-31")).toEqual([]);
    for (const template of templatesOn(today)) {
      expect(template.dimensions).toHaveLength(5);
      expect(template).toMatchObject({ total: 1000, example: true });
      expect(template.source).toContain("示例");
    }
    expect(templatesOn(today)).toHaveLength(2);
  });

  const value = (id: string, kind: string) =>
    kind === "text"
      ? fc.constantFrom("A", "B", "M", "C", "D", null)
      : fc.option(fc.integer({ min: 0, max: id.endsWith("Bps") ? 20_000 : 12 }), { nil: null });
  const facts: fc.Arbitrary<EvaluationFacts> = fc.record(
    Object.fromEntries(indicators.map(({ id, kind }) => [id, value(id, kind)])),
  );

  test("never reward what is worse: one more penalty, list or case never raises score or grade", () => {
    const worse = [
      "seriousPenalties24", "generalPenalties24", "dishonestDebtorCases", "enforcementCases",
      "judgmentsAgainst24", "seriousDishonestyLists", "adverseLists", "taxArrearsFen",
    ]; // prettier-ignore
    fc.assert(
      fc.property(facts, fc.constantFrom(...worse), fc.constantFrom(...templatesOn(today)), (given, fact, template) => {
        const before = evaluate(template, { ...given, [fact]: 0 });
        const after = evaluate(template, { ...given, [fact]: 4 });
        expect(after.score ?? 0).toBeLessThanOrEqual(before.score ?? 0);
        const place = (grade: string | null) => template.grades.findIndex((one) => one.grade === grade);
        if (before.grade !== null) expect(place(after.grade)).toBeGreaterThanOrEqual(place(before.grade));
      }),
      { numRuns: 500 },
    ); // prettier-ignore
  });

  test("give a score within their total, made of the points that are shown", () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...templatesOn(today)), (given, template) => {
        const { score, dimensions, knownBps } = evaluate(template, given);
        const points = dimensions.flatMap(({ items }) => items.map((item) => item.points ?? 0));
        const known = dimensions.reduce((sum, { weight }) => sum + weight, 0);
        expect(knownBps).toBe(Math.floor(known * 10));
        if (score === null) return;
        expect(score).toBe(
          Math.round((points.reduce((sum, each) => sum + each, 0) * 1000) / known),
        );
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a malformed template is refused when it loads", () => {
  const broken = (change: Partial<EvaluationTemplate>) => () =>
    defineTemplate({ ...small, ...change });
  test.each([
    ["weights that do not add up", { total: 900 }, /add up to 1000/],
    ["grades that do not descend", { grades: [...small.grades].reverse() }, /descend/],
    [
      "an unknown indicator",
      {
        dimensions: [
          {
            id: "x",
            name: "x",
            items: [
              {
                fact: "luck",
                weight: 1000,
                steps: [{ below: null, keepsBps: 10_000 }],
                categories: null,
                remedy: "",
              },
            ],
          },
        ],
      },
      /luck is not an indicator/,
    ],
    [
      "a veto that leads to no grade",
      {
        vetoes: [{ id: "v", fact: "penalties24", atLeast: 1, grade: "Z", reason: "", remedy: "" }],
      },
      /no Z/,
    ],
  ] as const)("%s", (_, change, message) => {
    expect(broken(change)).toThrow(message);
  });
});
