import { z } from "zod";
import { repaymentKinds } from "#lib/kernel/lending-terms.ts";
import { fenFromWan, fenFromYuan } from "#lib/kernel/money.ts";
import { MAX_MONTHS, type Fees, type LoanTerms } from "#lib/kernel/repayment.ts";

/** What stands in the calculator's fields, and in its address. */
export const calculatorDefaults = {
  amount: "100",
  rate: "4.35",
  months: "12",
  kind: "equal_instalments",
  yearly: "0",
  once: "0",
} as const;
export type CalculatorField = keyof typeof calculatorDefaults;
export type CalculatorText = Readonly<Record<CalculatorField, string>>;

const figure = (said: string, most: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFKC").replaceAll(/[,\s]/g, ""))
    .refine((text) => /^\d+(\.\d+)?$/.test(text) && Number(text) <= most, said)
    .transform(Number);

const Input = z.object({
  amount: figure("请填写大于 0、不超过 1,000,000 万元的金额。", 1_000_000).refine(
    (wan) => wan > 0,
    {
      error: "请填写大于 0 的金额。",
    },
  ),
  rate: figure("请填写 0 到 36 之间的年利率，例如 4.35。", 36),
  months: figure(`请填写 1 到 ${MAX_MONTHS} 之间的整月数。`, MAX_MONTHS).refine(
    (months) => Number.isInteger(months) && months > 0,
    { error: `请填写 1 到 ${MAX_MONTHS} 之间的整月数。` },
  ),
  kind: z.enum(repaymentKinds, { error: "请选择还款方式。" }),
  yearly: figure("请填写 0 到 20 之间的年费率，没有则填 0。", 20),
  once: figure("请填写一次性费用的金额，没有则填 0。", 1_000_000_000),
});

export type CalculatorInput =
  | Readonly<{ ok: true; terms: Omit<LoanTerms, "from">; fees: Fees }>
  | Readonly<{ ok: false; problems: Partial<Record<CalculatorField, string>> }>;

/** The fields as terms of a loan, or what is wrong with each. */
export function readCalculator(text: CalculatorText): CalculatorInput {
  const parsed = Input.safeParse(text);
  if (!parsed.success) {
    const { fieldErrors } = z.flattenError(parsed.error);
    const problems = Object.entries(fieldErrors).map(([field, [first]]) => [field, first]);
    return { ok: false, problems: Object.fromEntries(problems) as never }; // Of the fields above.
  }
  const { amount, rate, months, kind, yearly, once } = parsed.data;
  return {
    ok: true,
    terms: {
      principalFen: fenFromWan(amount),
      annualRateBps: Math.round(rate * 100),
      months,
      kind,
    },
    fees: { onceFen: fenFromYuan(once), yearlyBps: Math.round(yearly * 100) },
  };
}
