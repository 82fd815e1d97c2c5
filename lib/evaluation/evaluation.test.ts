import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indicators } from "../credit/indicators.ts";
import { defineTemplate } from "./define.ts";
import { evaluate, itemsInWords, type EvaluationFacts } from "./index.ts";
import { lossesOf, passedOn, unscoredOf, type EvaluationTemplate } from "./model.ts";
import { parseTemplate } from "./parse.ts";
import { problemsOf } from "./problems.ts";
import { builtInTemplates } from "./templates/index.ts";

const small = defineTemplate({
  id: "small",
  version: 1,
  name: "小模板",
  source: "测试",
  example: true,
  regionCode: null,
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
  test("that come with the program have five dimensions of 1,000 points, say that they are examples, and come back from JSON", () => {
    for (const template of builtInTemplates) {
      expect(parseTemplate(JSON.parse(JSON.stringify(template)))).toEqual(template);
      expect(template.dimensions).toHaveLength(5);
      expect(template).toMatchObject({ total: 1000, example: true });
      expect(template.source).toContain("示例");
    }
    expect(builtInTemplates).toHaveLength(2);
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
      fc.property(facts, fc.constantFrom(...worse), fc.constantFrom(...builtInTemplates), (given, fact, template) => {
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
      fc.property(facts, fc.constantFrom(...builtInTemplates), (given, template) => {
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

describe("what an enterprise reads", () => {
  const found = evaluate(small, { penalties24: 1 });
  test("is what cost points, the most first, and what could not be scored", () => {
    expect(lossesOf(found)).toMatchObject([{ fact: "penalties24", lost: 300, dimension: "遵纪守法" }]);
    expect(unscoredOf(found)).toMatchObject([{ fact: "taxGrade", items: ["tax_grade"] }]);
  });
  test("is every band of an item in words, without a gap between two", () => {
    expect(itemsInWords(small).map(({ bands }) => bands.map(({ when, points }) => [when, points]))).toEqual([
      [["小于 1 次", 600], ["≥ 1 次 且小于 3 次", 300], ["≥ 3 次", 0]],
      [["A", 400], ["其他", 0]],
    ]);
  });
}); // prettier-ignore

describe("a template with a problem says where, which rule, and what breaks it", () => {
  const [law, tax] = small.dimensions;
  const withSteps = (steps: readonly { below: number | null; keepsBps: number }[]) => ({
    dimensions: [
      { ...law, id: "law", name: "遵纪守法", items: [{ ...item, steps }] },
      ...(tax ? [tax] : []),
    ],
  });
  const item = {
    fact: "penalties24",
    weight: 600,
    steps: [{ below: null, keepsBps: 10_000 }],
    categories: null,
    remedy: "",
  };
  const [first, second, third] = small.grades;
  const all = 10_000;
  test.each<readonly [string, Partial<EvaluationTemplate>, RegExp]>([
    ["weights that do not add up", { dimensions: small.dimensions.slice(0, 1) }, /之和须为 1000 分，现为 600 分，少 400 分/],
    ["an unknown indicator", { dimensions: [{ id: "x", name: "x", items: [{ ...item, fact: "luck", weight: 1000 }] }] }, /没有指标“luck”/],
    ["an indicator that counts twice", { dimensions: [{ id: "x", name: "x", items: [item, { ...item, weight: 400 }] }] }, /计分两次/],
    ["steps with a gap behind them", withSteps([{ below: 3, keepsBps: all }]), /数值 3 不在任何一档/],
    ["steps that overlap", withSteps([{ below: 3, keepsBps: all }, { below: 3, keepsBps: 50 }, { below: null, keepsBps: 0 }]), /例如数值 2 已被前一档取走/],
    ["nothing that gets all points", withSteps([{ below: null, keepsBps: 50 }]), /没有任何一档得满分/],
    ["grades that do not fall", { grades: [first, first && { ...first, grade: "B" }, third].flatMap((one) => one ?? []) }, /例如 800 分同属两级/],
    ["a gap below the last grade", { grades: [first, second].flatMap((one) => one ?? []), vetoes: [] }, /499 分现在没有等级/],
    ["a veto that leads to no grade", { vetoes: small.vetoes.map((veto) => ({ ...veto, grade: "Z" })) }, /降至“Z”级，本模板没有这一级；请改为A、B、C之一/],
    ["a last day before the first", { validTo: "2025-01-01" }, /没有一天有效/],
  ])("%s", (_, change, message) => {
    const problems = problemsOf({ ...small, ...change });
    expect(problems.map((one) => one.message).join("")).toMatch(message);
    expect(() => defineTemplate({ ...small, ...change })).toThrow("small@1");
  }); // prettier-ignore
});
