import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discrimination, type Outcome } from "./discrimination.ts";

const outcomes = (bad: readonly number[], good: readonly number[]): Outcome[] => [
  ...bad.map((score) => ({ score, bad: true })),
  ...good.map((score) => ({ score, bad: false })),
];

describe("values worked by hand", () => {
  test("a perfect score", () => {
    expect(discrimination(outcomes([1, 2], [3, 4, 5]))).toEqual({
      n: 5,
      bad: 2,
      auc: 1,
      gini: 1,
      ks: 1,
    });
  });

  test("a score that is the wrong way round is below a half, and its distance is as great", () => {
    expect(discrimination(outcomes([3, 4], [1, 2]))).toMatchObject({ auc: 0, gini: -1, ks: 1 });
  });

  test("one score for all tells nothing", () => {
    expect(discrimination(outcomes([7, 7], [7, 7, 7]))).toMatchObject({ auc: 0.5, gini: 0, ks: 0 });
  });

  test("five of six pairs in order", () => {
    // Bad 1 is below 2, 4 and 5; bad 3 is below 4 and 5. At 3: all bad, a third of good.
    const { auc, gini, ks } = discrimination(outcomes([1, 3], [2, 4, 5]));
    expect(auc).toBeCloseTo(5 / 6, 12);
    expect(gini).toBeCloseTo(2 / 3, 12);
    expect(ks).toBeCloseTo(2 / 3, 12);
  });

  test("an equal score is half a pair", () => {
    // Pairs: 2–2 half, 2–3 won, 1–2 won, 1–3 won.
    const { auc, ks } = discrimination(outcomes([1, 2], [2, 3]));
    expect(auc).toBe(3.5 / 4);
    expect(ks).toBe(0.5);
  });

  test("the distance is taken between scores, not within equal ones", () => {
    // Within the tie at 1 one could see a distance of 1; there is none at its end.
    expect(discrimination(outcomes([1], [1])).ks).toBe(0);
  });
});

describe("what cannot be told", () => {
  test.each([
    ["no outcome at all", [], []],
    ["only bad ones", [1, 2], []],
    ["only good ones", [], [1]],
  ])("%s", (_, bad, good) => {
    expect(discrimination(outcomes(bad, good))).toEqual({
      n: bad.length + good.length,
      bad: bad.length,
      auc: null,
      gini: null,
      ks: null,
    });
  });

  test("a score that is no number is a defect", () => {
    expect(() => discrimination(outcomes([Number.NaN], [1]))).toThrow("not a score: NaN");
  });
});

/** Every pair and every threshold, one by one. */
function naive(all: readonly Outcome[]) {
  const bad = all.filter((outcome) => outcome.bad);
  const good = all.filter((outcome) => !outcome.bad);
  const won = bad.flatMap((one) =>
    good.map((other) => (one.score < other.score ? 1 : one.score === other.score ? 0.5 : 0)),
  );
  const share = (group: readonly Outcome[], score: number) =>
    group.filter((outcome) => outcome.score <= score).length / group.length;
  return {
    auc: won.reduce((sum: number, each) => sum + each, 0) / won.length,
    ks: Math.max(...all.map(({ score }) => Math.abs(share(bad, score) - share(good, score)))),
  };
}

test("agrees with counting every pair, with many ties or with none", () => {
  const some = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 })),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(some, some, (bad, good) => {
      const all = outcomes(bad, good);
      const { auc, gini, ks } = discrimination(all);
      const expected = naive(all);
      expect(auc).toBeCloseTo(expected.auc, 10);
      expect(gini).toBeCloseTo(2 * expected.auc - 1, 10);
      expect(ks).toBeCloseTo(expected.ks, 10);
    }),
  );
});

test("a hundred thousand outcomes take no time", () => {
  const all = Array.from({ length: 100_000 }, (_, index) => ({
    score: index % 997,
    bad: index % 3 === 0,
  }));
  const started = performance.now();
  expect(discrimination(all).n).toBe(100_000);
  expect(performance.now() - started).toBeLessThan(2000);
});
