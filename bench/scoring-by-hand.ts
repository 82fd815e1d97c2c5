import type { IndicatorValues } from "#lib/credit/indicators.ts";

/**
 * bank-tax@1 as somebody would write it who had only this card: a chain of comparisons for each
 * characteristic, the loss against its baseline noted, the four greatest losses picked.
 */
// prettier-ignore
export function bankTaxByHand(facts: IndicatorValues) {
  let total = 500;
  const lost: number[] = [];
  const add = (points: number, baseline: number) => {
    total += points;
    lost.push(baseline - points);
  };

  const grade = facts.taxGrade;
  add(grade === null ? 12 : grade === "A" ? 45 : grade === "B" ? 25 : grade === "M" ? 5 : grade === "C" ? -20 : -40, 18);
  const paid = facts.taxPaid12Fen as number | null; // The catalogue says that it is a number.
  add(paid === null ? 8 : paid < 500_000 ? -10 : paid < 1_000_000 ? 0 : paid < 3_000_000 ? 8 : paid < 10_000_000 ? 16 : paid < 50_000_000 ? 24 : 30, 12);
  const late = facts.lateDeclarations12 as number | null;
  add(late === null ? 9 : late < 1 ? 20 : late < 2 ? 10 : late < 4 ? -5 : late < 7 ? -15 : -25, 12);
  const zero = facts.zeroDeclarations12 as number | null;
  add(zero === null ? 7 : zero < 1 ? 15 : zero < 3 ? 5 : zero < 6 ? -10 : -25, 9);
  const arrears = facts.taxArrearsFen as number | null;
  add(arrears === null ? 8 : arrears < 1 ? 15 : arrears < 1_000_000 ? -5 : arrears < 10_000_000 ? -20 : -30, 11);
  const declared = facts.declaredSalesGrowthBps as number | null;
  add(declared === null ? 6 : declared < -5000 ? -20 : declared < -2000 ? -8 : declared < 0 ? 4 : declared < 1500 ? 14 : 20, 8);

  const sales = facts.invoiceSales12Fen as number | null;
  add(sales === null ? 7 : sales < 1 ? -30 : sales < 20_000_000 ? -12 : sales < 100_000_000 ? 2 : sales < 500_000_000 ? 12 : sales < 2_000_000_000 ? 20 : 26, 10);
  const months = facts.invoiceMonths12 as number | null;
  add(months === null ? 10 : months < 3 ? -25 : months < 6 ? -12 : months < 9 ? 2 : months < 12 ? 14 : 25, 15);
  const growth = facts.invoiceSalesGrowthBps as number | null;
  add(growth === null ? 5 : growth < -5000 ? -20 : growth < -2000 ? -8 : growth < 0 ? 5 : growth < 2000 ? 14 : 20, 7);
  const swing = facts.salesVolatilityBps as number | null;
  add(swing === null ? 3 : swing < 3000 ? 22 : swing < 5000 ? 14 : swing < 8000 ? 5 : swing < 12_000 ? -6 : -15, 8);
  const voided = facts.voidRatio12Bps as number | null;
  add(voided === null ? 4 : voided < 500 ? 14 : voided < 1000 ? 8 : voided < 2000 ? -4 : -16, 6);
  const red = facts.redRatio12Bps as number | null;
  add(red === null ? 4 : red < 0 ? -16 : red < 200 ? 14 : red < 500 ? 8 : red < 1500 ? -4 : -16, 6);
  const top = facts.topFiveCustomersBps as number | null;
  add(top === null ? 3 : top < 4000 ? 16 : top < 7000 ? 10 : top < 9000 ? 2 : -8, 5);

  const utility = facts.utilityLateMonths12 as number | null;
  add(utility === null ? 6 : utility < 1 ? 15 : utility < 3 ? 6 : utility < 6 ? -8 : -20, 8);
  const staff = facts.headcountChangeBps as number | null;
  add(staff === null ? 4 : staff < -5000 ? -20 : staff < -2000 ? -8 : staff < 0 ? 4 : 12, 5);
  const social = facts.socialArrearsFen as number | null;
  add(social === null ? 6 : social < 1 ? 12 : social < 1_000_000 ? -4 : -18, 8);
  const penalties = facts.penalties24 as number | null;
  add(penalties === null ? 8 : penalties < 1 ? 15 : penalties < 2 ? 0 : penalties < 4 ? -12 : -25, 10);
  const age = facts.monthsEstablished as number | null;
  add(age === null ? 10 : age < 12 ? -15 : age < 24 ? 0 : age < 36 ? 8 : age < 60 ? 14 : age < 120 ? 20 : 25, 15);

  const vetoes: string[] = [];
  if (grade === "D") vetoes.push("veto.tax_grade_d");
  if (((facts.adverseLists as number | null) ?? 0) >= 1) vetoes.push("veto.adverse_list");
  if (((facts.seriousPenalties24 as number | null) ?? 0) >= 1) vetoes.push("veto.serious_penalty");
  const vetoed = vetoes.length > 0;
  const reached = total >= 740 ? "A" : total >= 680 ? "B" : total >= 620 ? "C" : total >= 540 ? "D" : "E";
  return { total, grade: vetoed ? "E" : reached, vetoed, reasons: vetoed ? vetoes : worst(facts, lost) };
}

const order = [
  "taxGrade",
  "taxPaid12Fen",
  "lateDeclarations12",
  "zeroDeclarations12",
  "taxArrearsFen",
  "declaredSalesGrowthBps",
  "invoiceSales12Fen",
  "invoiceMonths12",
  "invoiceSalesGrowthBps",
  "salesVolatilityBps",
  "voidRatio12Bps",
  "redRatio12Bps",
  "topFiveCustomersBps",
  "utilityLateMonths12",
  "headcountChangeBps",
  "socialArrearsFen",
  "penalties24",
  "monthsEstablished",
] as const;
const pointCodes = order.map((fact) => `points.${fact}`);
const missingCodes = order.map((fact) => `missing.${fact}`);

function worst(facts: IndicatorValues, lost: readonly number[]): readonly string[] {
  const reasons: string[] = [];
  const taken = [-1, -1, -1, -1];
  for (let place = 0; place < 4; place++) {
    let most = 0;
    let found = -1;
    for (let index = 0; index < lost.length; index++) {
      const one = lost[index] ?? 0;
      if (one > most && !taken.includes(index)) {
        most = one;
        found = index;
      }
    }
    if (found < 0) break;
    taken[place] = found;
    const fact = order[found] ?? "taxGrade";
    reasons.push((facts[fact] === null ? missingCodes : pointCodes)[found] ?? "");
  }
  return reasons;
}
