import { describe, expect, test } from "vitest";
import { talliesOf } from "#lib/kernel/discrimination.ts";
import { middle, resampled } from "./bootstrap.ts";
import { brier, calibration } from "./measures.ts";
import { badProbability } from "./points.ts";
import { seeded } from "./random.ts";
import { swapSet } from "./swap-set.ts";

const random = seeded(5);
const scoresOf = (rows: number, lean: number) => {
  const bad = Uint8Array.from({ length: rows }, () => (random() < 0.3 ? 1 : 0));
  return {
    bad,
    scores: Array.from(bad, (each) => Math.round(100 * random() + (each ? 0 : lean))),
  };
};

describe("a bootstrap interval", () => {
  test("holds the AUC of the sample and is narrower for more rows", () => {
    const widths = [200, 5000].map((rows) => {
      const { bad, scores } = scoresOf(rows, 25);
      const { auc, ks } = resampled([talliesOf(scores, (at) => bad[at] === 1)], seeded(1), 300);
      expect(auc && ks).not.toBeNull();
      expect(auc?.low).toBeLessThan(0.73);
      expect(auc?.high).toBeGreaterThan(0.69);
      return (auc?.high ?? 0) - (auc?.low ?? 0);
    });
    expect(widths[1]).toBeLessThan((widths[0] ?? 0) / 3);
  });

  test("of very many rows agrees with drawing each of them", () => {
    // The Poisson draw begins above 20,000 rows of a kind; the spread falls with the root of the rows.
    const { bad, scores } = scoresOf(40_000, 25);
    const some = resampled(
      [talliesOf(scores.slice(0, 10_000), (at) => bad[at] === 1)],
      seeded(1),
      300,
    );
    const all = resampled([talliesOf(scores, (at) => bad[at] === 1)], seeded(1), 300);
    const width = ({ auc }: typeof all) => (auc ? auc.high - auc.low : NaN);
    expect(width(some) / width(all)).toBeGreaterThan(1.6);
    expect(width(some) / width(all)).toBeLessThan(2.5);
  });

  test("is the same for the same seed", () => {
    const { bad, scores } = scoresOf(300, 20);
    const tallies = talliesOf(scores, (at) => bad[at] === 1);
    expect(resampled([tallies], seeded(9), 50)).toEqual(resampled([tallies], seeded(9), 50));
  });

  test("is the middle 95 % of what was drawn", () => {
    expect(middle(Array.from({ length: 201 }, (_, at) => at))).toEqual({ low: 5, high: 195 });
  });
});

describe("calibration, by hand", () => {
  test("the Brier score is the mean squared distance", () => {
    expect(brier(Float64Array.of(0.2, 0.9, 0.5), Uint8Array.of(0, 1, 1))).toBeCloseTo(
      (0.04 + 0.01 + 0.25) / 3,
    );
  });

  test("a forecast that is right has slope 1 and intercept 0", () => {
    const said = [0.1, 0.5, 0.8].flatMap((p) => Array.from({ length: 100 }, () => p));
    const bad = [10, 50, 80].flatMap((bads) =>
      Array.from({ length: 100 }, (_, at) => (at < bads ? 1 : 0)),
    );
    const { slope, intercept, bands } = calibration(Float64Array.from(said), Uint8Array.from(bad));
    expect([slope, intercept].map((each) => Math.round((each ?? NaN) * 1e6) + 0)).toEqual([
      1_000_000, 0,
    ]);
    for (const { predicted, observed } of bands) expect(predicted).toBeCloseTo(observed, 9);
    expect(bands.map(({ n }) => n)).toEqual([100, 100, 100]);
  });

  test("a forecast of half the odds is off by ln 2", () => {
    const said = Float64Array.from({ length: 300 }, () => 1 / 5);
    const bad = Uint8Array.from({ length: 300 }, (_, at) => (at < 100 ? 1 : 0));
    expect(calibration(said, bad).intercept).toBeCloseTo(Math.log(2), 6);
  });

  test("the scale: 20 to 1 at 600, and twice that 50 points above", () => {
    const scale = { base: 600, odds: 20, double: 50 };
    expect(badProbability(scale, 600)).toBeCloseTo(1 / 21, 12);
    expect(badProbability(scale, 650)).toBeCloseTo(1 / 41, 12);
    expect(badProbability(scale, 550)).toBeCloseTo(1 / 11, 12);
  });
});

describe("a swap set", () => {
  // The first card lets in a and b, the second b and c; c turned out bad.
  const first = [9, 8, 2, 1];
  const second = [1, 9, 8, 2];
  const bad = Uint8Array.of(0, 0, 1, 1);

  test("says who is let in by both cards, by one, and by none", () => {
    const { both, swapIn, swapOut, neither, cutoffs } = swapSet(first, second, bad, 0.5);
    expect(both).toEqual({ n: 1, bad: 0, badRate: 0 });
    expect(swapIn).toEqual({ n: 1, bad: 1, badRate: 1 });
    expect(swapOut).toEqual({ n: 1, bad: 0, badRate: 0 });
    expect(neither).toEqual({ n: 1, bad: 1, badRate: 1 });
    expect(cutoffs).toEqual({ first: 8, second: 8 });
  });

  test("lets in equally many by both cards, also where all score alike", () => {
    const { swapIn, swapOut } = swapSet([5, 5, 5, 5], second, bad, 0.5);
    expect(swapIn.n).toBe(swapOut.n);
  });

  test("of a card with itself is empty, and an empty cell has no rate", () => {
    const { swapIn, swapOut } = swapSet(first, first, bad, 0.25);
    expect([swapIn, swapOut]).toEqual([
      { n: 0, bad: 0, badRate: null },
      { n: 0, bad: 0, badRate: null },
    ]);
  });
});
