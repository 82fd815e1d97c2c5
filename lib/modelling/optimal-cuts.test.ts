import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tally } from "./model.ts";
import { ivOf, optimalCuts, woeOf, type CutRules } from "./optimal-cuts.ts";

describe("a table worked by hand", () => {
  // 150 good and 50 bad: a bin of 90 and 10, and one of 60 and 40. Half a bad (and three times that of
  // good, as there are three times as many) is added: ln((91.5 / 151.5) ÷ (10.5 / 50.5)).
  const total = { good: 150, bad: 50 };

  test("the weight of evidence is the logarithm of the shares of good and of bad", () => {
    expect(woeOf({ good: 90, bad: 10 }, total)).toBeCloseTo(1.06635, 4);
    expect(woeOf({ good: 60, bad: 40 }, total)).toBeCloseTo(-0.68088, 4);
  });

  test("the information value is what the shares differ by, times that", () => {
    const iv = ivOf({ good: 90, bad: 10 }, total) + ivOf({ good: 60, bad: 40 }, total);
    expect(iv).toBeCloseTo(0.4 * 1.06635 + 0.4 * 0.68088, 4);
  });

  test("a bin like the whole says nothing, nor does one without rows", () => {
    expect(woeOf({ good: 30, bad: 10 }, total)).toBeCloseTo(0, 12);
    expect(woeOf({ good: 0, bad: 0 }, total)).toBeCloseTo(0, 12);
  });

  test("a bin without bad rows has a finite weight", () => {
    expect(woeOf({ good: 30, bad: 0 }, total)).toBeCloseTo(Math.log(31.5 / 151.5 / (0.5 / 50.5)));
  });
});

const shapesOf = { rising: [1], falling: [-1], peak: [1, -1], valley: [-1, 1] } as const;
const rateOf = ({ good, bad }: Tally) => bad / (good + bad);

/** Whether the rates go each way in turn, strictly, and no other way. */
function goes(bins: readonly Tally[], ways: readonly number[]): boolean {
  let at = 0;
  return bins.slice(1).every((bin, index) => {
    const before = bins[index];
    const way = Math.sign(rateOf(bin) - (before ? rateOf(before) : NaN));
    while (at < ways.length && ways[at] !== way) at++;
    return at < ways.length;
  });
}

/** Every partition there is, one by one. */
function naive(buckets: readonly Tally[], rules: CutRules): number {
  const chance = 1 / rules.total.bad + 1 / rules.total.good;
  let best = -Infinity;
  for (let mask = 0; mask < 2 ** (buckets.length - 1); mask++) {
    const bins: Tally[] = [];
    buckets.forEach(({ good, bad }, at) => {
      const last = at > 0 && (mask & (1 << (at - 1))) === 0 ? bins.pop() : undefined;
      bins.push({ good: good + (last?.good ?? 0), bad: bad + (last?.bad ?? 0) });
    });
    const rows = rules.total.good + rules.total.bad;
    const large = bins.every(({ good, bad }) => {
      const share = (good + bad) / rows;
      return (
        good + bad >= rules.minRows &&
        (good >= rules.minEach || share * rules.total.good >= rules.minEach) &&
        (bad >= rules.minEach || share * rules.total.bad >= rules.minEach)
      );
    });
    if (!large) continue;
    const iv = bins.reduce((sum, bin) => sum + ivOf(bin, rules.total), 0);
    for (const shape of rules.shapes) {
      if (!goes(bins, shapesOf[shape])) continue;
      const turns = shape === "peak" || shape === "valley" ? 2 : 0;
      best = Math.max(best, iv - (bins.length + turns) * rules.cost * chance);
    }
  }
  return best;
}

test("no partition of the same shape is better, of all that there are", () => {
  const bucket = fc.record({ good: fc.nat({ max: 30 }), bad: fc.nat({ max: 12 }) });
  const rule = fc.record({
    minRows: fc.integer({ min: 1, max: 25 }),
    minEach: fc.nat({ max: 4 }),
    cost: fc.constantFrom(0.1, 1, 4),
    shapes: fc.constantFrom<CutRules["shapes"][]>(
      ["rising"],
      ["falling"],
      ["rising", "falling"],
      ["rising", "falling", "peak", "valley"],
    ),
  });
  fc.assert(
    fc.property(fc.array(bucket, { minLength: 2, maxLength: 8 }), rule, (buckets, part) => {
      const filled = buckets.filter(({ good, bad }) => good + bad > 0);
      const sum = (of: "good" | "bad") => filled.reduce((all, each) => all + each[of], 0);
      fc.pre(filled.length >= 2 && sum("good") > 0 && sum("bad") > 0);
      const rules = { ...part, total: { good: sum("good"), bad: sum("bad") } };
      const best = naive(filled, rules);
      const { ends, shape } = optimalCuts(filled, rules);
      if (ends.length < 2) {
        // Nothing can be cut, or nothing that is cut is worth more than the whole.
        const chance = 1 / rules.total.bad + 1 / rules.total.good;
        expect(best === -Infinity || Math.abs(best + rules.cost * chance) < 1e-9).toBe(true);
        expect(shape).toBe("flat");
        return;
      }
      const bins = ends.map((end, index) =>
        filled
          .slice(ends[index - 1] ?? 0, end)
          .reduce((all, each) => ({ good: all.good + each.good, bad: all.bad + each.bad }), {
            good: 0,
            bad: 0,
          }),
      );
      const chance = 1 / rules.total.bad + 1 / rules.total.good;
      const iv = bins.reduce((all, bin) => all + ivOf(bin, rules.total), 0);
      const turns = shape === "peak" || shape === "valley" ? 2 : 0;
      expect(iv - (bins.length + turns) * rules.cost * chance).toBeCloseTo(best, 9);
      expect(goes(bins, shapesOf[shape as keyof typeof shapesOf])).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a hundred buckets take no time", () => {
  const buckets = Array.from({ length: 100 }, (_, at) => ({
    good: 90 + (at % 7),
    bad: 3 + at / 10,
  }));
  const started = performance.now();
  optimalCuts(buckets, {
    minRows: 500,
    minEach: 5,
    cost: 3,
    total: { good: 9300, bad: 800 },
    shapes: ["rising", "falling", "peak", "valley"],
  });
  expect(performance.now() - started).toBeLessThan(1000);
});
