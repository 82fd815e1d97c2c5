import { z } from "zod";
import { chosen, ratePercent, someText, wanAmount, wholeNumber } from "../kernel/inputs.ts";
import { guaranteeKinds, repaymentKinds } from "../kernel/lending-terms.ts";
import { isIndustry } from "./industry-names.ts";
import { productKinds } from "./model.ts";
import { isRegion } from "./region-names.ts";

/** What the market can be narrowed by, as it stands in the address; amounts in 万元, rates in percent. */
const fields = {
  q: someText("搜索词", { maximum: 50 }),
  kind: chosen("产品类型", productKinds),
  amount: wanAmount("所需金额"),
  months: wholeNumber("用款期限", { minimum: 1, maximum: 360, unit: "个月" }),
  guarantee: chosen("担保方式", guaranteeKinds),
  repayment: chosen("还款方式", repaymentKinds),
  region: z.string().refine(isRegion, { error: "没有这个地区，请从列表中选择。" }),
  industry: z.string().refine(isIndustry, { error: "没有这个行业，请从列表中选择。" }),
  rate: ratePercent("最高年利率", { maximum: 36 }),
  policy: z.literal("1", { error: "请选择是否只看政策性产品。" }),
  days: wholeNumber("答复天数", { minimum: 1, maximum: 30, unit: "天" }),
} as const;

export type MarketField = keyof typeof fields;
export const marketFields = Object.keys(fields) as MarketField[]; // The keys of the line above.

export const marketSorts = ["rate", "days", "amount"] as const;
export type MarketSort = (typeof marketSorts)[number];

type Asked = { readonly [Field in MarketField]?: z.output<(typeof fields)[Field]> };

/** What is asked for, each field absent where nothing was said of it: 分, basis points, months, days. */
export type MarketFilter = Asked & Readonly<{ sort: MarketSort; page: number }>;

export type ReadFilter = Readonly<{
  filter: MarketFilter;
  /** As it was typed, to stand in the form again. */
  typed: Readonly<Record<MarketField, string>>;
  /** By field, what is wrong with it; such a field narrows nothing. */
  problems: Readonly<Partial<Record<MarketField, string>>>;
}>;

/** The address of the market as a filter. Never refuses: what cannot be read is told and left out. */
export function readMarketFilter(address: Readonly<Record<string, unknown>>): ReadFilter {
  const asked: Partial<Record<MarketField, unknown>> = {};
  const problems: Partial<Record<MarketField, string>> = {};
  const typed: Partial<Record<MarketField, string>> = {};
  for (const field of marketFields) {
    const said = address[field];
    const text = typeof said === "string" ? said.trim() : "";
    typed[field] = text.slice(0, 100);
    if (text === "") continue;
    const parsed = fields[field].safeParse(text);
    if (parsed.success) asked[field] = parsed.data;
    else problems[field] = parsed.error.issues[0]?.message ?? "请更正此项。";
  }
  const sort = marketSorts.find((one) => one === address["sort"]) ?? "rate";
  const page = z.coerce.number().int().min(1).max(10_000).catch(1).parse(address["page"]);
  return {
    filter: { ...(asked as Asked), sort, page }, // Each by its own field's schema.
    typed: typed as Record<MarketField, string>, // Each field was set above.
    problems,
  };
}
