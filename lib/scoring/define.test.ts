import { describe, expect, test } from "vitest";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { defineScorecard } from "./define.ts";
import { canonicalJson, hashOf } from "./hash.ts";
import type { Characteristic, Scorecard, Veto } from "./model.ts";

const staff: Characteristic = {
  fact: "headcount",
  dimension: "经营活动",
  attributes: {
    kind: "bins",
    bins: [
      { below: 3, points: 0 },
      { below: 10, points: 10 },
    ],
    otherwise: 20,
  },
  missing: 8,
  baseline: 10,
  reason: "参保人数偏少",
  remedy: "足额参保。",
};
const grade: Characteristic = {
  ...staff,
  fact: "taxGrade",
  attributes: {
    kind: "categories",
    categories: [{ values: ["A", "B"], points: 20 }],
    otherwise: 0,
  },
};
const veto: Veto = {
  id: "lists",
  fact: "adverseLists",
  atLeast: 1,
  reason: "在列",
  remedy: "移出。",
};
const card: Scorecard = { ...bankTax1, characteristics: [staff, grade], vetoes: [veto] };
const stored = <T>(json: unknown) => json as T; // As from a file that nobody checked.

const withPart = (parts: Partial<Characteristic>) => ({
  ...card,
  characteristics: [{ ...staff, ...parts }],
});
const withVeto = (parts: object) => ({ ...card, vetoes: [stored<Veto>({ ...veto, ...parts })] });
const withBins = (bins: readonly { below: number; points: number }[]) =>
  withPart({ attributes: { kind: "bins", bins, otherwise: 20 } });

describe("a malformed card is refused when it loads", () => {
  test.each<[string, Scorecard, RegExp]>([
    [
      "bins that descend",
      withBins([
        { below: 10, points: 0 },
        { below: 3, points: 10 },
      ]),
      /bins of headcount must ascend/,
    ],
    [
      "two bins with one bound",
      withBins([
        { below: 3, points: 0 },
        { below: 3, points: 10 },
      ]),
      /must ascend/,
    ],
    ["no bin at all", withBins([]), /must ascend/],
    [
      "points that are not whole",
      withBins([{ below: 3, points: 0.5 }]),
      /points of headcount must be whole/,
    ],
    ["a fact that nobody knows", withPart({ fact: stored("mood") }), /mood is not an indicator/],
    ["bins over a category", withPart({ fact: "taxGrade" }), /taxGrade is a text/],
    ["no points for missing", withPart({ missing: stored(undefined) }), /points for missing/],
    ["missing better than the best", withPart({ missing: 21 }), /points for missing/],
    ["no baseline", withPart({ baseline: stored(undefined) }), /needs a baseline/],
    ["a baseline below the worst", withPart({ baseline: -1 }), /needs a baseline/],
    ["no reason", withPart({ reason: " " }), /a reason and a remedy/],
    [
      "a fact scored twice",
      { ...card, characteristics: [staff, staff] },
      /headcount is scored twice/,
    ],
    ["nothing scored", { ...card, characteristics: [] }, /no characteristics/],
    ["a veto on a fact that nobody knows", withVeto({ fact: "mood" }), /mood is not an indicator/],
    ["a veto without a bound", withVeto({ atLeast: undefined }), /needs only atLeast/],
    [
      "a veto on a category without values",
      withVeto({ fact: "taxGrade", atLeast: undefined }),
      /needs only oneOf/,
    ],
    ["a veto without a reason", withVeto({ reason: "" }), /needs a reason/],
    ["grades that ascend", { ...card, grades: card.grades.toReversed() }, /grades must descend/],
    ["odds of zero", { ...card, oddsAtBase: 0 }, /scale must be positive/],
    [
      "a negative multiple",
      { ...card, limit: { ...card.limit, taxMultiple: -1 } },
      /figures of the limit/,
    ],
  ])("%s", (_, malformed, problem) => {
    expect(() => defineScorecard(malformed)).toThrow(problem);
  });

  test("a sound one comes back as it is", () => {
    expect(defineScorecard(card)).toBe(card);
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
    expect(hashOf(withPart({ missing: 9 }))).not.toBe(hashOf(withPart({ missing: 8 })));
  });

  test("is not given for what JSON cannot say", () => {
    expect(() => canonicalJson({ from: -Infinity })).toThrow(RangeError);
  });
});
