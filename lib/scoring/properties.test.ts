import fc from "fast-check";
import { expect, test } from "vitest";
import {
  indicatorOf,
  indicators,
  type IndicatorId,
  type IndicatorValues,
} from "../credit/indicators.ts";
import { namedValues } from "./candidates.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import type { FactValues } from "./model.ts";
import { score } from "./score.ts";

const { characteristics, vetoes } = bankTax1;
const signed = new Set<IndicatorId>([
  "profit12Fen",
  "invoiceSales12Fen",
  "declaredSalesGrowthBps",
  "invoiceSalesGrowthBps",
  "headcountChangeBps",
]);
const grades = ["D", "C", "M", "B", "A"] as const;

/** Every bound of the card that speaks of this fact, its neighbours, and anything between. */
function valueOf(id: IndicatorId): fc.Arbitrary<number | string> {
  if (indicatorOf(id).kind === "text") return fc.constantFrom(...grades);
  const characteristic = characteristics.find(({ fact }) => fact === id);
  const bounds = characteristic ? namedValues(characteristic, id).numbers : [1];
  const near = [...bounds, 0].flatMap((bound) => [bound - 1, bound, bound + 1]);
  const values = signed.has(id) ? near : near.filter((value) => value >= 0);
  const most = Math.max(...values) * 2;
  return fc.oneof(
    fc.constantFrom(...values),
    fc.integer({ min: signed.has(id) ? -most : 0, max: most }),
  );
}

const anyFacts = fc
  .record(Object.fromEntries(indicators.map(({ id }) => [id, fc.option(valueOf(id))])))
  .map((facts) => facts as IndicatorValues); // One entry for each id.

const byName = (facts: FactValues): FactValues => facts;

test("points add up to the total, and the range holds what the unknown could turn out to be", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { total, parts, range, completenessBps } = score(bankTax1, facts);
      expect(parts.reduce((sum, { points }) => sum + points, bankTax1.initialScore)).toBe(total);
      expect(range.low).toBeLessThanOrEqual(total);
      expect(range.high).toBeGreaterThanOrEqual(total);
      if (completenessBps === 10_000) expect(range).toEqual({ low: total, high: total });
    }),
  );
});

test("learning an unknown fact never leads out of the range", () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (facts, truth) => {
      const { range } = score(bankTax1, facts);
      const learnt = Object.fromEntries(
        indicators.map(({ id }) => [id, facts[id] ?? truth[id]]),
      ) as IndicatorValues; // One entry for each id.
      const { total } = score(bankTax1, learnt);
      expect(total).toBeGreaterThanOrEqual(range.low);
      expect(total).toBeLessThanOrEqual(range.high);
    }),
  );
});

test("reasons: at most four, the heaviest first, all from the part that failed", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { reasons, vetoed, parts } = score(bankTax1, facts);
      expect(reasons.length).toBeLessThanOrEqual(4);
      expect(reasons.every(({ kind }) => (kind === "veto") === vetoed)).toBe(true);
      if (vetoed) return;
      const losses = parts
        .map(({ baseline, points }) => baseline - points)
        .filter((lost) => lost > 0);
      expect(reasons.map(({ lost }) => lost)).toEqual(
        losses.sort((one, other) => other - one).slice(0, 4),
      );
      for (const { fact, kind } of reasons) {
        expect(kind).toBe((byName(facts)[fact] ?? null) === null ? "missing" : "points");
      }
    }),
  );
});

test("whoever scores below the mean of applicants is told at least one reason", () => {
  const mean = characteristics.reduce(
    (sum, { baseline }) => sum + (baseline ?? 0),
    bankTax1.initialScore,
  );
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { total, reasons, vetoed } = score(bankTax1, facts);
      if (vetoed || total < mean) expect(reasons.length).toBeGreaterThan(0);
    }),
  );
});

const isIndicator = (fact: string): fact is IndicatorId => indicators.some(({ id }) => id === fact);
const monotone = characteristics
  .map(({ fact }) => fact)
  .filter(isIndicator)
  .filter((fact) => indicatorOf(fact).better !== "none");

test("a worse indicator never improves the total, and never lifts a veto", () => {
  expect(monotone).toHaveLength(characteristics.length);
  const change = fc
    .constantFrom(...monotone, ...vetoes.map(({ fact }) => fact).filter(isIndicator))
    .chain((fact) => fc.tuple(fc.constant(fact), valueOf(fact), valueOf(fact)));
  fc.assert(
    fc.property(anyFacts, change, (facts, [fact, one, other]) => {
      const [worse, better] = [one, other].sort((a, b) => rankOf(fact, a) - rankOf(fact, b));
      const low = score(bankTax1, { ...facts, [fact]: worse });
      const high = score(bankTax1, { ...facts, [fact]: better });
      expect(low.total).toBeLessThanOrEqual(high.total);
      expect(low.vetoed || !high.vetoed).toBe(true);
      expect(low.defaultProbabilityBps).toBeGreaterThanOrEqual(high.defaultProbabilityBps ?? NaN);
    }),
    { numRuns: 2000 },
  );
});

function rankOf(fact: IndicatorId, value: number | string | undefined): number {
  if (typeof value !== "number") return grades.findIndex((grade) => grade === value);
  return indicatorOf(fact).better === "higher" ? value : -value;
}
