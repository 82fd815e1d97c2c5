import type { EligibilityRule } from "#lib/products/model.ts";
import type { ProductKind } from "./product-table.ts";
import { at } from "./random.ts";
import * as demand from "./rules.ts";

type Strictness = 0 | 1 | 2;
/** `s`: how strict the institution is; `wan` gives an amount as this product has it. */
type Base = (s: Strictness, wan: (usual: number) => number) => readonly EligibilityRule[];

const baseRules: Readonly<Record<ProductKind, Base>> = {
  tax: (s, wan) => [
    demand.established(at([12, 24, 24], s)),
    demand.taxGrade(s === 0 ? ["A", "B", "M", "C"] : s === 1 ? ["A", "B", "M"] : ["A", "B"]),
    demand.taxPaid(wan(at([0.5, 1, 3], s))),
    demand.vatMonths(at([9, 10, 12], s)),
    demand.punctual(at([3, 2, 1], s)),
    demand.noTaxArrears(),
    demand.onNoList(),
    ...(s > 0 ? [demand.noSeriousPenalty()] : []),
  ],
  invoice: (s, wan) => [
    demand.established(at([9, 18, 24], s)),
    demand.invoiceSales(wan(at([50, 150, 300], s))),
    demand.invoiceMonths(at([6, 9, 10], s)),
    demand.spreadCustomers(at([9950, 9800, 9600], s)),
    demand.fewReds(at([1200, 800, 500], s)),
    demand.fewVoids(at([1500, 1000, 800], s)),
    ...(s > 0 ? [demand.invoiceGrowth(at([-5000, -3000, -2000], s))] : []),
    demand.onNoList(),
  ],
  electricity: (s, wan) => [
    demand.established(at([12, 18, 24], s)),
    demand.inSections(["A", "B", "C", "G", "H"]),
    demand.electricityBill(wan(at([1, 3, 8], s))),
    demand.electricityGrowth(at([-4000, -3000, -2000], s)),
    demand.billsPaid(at([4, 3, 2], s)),
    demand.noUtilityArrears(),
    demand.onNoList(),
  ],
  staff: (s, wan) => [
    demand.established(at([12, 24, 24], s)),
    demand.staff(at([3, 5, 10], s)),
    demand.staffKept(at([-4000, -3000, -2000], s)),
    demand.noSocialArrears(),
    ...(s > 0 ? [demand.housingFund(at([3, 6, 9], s))] : []),
    demand.declaredSales(wan(at([50, 100, 300], s))),
    demand.onNoList(),
  ],
  secured: (s, wan) => [
    demand.established(at([12, 24, 36], s)),
    demand.declaredSales(wan(at([60, 200, 500], s))),
    demand.owesAtMost(wan(at([500, 2000, 3000], s))),
    demand.noTaxArrears(),
    demand.noSeriousPenalty(),
    demand.onNoList(),
  ],
  policy: (s, wan) => [
    demand.established(at([6, 12, 24], s)),
    demand.smallOnly(),
    demand.notInSections(["J", "K"]),
    demand.taxGrade(["A", "B", "M", "C"], "review"),
    demand.declaredSales(wan(at([30, 100, 300], s))),
    demand.noZeroMonths(3),
    demand.onNoList(),
  ],
  farming: (s, wan) => [
    demand.established(at([6, 12, 24], s)),
    demand.inSections(["A", "C", "F", "H"]),
    demand.declaredSales(wan(at([20, 60, 150], s))),
    demand.punctual(4),
    demand.owesAtMost(wan(300)),
    demand.onNoList(),
  ],
  starter: (_, wan) => [
    demand.established(6),
    demand.declaredSales(wan(10)),
    demand.noZeroMonths(4),
    demand.owesAtMost(wan(500)),
    demand.forPurposes(["working_capital", "purchase_of_goods", "payment_of_wages"]),
    demand.onNoList(),
  ],
};

/** What one institution or another demands on top. */
const extras: Readonly<Record<ProductKind, readonly (() => EligibilityRule)[]>> = {
  tax: [
    () => demand.fewPenalties(2),
    demand.profitable,
    () => demand.owesAtMost(800),
    () => demand.salesGrowth(-3000),
    () => demand.noZeroMonths(2),
  ],
  invoice: [
    () => demand.fewPenalties(2),
    () => demand.taxGrade(["A", "B", "M"]),
    demand.noTaxArrears,
    () => demand.owesAtMost(1000),
  ],
  electricity: [
    demand.noSeriousPenalty,
    () => demand.staff(3),
    () => demand.fewPenalties(1),
    () => demand.declaredSales(80),
  ],
  staff: [() => demand.fewPenalties(2), demand.noTaxArrears, demand.noSeriousPenalty],
  secured: [demand.profitable, () => demand.punctual(4), () => demand.fewPenalties(2)],
  policy: [
    demand.noSocialArrears,
    () => demand.forPurposes(["working_capital", "purchase_of_goods", "equipment", "technology"]),
    demand.noTaxArrears,
  ],
  farming: [() => demand.fewPenalties(2), demand.noTaxArrears, () => demand.noZeroMonths(4)],
  starter: [() => demand.fewPenalties(3), () => demand.punctual(5)],
};

/** The rules of a product: those of its kind, with amounts and one demand of its own by its place. */
export function rulesFor(
  kind: ProductKind,
  strictness: Strictness,
  place: number,
): readonly EligibilityRule[] {
  const factor = at([1, 1.6, 0.8, 1.2], place % 4);
  const wan = (usual: number) => (usual < 10 ? usual * factor : Math.round(usual * factor));
  const extra = at(extras[kind], place % extras[kind].length);
  return [...baseRules[kind](strictness, (usual) => Math.round(wan(usual) * 10) / 10), extra()];
}
