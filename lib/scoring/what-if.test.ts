import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indicators, type IndicatorValues } from "../credit/indicators.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { anEnterprise } from "./factory.ts";
import { score } from "./score.ts";
import { whatIf, type Way } from "./what-if.ts";

const unknown = Object.fromEntries(indicators.map(({ id }) => [id, null])) as IndicatorValues; // One entry for each id.
/** 695 points, grade B: middling everywhere, with arrears and late declarations. */
const middling: IndicatorValues = {
  ...unknown,
  taxGrade: "B",
  taxPaid12Fen: 5_000_000,
  lateDeclarations12: 3,
  zeroDeclarations12: 0,
  taxArrearsFen: 2_000_000,
  declaredSalesGrowthBps: 500,
  invoiceSales12Fen: 60_000_000,
  invoiceMonths12: 11,
  invoiceSalesGrowthBps: 500,
  salesVolatilityBps: 4000,
  voidRatio12Bps: 300,
  redRatio12Bps: 100,
  topFiveCustomersBps: 5000,
  utilityLateMonths12: 0,
  headcountChangeBps: 0,
  socialArrearsFen: 0,
  penalties24: 0,
  monthsEstablished: 50,
  adverseLists: 0,
  seriousPenalties24: 0,
};
const waysOf = (facts: IndicatorValues, outlook?: Parameters<typeof whatIf>[2]) => {
  const found = whatIf(bankTax1, facts, outlook);
  if (found.kind !== "ways") throw new Error(found.kind);
  return found;
};
const said = (way: Way | null) => way?.changes.map(({ text, gain }) => [text, gain]);

describe("what an enterprise can do to reach the next grade", () => {
  test("one thing where one is enough", () => {
    const found = waysOf({ ...middling, lateDeclarations12: 0 });
    expect(found).toMatchObject({ next: { grade: "A", from: 740 }, lacking: 20, hopeful: null });
    expect(said(found.certain)).toEqual([["缴清欠税", 35]]);
    expect(found.certain).toMatchObject({ total: 755, grade: "A", months: 0 });
  });

  test("two where one is not, the sooner one first", () => {
    const { lacking, certain } = waysOf(middling);
    expect(lacking).toBe(45);
    expect(said(certain)).toEqual([
      ["缴清欠税", 35],
      ["按期申报 12 个月", 25],
    ]);
  });

  test("the sooner of two, where either would do", () => {
    const outlook = [{ fact: "lateDeclarations12", months: 3, value: 0 }];
    // 648 points: 32 to grade B, which the arrears give at once and late declarations with them.
    const facts = { ...middling, salesVolatilityBps: 13_000, topFiveCustomersBps: 9500 };
    const { certain } = waysOf(facts, outlook);
    expect(certain?.months).toBe(0);
    expect(said(certain)).toEqual([["缴清欠税", 35]]);
  });

  test("months of good conduct by what the records say, else only once the window has passed", () => {
    const facts = { ...middling, taxArrearsFen: 0, lateDeclarations12: 8, taxGrade: "B" };
    const late = (outlook?: Parameters<typeof whatIf>[2]) => {
      const found = whatIf(bankTax1, { ...facts, ...short(facts) }, outlook);
      return found.kind === "ways" ? found.certain : null;
    };
    expect(said(late())?.[0]?.[0]).toBe("按期申报 12 个月");
    const outlook = [{ fact: "lateDeclarations12", months: 3, value: 0 }];
    expect(said(late(outlook))?.[0]?.[0]).toBe("按期申报 3 个月");
  });

  test("an authorisation is hoped for, never promised", () => {
    const facts: IndicatorValues = {
      ...middling,
      taxArrearsFen: 0,
      lateDeclarations12: 0,
      taxGrade: null,
    };
    const found = whatIf(bankTax1, { ...facts, ...short(facts) });
    if (found.kind !== "ways") throw new Error(found.kind);
    expect(found.certain).toBeNull();
    expect(found.hopeful?.changes).toMatchObject([
      { kind: "authorise", fact: "taxGrade", certain: false, from: "未知", to: "例如 A" },
    ]);
  });

  test("nothing before a veto is gone, and nothing above the best grade", () => {
    expect(whatIf(bankTax1, { ...middling, adverseLists: 1 })).toEqual({
      kind: "vetoed",
      reasons: ["当前被列入失信或经营异常名单"],
    });
    const best = { ...middling, taxGrade: "A", taxArrearsFen: 0, lateDeclarations12: 0 };
    const rich = { ...best, invoiceMonths12: 12, monthsEstablished: 200, taxPaid12Fen: 99_000_000 };
    expect(score(bankTax1, rich).grade).toBe("A");
    expect(whatIf(bankTax1, rich)).toEqual({ kind: "best" });
  });

  /** As much less from the customers' concentration as leaves the next grade within twenty points. */
  function short(facts: IndicatorValues): Partial<IndicatorValues> {
    const options = [3000, 5000, 8000, 9500].flatMap((top) =>
      [2000, 4000, 7000, 9000, 13_000].flatMap((swing) =>
        [40, 30, 20, 10].map((age) => ({
          topFiveCustomersBps: top,
          salesVolatilityBps: swing,
          monthsEstablished: age,
        })),
      ),
    );
    const found = options.find((parts) => {
      const { total, vetoed } = score(bankTax1, { ...facts, ...parts });
      const next = bankTax1.grades.findLast(({ from }) => from > total);
      return !vetoed && next !== undefined && next.from - total <= 15;
    });
    if (!found) throw new Error("nothing lies within fifteen points");
    return found;
  }
});

test("a way does reach the grade, and no smaller part of it does", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (number) => {
      const facts = anEnterprise(number);
      const found = whatIf(bankTax1, facts);
      if (found.kind !== "ways" || !found.certain) return;
      const { changes, total, grade } = found.certain;
      expect(total).toBeGreaterThanOrEqual(found.next.from);
      const applied = (some: typeof changes) =>
        score(bankTax1, {
          ...facts,
          ...Object.fromEntries(some.map(({ fact }) => [fact, 0])),
        });
      // Every certain change of this card brings a fact to zero.
      expect(applied(changes)).toMatchObject({ total, grade });
      for (const one of changes) {
        const without = applied(changes.filter((other) => other !== one));
        expect(without.total).toBeLessThan(found.next.from);
      }
    }),
    { numRuns: 500 },
  );
});
