import { expect, test } from "vitest";
import { anEnterprise } from "./factory.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { fits, limitedBy, limitPolicyProblems } from "./limit-policy.ts";
import type { LimitPolicy } from "./model.ts";
import { score } from "./score.ts";

const policy = (caps: Record<string, number>): LimitPolicy => ({
  gradeCapFen: caps,
  taxMultiple: 5,
  salesShareBps: 1000,
  repaymentShareBps: 4000,
  repaymentYears: 2,
});
const whole = { A: 400, B: 300, C: 300, D: 100, E: 0 };
const pathsOf = (caps: Record<string, number>) =>
  limitPolicyProblems(policy(caps), bankTax1).map(({ path }) => path);

test("caps may stay level and fall with the grade, and every grade is named", () => {
  expect(pathsOf(whole)).toEqual([]);
  expect(pathsOf({ ...whole, C: 301 })).toEqual(["caps.C"]);
  expect(pathsOf({ ...whole, A: 0 })).toEqual(["caps.A", "caps.B"]);
  expect(pathsOf({ A: 1, B: 1, C: 1, D: 1 })).toEqual(["caps.E"]);
});

test("a policy for the grades of another card does not count with this one", () => {
  expect(fits(policy(whole), bankTax1)).toBe(true);
  expect(fits(policy({ 优: 1, 良: 1 }), bankTax1)).toBe(false);
});

test("nothing of a score but its limit is another's by an institution's policy", () => {
  const facts = anEnterprise(3);
  const before = score(bankTax1, facts);
  const own = { institutionId: "i", version: 1, validFrom: "2026-11-21", hash: "h" };
  const after = limitedBy(
    before,
    { ...own, figures: policy({ ...whole, [before.grade]: 7 }) },
    facts,
  );
  expect(after.limit.steps[0]?.amountFen).toBe(7);
  expect({ ...after, limit: null }).toEqual({ ...before, limit: null });
  expect(limitedBy(before, null, facts)).toBe(before);
});
