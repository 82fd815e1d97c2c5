import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fenFromWan } from "../kernel/money.ts";
import { defaultWeights, rank, type Candidate, type RankPartId } from "./rank.ts";

const demand = { id: "demand-1", amountFen: fenFromWan(100), maximumRateBps: 600 };
const product = {
  productId: "p1",
  name: "税易融",
  minimumAmountFen: fenFromWan(10),
  maximumAmountFen: fenFromWan(300),
  minimumRateBps: 400,
  maximumRateBps: 500,
  promisedDays: 3,
};
type Product = typeof product;
const candidate = (parts: Partial<Product> = {}, beliefs: Partial<Candidate<Product>> = {}) => ({
  product: { ...product, ...parts },
  ...beliefs,
});

const part = (id: RankPartId, one: Candidate<Product>, asked = demand) =>
  rank(asked, [one])[0]?.parts.find((found) => found.id === id);

describe("what each part says can be worked out by hand", () => {
  test.each([
    ["the middle of the product's rates", candidate(), 50],
    ["the rate it would likely get", candidate({}, { likelyRateBps: 420 }), 60],
    ["half of the most it would pay", candidate({}, { likelyRateBps: 300 }), 100],
    ["less than half is no better", candidate({}, { likelyRateBps: 200 }), 100],
    ["all that it would pay", candidate({}, { likelyRateBps: 600 }), 0],
    ["more than it would pay", candidate({ maximumRateBps: 1200 }), 0],
  ])("cost: %s", (_, one, score) => {
    expect(part("cost", one)?.score).toBe(score);
  });

  test.each([
    ["the limit is unknown and the product gives as much", candidate(), 100],
    ["the product gives 80 of 100", candidate({ maximumAmountFen: fenFromWan(80) }), 80],
    ["the score suggests 45 of 100", candidate({}, { likelyLimitFen: fenFromWan(45) }), 45],
    [
      "the lesser of the two counts",
      candidate({ maximumAmountFen: fenFromWan(30) }, { likelyLimitFen: fenFromWan(45) }),
      30,
    ],
    ["a limit below the product's least", candidate({}, { likelyLimitFen: fenFromWan(9) }), 0],
    ["a limit of nothing", candidate({}, { likelyLimitFen: 0 }), 0],
  ])("amount: %s", (_, one, score) => {
    expect(part("amount", one)?.score).toBe(score);
  });

  test.each([
    [1, 100],
    [3, 80],
    [11, 0],
    [60, 0],
  ])("speed: %d days give %d", (promisedDays, score) => {
    expect(part("speed", candidate({ promisedDays }))?.score).toBe(score);
  });

  test("an unknown chance of approval is neutral, and says so", () => {
    expect(part("approval", candidate({}, { approvalBps: null }))).toMatchObject({
      score: 50,
      explanation: "获批可能未知，按中性 50 分计。",
    });
    expect(part("approval", candidate({}, { approvalBps: 0 }))?.score).toBe(0);
    expect(part("approval", candidate({}, { approvalBps: 7250 }))?.score).toBe(73);
  });

  test("the explanation carries the figures", () => {
    expect(part("cost", candidate())?.explanation).toBe(
      "预计年利率 4.50%（产品利率区间的中点），可接受上限 6.00%；等于上限得 0 分，低至上限一半得 100 分，按比例得 50 分。",
    );
    expect(part("amount", candidate({}, { likelyLimitFen: fenFromWan(45) }))?.explanation).toBe(
      "申请 100 万元；建议额度 45 万元、产品上限 300 万元，取较小者 45 万元；可满足的比例即得分，最高 100，得 45 分。",
    );
    expect(part("speed", candidate())?.explanation).toBe(
      "承诺 3 天办结；1 天得 100 分，每多 1 天减 10 分，得 80 分。",
    );
  });

  test("the total is the weighted mean of the parts", () => {
    // 40 × 50 + 25 × 100 + 15 × 80 + 20 × 50, by 100.
    expect(rank(demand, [candidate()])[0]?.total).toBe(67);
    expect(
      rank(demand, [candidate()], { cost: 1, amount: 1, speed: 1, approval: 0 })[0]?.total,
    ).toBe(76.67);
    expect(Object.values(defaultWeights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });

  test("weights that weigh nothing are refused", () => {
    expect(() =>
      rank(demand, [candidate()], { cost: 0, amount: 0, speed: 0, approval: 0 }),
    ).toThrow(RangeError);
  });
});

describe("the order", () => {
  test("the cheaper comes first, numbered from one", () => {
    const ranked = rank(demand, [
      candidate({ productId: "dear" }, { likelyRateBps: 550 }),
      candidate({ productId: "cheap" }, { likelyRateBps: 350 }),
    ]);
    expect(ranked.map((one) => [one.rank, one.product.productId])).toEqual([
      [1, "cheap"],
      [2, "dear"],
    ]);
  });

  const ids = ["a", "b", "c", "d", "e"];
  const equals = (names: readonly string[]) =>
    ids.map((productId, index) => candidate({ productId, name: names[index] ?? "" }));
  const orderFor = (id: string, candidates: readonly Candidate<Product>[]) =>
    rank({ ...demand, id }, candidates)
      .map((one) => one.product.productId)
      .join("");

  test("equals keep their order for one demand, however they come in and whatever they are called", () => {
    const order = orderFor("demand-1", equals(ids));
    fc.assert(
      fc.property(fc.shuffledSubarray(equals(ids.toReversed()), { minLength: 5 }), (shuffled) => {
        expect(orderFor("demand-1", shuffled)).toBe(order);
      }),
    );
  });

  test("over many demands each of the equals comes first about as often", () => {
    const firsts = new Map<string, number>();
    for (let index = 0; index < 2000; index += 1) {
      const first = orderFor(`demand-${index}`, equals(ids)).charAt(0);
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    for (const id of ids) expect(Math.abs((firsts.get(id) ?? 0) - 400)).toBeLessThan(80);
  });

  test("better in one part and equal in the others is never placed behind", () => {
    const belief = fc.record({
      likelyRateBps: fc.integer({ min: 1, max: 700 }),
      likelyLimitFen: fc.integer({ min: 0, max: 200 }).map((wan) => fenFromWan(wan)),
      approvalBps: fc.option(fc.integer({ min: 0, max: 10_000 })),
    });
    fc.assert(
      fc.property(belief, fc.integer({ min: 1, max: 100 }), (beliefs, cheaper) => {
        const lower = { ...beliefs, likelyRateBps: beliefs.likelyRateBps - cheaper };
        const [cheap] = rank(demand, [candidate({}, lower)]);
        const [dear] = rank(demand, [candidate({}, beliefs)]);
        expect(cheap?.total).toBeGreaterThanOrEqual(dear?.total ?? 0);
        for (const { score } of cheap?.parts ?? []) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
