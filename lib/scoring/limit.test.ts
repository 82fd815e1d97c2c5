import { describe, expect, test } from "vitest";
import { indicators, type IndicatorValues } from "../credit/indicators.ts";
import { fenFromWan } from "../kernel/money.ts";
import { limitFor } from "./limit.ts";
import type { LimitPolicy } from "./model.ts";

const policy: LimitPolicy = {
  gradeCapFen: { A: fenFromWan(300), B: fenFromWan(50) },
  taxMultiple: 8,
  salesShareBps: 2000,
  repaymentShareBps: 5000,
  repaymentYears: 3,
};
const unknownFacts = Object.fromEntries(indicators.map(({ id }) => [id, null])) as IndicatorValues; // One entry for each id.
const known: IndicatorValues = {
  ...unknownFacts,
  taxPaid12Fen: fenFromWan(12.4),
  declaredSales12Fen: fenFromWan(800),
  invoiceSales12Fen: fenFromWan(100),
  profit12Fen: fenFromWan(60),
  loanBalanceFen: fenFromWan(20),
};
const limitOf = (parts: Partial<IndicatorValues>, grade = "A") =>
  limitFor(policy, grade, { ...known, ...parts });
const wanOf = (found: { suggestedFen: number | null }) =>
  found.suggestedFen === null ? null : found.suggestedFen / 1_000_000;

test("the least of four ceilings, less what is owed, each step shown", () => {
  expect(limitOf({ taxPaid12Fen: fenFromWan(10) })).toEqual({
    suggestedFen: fenFromWan(60),
    steps: [
      {
        label: "信用等级上限",
        formula: "A 级最高 300 万元",
        amountFen: fenFromWan(300),
        binding: false,
      },
      {
        label: "纳税倍数",
        formula: "近12个月实缴税额 10 万元 × 8",
        amountFen: fenFromWan(80),
        binding: true,
      },
      {
        label: "销售占比",
        formula: "近12个月申报销售额 800 万元 × 20.00%",
        amountFen: fenFromWan(160),
        binding: false,
      },
      {
        label: "还款能力",
        formula: "近四个季度利润总额 60 万元 × 50.00% × 3 年",
        amountFen: fenFromWan(90),
        binding: false,
      },
      {
        label: "扣减存量贷款",
        formula: "银行贷款余额 20 万元",
        amountFen: fenFromWan(-20),
        binding: false,
      },
    ],
    note: null,
  });
});

describe("which ceiling binds", () => {
  test.each<[string, Partial<IndicatorValues>, string, number, string]>([
    ["the repayment", {}, "A", 70, "还款能力"],
    ["the grade", {}, "B", 30, "信用等级上限"],
    ["the sales", { declaredSales12Fen: fenFromWan(200) }, "A", 20, "销售占比"],
    ["a loss serves no debt", { profit12Fen: fenFromWan(-60) }, "A", 0, "还款能力"],
    ["a grade without a cap gets nothing", {}, "E", 0, "信用等级上限"],
    [
      "owing more than the ceiling leaves nothing",
      { loanBalanceFen: fenFromWan(500) },
      "A",
      0,
      "还款能力",
    ],
    ["no tax paid is known, and zero", { taxPaid12Fen: 0 }, "A", 0, "纳税倍数"],
  ])("%s", (_, parts, grade, wan, label) => {
    const found = limitOf(parts, grade);
    expect(wanOf(found)).toBe(wan);
    expect(found.steps.filter(({ binding }) => binding).map((step) => step.label)).toEqual([label]);
  });
});

describe("what is unknown", () => {
  test("is not zero: the other ceilings count, and the note says what is missing", () => {
    const found = limitOf({ profit12Fen: null });
    expect(wanOf(found)).toBe(79.2);
    expect(found.steps[3]).toMatchObject({
      amountFen: null,
      formula: expect.stringContaining("未知"),
    });
    expect(found.note).toBe("近四个季度利润总额未知，相应上限未计入，补充数据后额度可能降低。");
  });

  test("debt that is unknown is not subtracted, and the note says so", () => {
    const found = limitOf({ loanBalanceFen: null });
    expect(wanOf(found)).toBe(90);
    expect(found.steps[4]?.amountFen).toBeNull();
    expect(found.note).toBe("银行贷款余额未知，未扣减存量贷款。");
  });

  test("a debt of zero is known", () => {
    expect(limitOf({ loanBalanceFen: 0 })).toMatchObject({
      note: null,
      steps: [{}, {}, {}, {}, { amountFen: 0 }],
    });
  });

  test("invoices stand in for declared sales, by name", () => {
    const step = limitOf({ declaredSales12Fen: null }).steps[2];
    expect(step).toMatchObject({
      formula: "近12个月销项开票净额 100 万元 × 20.00%",
      amountFen: fenFromWan(20),
    });
  });

  test("a grade alone is no ground for a limit", () => {
    const found = limitFor(policy, "A", unknownFacts);
    expect(found.suggestedFen).toBeNull();
    expect(found.steps.some(({ binding }) => binding)).toBe(false);
    expect(found.note).toContain("暂不能测算额度");
  });
});

test("shares of very large amounts are exact to the fen, rounded down", () => {
  const { steps } = limitOf({ profit12Fen: 9_007_199_254_741 });
  expect(steps[3]?.amountFen).toBe(13_510_798_882_111);
});
