import { wanText } from "#lib/kernel/money.ts";
import { ratesFor } from "#lib/products/index.ts";
import type { ProductInForce } from "#lib/products/model.ts";
import { calculatorDefaults, type CalculatorText } from "./calculator-input.ts";

const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
/** Where the product allows it: 100 万元 for a year. */
const USUAL = { amountFen: 100_000_000, months: 12 } as const;

type Product = Pick<
  ProductInForce,
  | "minimumAmountFen"
  | "maximumAmountFen"
  | "minimumTermMonths"
  | "maximumTermMonths"
  | "minimumRateBps"
  | "maximumRateBps"
  | "priceBands"
  | "repaymentKinds"
>;

/** What the calculator begins with for a product: a usual loan within its bounds, at its least price for that term. */
export function startOf(product: Product): CalculatorText {
  const months = within(USUAL.months, product.minimumTermMonths, product.maximumTermMonths);
  const amount = within(USUAL.amountFen, product.minimumAmountFen, product.maximumAmountFen);
  const rates = ratesFor(product, months, null);
  return {
    ...calculatorDefaults,
    amount: wanText(amount),
    months: String(months),
    rate: ((rates?.minimumBps ?? product.minimumRateBps) / 100).toFixed(2),
    kind: product.repaymentKinds[0] ?? calculatorDefaults.kind,
  };
}
