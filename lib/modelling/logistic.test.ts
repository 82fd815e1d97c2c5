import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLogistic, type Design } from "./logistic.ts";

const designOf = (rows: readonly (readonly number[])[]): Design => ({
  figures: Float64Array.from(rows.flat()),
  width: rows[0]?.length ?? 0,
  rows: rows.length,
});

describe("one yes-or-no column, by hand", () => {
  // With the column: 30 of 40 are good; without: 20 of 60. ln odds: ln 3 and −ln 2.
  const cells: readonly (readonly [x: number, y: number, count: number])[] = [
    [1, 1, 30],
    [1, 0, 10],
    [0, 1, 20],
    [0, 0, 40],
  ];
  const rows = cells.flatMap(([x, y, count]) => Array.from({ length: count }, () => ({ x, y })));
  const fit = fitLogistic(
    designOf(rows.map(({ x }) => [x])),
    Uint8Array.from(rows, ({ y }) => y),
    { use: [0], ridge: 0 },
  );

  test("the intercept and the coefficient are the log odds and their difference", () => {
    expect(fit.coefficients[0]).toBeCloseTo(-Math.log(2), 6);
    expect(fit.coefficients[1]).toBeCloseTo(Math.log(3) + Math.log(2), 6);
  });

  test("the standard error is the root of the sum of one over each count", () => {
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40), 4);
  });
});

/** Slow and simple: steps along the gradient, with the numbers written out. */
function naive(rows: readonly (readonly number[])[], y: readonly number[], ridge: number) {
  const width = rows[0]?.length ?? 0;
  const beta = new Array<number>(width + 1).fill(0);
  const x = rows.map((row) => [1, ...row]);
  for (let step = 0; step < 4000; step++) {
    const gradient = beta.map((b, at) => (at === 0 ? 0 : -ridge * b));
    x.forEach((row, index) => {
      const eta = row.reduce((sum, value, at) => sum + value * (beta[at] ?? 0), 0);
      const residual = (y[index] ?? 0) - 1 / (1 + Math.exp(-eta));
      row.forEach((value, at) => (gradient[at] = (gradient[at] ?? 0) + residual * value));
    });
    const largest = rows.length * (1 + width) + ridge;
    gradient.forEach((slope, at) => (beta[at] = (beta[at] ?? 0) + (4 * slope) / largest));
  }
  return beta;
}

test("agrees with going down the gradient", () => {
  const figure = fc.integer({ min: -10, max: 10 }).map((value) => value / 10);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(figure, figure, fc.nat({ max: 1 })), { minLength: 8, maxLength: 30 }),
      fc.constantFrom(1, 4),
      (rows, ridge) => {
        const y = rows.map(([, , outcome]) => outcome);
        fc.pre(y.includes(0) && y.includes(1));
        const x = rows.map(([one, other]) => [one, other]);
        const { coefficients } = fitLogistic(designOf(x), Uint8Array.from(y), {
          use: [0, 1],
          ridge,
        });
        naive(x, y, ridge).forEach((value, at) => expect(coefficients[at]).toBeCloseTo(value, 3));
      },
    ),
    { numRuns: 25 },
  );
});

test("a column that separates the classes has a finite coefficient under a ridge", () => {
  const x = [[-2], [-1], [1], [2]];
  const { coefficients } = fitLogistic(designOf(x), Uint8Array.of(0, 0, 1, 1), {
    use: [0],
    ridge: 0.1,
  });
  expect(coefficients[1]).toBeGreaterThan(1);
  expect(coefficients[1]).toBeLessThan(10);
});

test("a start elsewhere leads to the same place", () => {
  const x = Array.from({ length: 200 }, (_, at) => [Math.sin(at), Math.cos(3 * at)]);
  const y = Uint8Array.from(x, ([one = 0, other = 0], at) =>
    one - other + Math.sin(7 * at) > 0 ? 1 : 0,
  );
  const rules = { use: [0, 1], ridge: 1 };
  const plain = fitLogistic(designOf(x), y, rules).coefficients;
  const started = fitLogistic(designOf(x), y, { ...rules, start: [3, -4, 5] }).coefficients;
  plain.forEach((value, at) => expect(started[at]).toBeCloseTo(value, 5));
});
