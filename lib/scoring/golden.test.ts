import { describe, expect, test } from "vitest";
import { indicators, type IndicatorValues } from "../credit/indicators.ts";
import { fenFromWan } from "../kernel/money.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { hashOf } from "./hash.ts";
import { defaultProbabilityBps, gradeFor, score } from "./score.ts";

const unknownFacts = Object.fromEntries(indicators.map(({ id }) => [id, null])) as IndicatorValues; // One entry for each id.
const facts = (parts: Partial<IndicatorValues>): IndicatorValues => ({ ...unknownFacts, ...parts });

/** A sound manufacturer. */
const sound = facts({
  monthsEstablished: 96,
  taxGrade: "A",
  taxPaid12Fen: fenFromWan(12.4),
  declaredSales12Fen: fenFromWan(800),
  declaredSalesGrowthBps: 1200,
  zeroDeclarations12: 0,
  lateDeclarations12: 0,
  taxArrearsFen: 0,
  profit12Fen: fenFromWan(60),
  invoiceSales12Fen: fenFromWan(790),
  invoiceSalesGrowthBps: 900,
  invoiceMonths12: 12,
  salesVolatilityBps: 2800,
  redRatio12Bps: 120,
  voidRatio12Bps: 300,
  topFiveCustomersBps: 5200,
  utilityLateMonths12: 0,
  headcountChangeBps: 500,
  socialArrearsFen: 0,
  penalties24: 0,
  seriousPenalties24: 0,
  adverseLists: 0,
  loanBalanceFen: fenFromWan(20),
});

/** The worst that each indicator can be. */
const worst = facts({
  ...sound,
  monthsEstablished: 0,
  taxGrade: "D",
  taxPaid12Fen: 0,
  declaredSales12Fen: 0,
  declaredSalesGrowthBps: -10_000,
  zeroDeclarations12: 12,
  lateDeclarations12: 12,
  taxArrearsFen: fenFromWan(500),
  profit12Fen: fenFromWan(-300),
  invoiceSales12Fen: fenFromWan(-5),
  invoiceSalesGrowthBps: -15_000,
  invoiceMonths12: 0,
  salesVolatilityBps: 34_000,
  redRatio12Bps: 18_000,
  voidRatio12Bps: 10_000,
  topFiveCustomersBps: 10_000,
  utilityLateMonths12: 24,
  headcountChangeBps: -10_000,
  socialArrearsFen: fenFromWan(30),
  penalties24: 9,
});

const reasonCodes = (parts: IndicatorValues) =>
  score(bankTax1, parts).reasons.map(({ code }) => code);
const pointsOf = (fact: string, parts: Partial<IndicatorValues>) =>
  score(bankTax1, facts(parts)).parts.find((part) => part.fact === fact)?.points;

describe("bank-tax card, version 1", () => {
  test("is the one that was published: a change is a new version", () => {
    expect(hashOf(bankTax1)).toBe(
      "0513def2cbd9acb906cf9ed539eecea0c78f33b1352fda5b0df7f93f52263f04",
    );
  });

  test("has 12 to 18 characteristics in five dimensions", () => {
    expect(bankTax1.characteristics).toHaveLength(18);
    expect(new Set(bankTax1.characteristics.map(({ dimension }) => dimension))).toEqual(
      new Set(["纳税", "发票", "经营活动", "信用记录", "主体"]),
    );
  });

  test("a sound manufacturer", () => {
    expect(score(bankTax1, sound)).toMatchObject({
      total: 826,
      grade: "A",
      gradeLabel: "优",
      defaultProbabilityBps: 18,
      vetoed: false,
      reasons: [],
      completenessBps: 10_000,
      range: { low: 826, high: 826 },
    });
  });

  test("the worst of everything, but for the vetoes, has the fewest points of every part", () => {
    const found = score(bankTax1, { ...worst, taxGrade: "C" });
    const gradeD = score(bankTax1, worst);
    expect(gradeD.parts.every(({ points, worst: least }) => points === least)).toBe(true);
    expect(gradeD.total).toBe(122);
    expect(found).toMatchObject({
      total: 142,
      grade: "E",
      vetoed: false,
      defaultProbabilityBps: 9597,
    });
    expect(found.reasons.map(({ code, lost }) => [code, lost])).toEqual([
      ["points.taxArrearsFen", 41],
      ["points.invoiceSales12Fen", 40],
      ["points.invoiceMonths12", 40],
      ["points.taxGrade", 38],
    ]);
  });

  test("an enterprise of which only the invoices are known is neither refused nor praised", () => {
    const {
      invoiceSales12Fen,
      invoiceMonths12,
      salesVolatilityBps,
      redRatio12Bps,
      voidRatio12Bps,
      topFiveCustomersBps,
      invoiceSalesGrowthBps,
    } = sound;
    const found = score(
      bankTax1,
      facts({
        invoiceSales12Fen,
        invoiceMonths12,
        salesVolatilityBps,
        redRatio12Bps,
        voidRatio12Bps,
        topFiveCustomersBps,
        invoiceSalesGrowthBps,
      }),
    );
    expect(found).toMatchObject({
      total: 703,
      grade: "B",
      completenessBps: 3889,
      range: { low: 371, high: 843 },
    });
    expect(found.reasons.map(({ kind }) => kind)).toEqual([
      "missing",
      "missing",
      "missing",
      "missing",
    ]);
    expect(found.reasons[0]).toEqual({
      code: "missing.taxGrade",
      kind: "missing",
      fact: "taxGrade",
      text: "纳税信用级别未知",
      lost: 6,
      remedy: "授权或补充“纳税缴费信用级别”数据后重新评分。",
    });
  });

  test("nothing known at all: neutral points, no limit, and the range says how little that means", () => {
    expect(score(bankTax1, unknownFacts)).toMatchObject({
      total: 620,
      completenessBps: 0,
      range: { low: 122, high: 861 },
      limit: { suggestedFen: null },
    });
  });
});

