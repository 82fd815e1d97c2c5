import { z } from "zod";
import type { LocalDate } from "../kernel/calendar.ts";
import { chosen, wanAmount, wholeNumber } from "../kernel/inputs.ts";
import { repaymentKinds, type RepaymentKind } from "../kernel/lending-terms.ts";
import { fen } from "../kernel/money.ts";
import type { WantedLoan } from "./market-price.ts";
import { priceGrades, type ProductTerms } from "./model.ts";

/** The loan that products are compared by, as it stands in the address: 万元, months. */
const fields = {
  amount: wanAmount("借款金额"),
  months: wholeNumber("期限", { minimum: 1, maximum: 360, unit: "个月" }),
  kind: chosen("还款方式", repaymentKinds),
  grade: chosen("信用等级", priceGrades),
} as const;
export type WantedField = keyof typeof fields;

type Products = readonly Pick<
  ProductTerms,
  | "minimumAmountFen"
  | "maximumAmountFen"
  | "minimumTermMonths"
  | "maximumTermMonths"
  | "repaymentKinds"
>[];

/**
 * The loan that is asked for; what is not said, or cannot be read, is one that as many of the products
 * as possible give: 100 万元 for a year where their bounds allow it, repaid in a way that all of them know.
 */
export function readWantedLoan(
  address: Readonly<Record<string, unknown>>,
  products: Products,
  from: LocalDate,
): Readonly<{ wanted: WantedLoan; problems: Readonly<Partial<Record<WantedField, string>>> }> {
  const problems: Partial<Record<WantedField, string>> = {};
  const read = <Field extends WantedField>(field: Field) => {
    const said = address[field];
    if (typeof said !== "string" || said.trim() === "") return null;
    const parsed = fields[field].safeParse(said);
    if (!parsed.success) problems[field] = parsed.error.issues[0]?.message ?? "请更正此项。";
    return parsed.success ? (parsed.data as z.output<(typeof fields)[Field]>) : null; // By its own schema.
  };
  const wanted = {
    amountFen: read("amount") ?? fen(usual(products, 100_000_000, "AmountFen")),
    months: read("months") ?? usual(products, 12, "TermMonths"),
    kind: read("kind") ?? usualKind(products),
    grade: read("grade"),
    from,
  };
  return { wanted, problems };
}

function usual(products: Products, value: number, of: "AmountFen" | "TermMonths"): number {
  const low = Math.max(...products.map((product) => product[`minimum${of}`]));
  const high = Math.min(...products.map((product) => product[`maximum${of}`]));
  return low > high ? value : Math.min(Math.max(value, low), high);
}

function usualKind(products: Products): RepaymentKind {
  const known = (kind: RepaymentKind) =>
    products.filter(({ repaymentKinds: kinds }) => kinds.includes(kind)).length;
  return repaymentKinds.reduce((best, kind) => (known(kind) > known(best) ? kind : best));
}
