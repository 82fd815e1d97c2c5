import type { LocalDate } from "../kernel/calendar.ts";
import type { RepaymentKind } from "../kernel/lending-terms.ts";
import type { Fen } from "../kernel/money.ts";
import { repaymentPlan, type RepaymentPlan } from "../kernel/repayment.ts";
import { productKindWords, type ProductInForce } from "./model.ts";

type Priced = Pick<ProductInForce, "priceBands" | "minimumRateBps" | "maximumRateBps">;
export type Rates = Readonly<{ minimumBps: number; maximumBps: number }>;

/**
 * The yearly prices for a term and a grade of the platform's card (null: whichever grade); null where
 * the product names none. A version from before prices were told by grade and term has one range.
 */
export function ratesFor(product: Priced, months: number, grade: string | null): Rates | null {
  if (product.priceBands.length === 0)
    return { minimumBps: product.minimumRateBps, maximumBps: product.maximumRateBps };
  const rates = product.priceBands
    .filter(({ fromMonths, toMonths }) => fromMonths <= months && months <= toMonths)
    .filter(({ grades }) => grade === null || grades.length === 0 || grades.includes(grade))
    .map(({ rateBps }) => rateBps);
  return rates.length === 0
    ? null
    : { minimumBps: Math.min(...rates), maximumBps: Math.max(...rates) };
}

/** The same loan, asked of every product. */
export type WantedLoan = Readonly<{
  amountFen: Fen;
  months: number;
  kind: RepaymentKind;
  grade: string | null;
  from: LocalDate;
}>;

export type LoanCost =
  | Readonly<{ ok: true; rates: Rates; cheapest: RepaymentPlan; dearest: RepaymentPlan }>
  | Readonly<{ ok: false; because: "not_a_loan" | "amount" | "term" | "repayment" | "price" }>;

type Offered = Priced &
  Pick<
    ProductInForce,
    | "kind"
    | "minimumAmountFen"
    | "maximumAmountFen"
    | "minimumTermMonths"
    | "maximumTermMonths"
    | "repaymentKinds"
  >;

/** What a loan would cost at this product, at its least and at its highest price; or why it is not to be had. */
export function costOf(product: Offered, wanted: WantedLoan): LoanCost {
  const { amountFen, months, kind, grade, from } = wanted;
  if (!productKindWords[product.kind].repaid) return { ok: false, because: "not_a_loan" };
  if (amountFen < product.minimumAmountFen || amountFen > product.maximumAmountFen)
    return { ok: false, because: "amount" };
  if (months < product.minimumTermMonths || months > product.maximumTermMonths)
    return { ok: false, because: "term" };
  if (!product.repaymentKinds.includes(kind)) return { ok: false, because: "repayment" };
  const rates = ratesFor(product, months, grade);
  if (!rates) return { ok: false, because: "price" };
  const planAt = (annualRateBps: number) =>
    repaymentPlan({ principalFen: amountFen, annualRateBps, months, kind, from });
  return {
    ok: true,
    rates,
    cheapest: planAt(rates.minimumBps),
    dearest: planAt(rates.maximumBps),
  };
}