describe("what the worst applicant's number looks like", () => {
  test.each<[string, string, Partial<IndicatorValues>, number]>([
    ["more credit notes than sales", "invoiceSales12Fen", { invoiceSales12Fen: -1 }, -30],
    ["no sales", "invoiceSales12Fen", { invoiceSales12Fen: 0 }, -30],
    ["one fen of sales", "invoiceSales12Fen", { invoiceSales12Fen: 1 }, -12],
    ["growth below minus 100%", "invoiceSalesGrowthBps", { invoiceSalesGrowthBps: -25_000 }, -20],
    [
      "exactly half of the sales lost",
      "invoiceSalesGrowthBps",
      { invoiceSalesGrowthBps: -5000 },
      -8,
    ],
    ["one basis point more lost", "invoiceSalesGrowthBps", { invoiceSalesGrowthBps: -5001 }, -20],
    ["a red share above 100%", "redRatio12Bps", { redRatio12Bps: 15_000 }, -16],
    [
      "a red share below zero, from contradictory data",
      "redRatio12Bps",
      { redRatio12Bps: -1 },
      -16,
    ],
    ["no red invoices", "redRatio12Bps", { redRatio12Bps: 0 }, 14],
    ["deviation three times the mean", "salesVolatilityBps", { salesVolatilityBps: 30_000 }, -15],
    ["one fen of tax arrears", "taxArrearsFen", { taxArrearsFen: 1 }, -5],
    ["a grade that the card does not name", "taxGrade", { taxGrade: "X" }, -40],
  ])("%s", (_, fact, parts, points) => {
    expect(pointsOf(fact, parts)).toBe(points);
  });

  test("a text where a number belongs is a defect, not the last bin", () => {
    expect(() => score(bankTax1, facts({ voidRatio12Bps: "低" }))).toThrow(TypeError);
    expect(() => score(bankTax1, facts({ taxGrade: 3 }))).toThrow(TypeError);
    expect(() => score(bankTax1, facts({ penalties24: NaN }))).toThrow(TypeError);
  });
});

describe("a veto", () => {
  test.each<[string, Partial<IndicatorValues>, string]>([
    ["grade D", { taxGrade: "D" }, "veto.tax_grade_d"],
    ["on one list", { adverseLists: 1 }, "veto.adverse_list"],
    ["one serious penalty", { seriousPenalties24: 1 }, "veto.serious_penalty"],
  ])("%s leads to the lowest grade and a limit of nothing", (_, parts, code) => {
    const found = score(bankTax1, { ...sound, ...parts });
    expect(found).toMatchObject({ vetoed: true, grade: "E", limit: { suggestedFen: 0 } });
    expect(found.reasons).toMatchObject([{ code, kind: "veto", lost: null }]);
  });

  test("silences the reasons of the points, and several are all named", () => {
    expect(reasonCodes({ ...worst, adverseLists: 3, seriousPenalties24: 2 })).toEqual([
      "veto.tax_grade_d",
      "veto.adverse_list",
      "veto.serious_penalty",
    ]);
  });

  test("needs a record: unknown is none", () => {
    expect(score(bankTax1, facts({ adverseLists: null })).vetoed).toBe(false);
    expect(score(bankTax1, facts({ adverseLists: 0 })).vetoed).toBe(false);
  });
});

describe("the scale", () => {
  const scale = { basePoints: 600, oddsAtBase: 19, pointsToDoubleOdds: 50 };
  test.each([
    [600, 500],
    [650, 256],
    [550, 952],
    // 1:19 at 600 and fifty points to double: even odds lie at 600 − 50·log₂19.
    [387.6036, 5000],
    [2000, 1],
  ])("%d points: %d basis points of default", (total, bps) => {
    expect(defaultProbabilityBps(scale, total)).toBe(bps);
  });

  test.each([
    [740, "A"],
    [739, "B"],
    [680, "B"],
    [540, "D"],
    [539, "E"],
    [-100, "E"],
  ])("%d points: grade %s", (total, grade) => {
    expect(gradeFor(bankTax1, total, false).grade).toBe(grade);
  });
});
