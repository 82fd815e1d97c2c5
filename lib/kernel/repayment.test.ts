import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { repaymentKinds } from "./lending-terms.ts";
import { fen } from "./money.ts";
import { noFees, repaymentPlan, sameDayAfter, type LoanTerms } from "./repayment.ts";

const loan = (parts: Partial<LoanTerms> = {}): LoanTerms => ({
  principalFen: fen(100_000_000),
  annualRateBps: 600,
  months: 12,
  kind: "equal_instalments",
  from: "2026-01-31",
  ...parts,
});
const sums = (plan: ReturnType<typeof repaymentPlan>) =>
  plan.instalments.map(({ principalFen, interestFen }) => principalFen + interestFen);

describe("one million 元 over a year at 6 %", () => {
  test("in equal instalments costs 86,066.43 元 a month", () => {
    // 1,000,000 × 0.005 ÷ (1 − 1.005⁻¹²) = 86,066.4297
    const plan = repaymentPlan(loan());
    expect(new Set(sums(plan).slice(0, -1))).toEqual(new Set([8_606_643]));
    expect(Math.abs((sums(plan).at(-1) ?? 0) - 8_606_643)).toBeLessThan(12);
    expect(Math.abs(plan.interestFen - 3_279_716)).toBeLessThan(12);
  });

  test("in equal parts of the principal costs 32,500 元 of interest, less each month", () => {
    // 5,000 × (12 + 11 + … + 1) ÷ 12
    const plan = repaymentPlan(loan({ kind: "equal_principal" }));
    expect(Math.abs(plan.interestFen - 3_250_000)).toBeLessThan(12);
    expect(sums(plan)[0]).toBe(8_333_333 + 500_000);
  });

  test("with interest month by month costs 60,000 元, and the principal falls due at the end", () => {
    const plan = repaymentPlan(loan({ kind: "interest_first" }));
    expect(plan.interestFen).toBe(6_000_000);
    expect(sums(plan)).toEqual([...Array<number>(11).fill(500_000), 100_500_000]);
    expect(plan.effectiveAnnualBps).toBe(617);
  });

  test("at one stroke costs the same interest and, being paid last, less by the year", () => {
    const plan = repaymentPlan(loan({ kind: "bullet" }));
    expect(plan.instalments).toHaveLength(1);
    expect(plan.interestFen).toBe(6_000_000);
    expect(plan.effectiveAnnualBps).toBe(600);
  });

  test("with a fee of 2 % in advance costs over 10 % by the year in equal instalments", () => {
    const plan = repaymentPlan(loan(), { onceFen: fen(0), yearlyBps: 200 });
    expect(plan.feesFen).toBe(2_000_000);
    // 980,000 ÷ 86,066.43 = 11.3866, the worth of twelve payments of 1 at 0.816 % a month; 1.00816¹² = 1.1025.
    expect(plan.effectiveAnnualBps).toBe(1025);
  });
});

test("an instalment falls due on the same day, or the last of a month that has no such day", () => {
  expect([1, 2, 13, 25].map((months) => sameDayAfter("2026-01-31", months))).toEqual([
    "2026-02-28",
    "2026-03-31",
    "2027-02-28",
    "2028-02-29",
  ]);
});

const anyLoan = fc.record({
  principalFen: fc.integer({ min: 100, max: 1_000_000_000_000 }).map(fen),
  annualRateBps: fc.integer({ min: 0, max: 3600 }),
  months: fc.integer({ min: 1, max: 120 }),
  kind: fc.constantFrom(...repaymentKinds),
  from: fc.constant("2026-11-21"),
});

test("any plan repays the principal to the 分, never backwards, and ends at nothing", () => {
  fc.assert(
    fc.property(anyLoan, (terms) => {
      const { instalments, interestFen, costFen } = repaymentPlan(terms);
      expect(instalments.reduce((sum, each) => sum + each.principalFen, 0)).toBe(
        terms.principalFen,
      );
      expect(instalments.at(-1)?.balanceFen).toBe(0);
      for (const each of instalments)
        expect(
          Math.min(each.principalFen, each.interestFen, each.balanceFen),
        ).toBeGreaterThanOrEqual(0);
      expect(costFen).toBe(interestFen);
    }),
    { numRuns: 300 },
  );
});

test("without fees the effective rate is the nominal one compounded; a fee never lowers it", () => {
  const large = anyLoan.filter(({ principalFen, kind }) => principalFen > 1e8 && kind !== "bullet");
  fc.assert(
    fc.property(large, fc.integer({ min: 1, max: 300 }), (terms, yearlyBps) => {
      const { effectiveAnnualBps } = repaymentPlan(terms);
      const compounded = ((1 + terms.annualRateBps / 120_000) ** 12 - 1) * 10_000;
      expect(Math.abs((effectiveAnnualBps ?? NaN) - compounded)).toBeLessThanOrEqual(1);
      const dearer = repaymentPlan(terms, { ...noFees, yearlyBps }).effectiveAnnualBps;
      expect(dearer).toBeGreaterThanOrEqual(effectiveAnnualBps ?? NaN);
    }),
    { numRuns: 300 },
  );
});

test.each([
  [{ months: 0 }],
  [{ months: 1.5 }],
  [{ principalFen: fen(0) }],
  [{ annualRateBps: NaN }],
])("no plan is made of terms that are none: %j", (parts) =>
  expect(() => repaymentPlan(loan(parts))).toThrow(RangeError),
);
