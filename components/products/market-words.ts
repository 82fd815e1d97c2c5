import type { MarketField, MarketSort } from "#lib/products/index.ts";

export const marketFieldLabels = {
  q: "搜索词",
  kind: "产品类型",
  amount: "所需金额",
  months: "用款期限",
  guarantee: "担保方式",
  repayment: "还款方式",
  region: "企业所在地区",
  industry: "企业所属行业",
  rate: "年利率（费率）不高于",
  policy: "政策性产品",
  days: "承诺答复不超过",
} as const satisfies Record<MarketField, string>;

export const marketSortLabels = {
  rate: "利率（费率）从低到高",
  days: "答复从快到慢",
  amount: "最高额度从大到小",
} as const satisfies Record<MarketSort, string>;

/** 「10 – 300」, or one figure where both are the same. */
export const range = (low: string, high: string): string =>
  low === high ? low : `${low} – ${high}`;
