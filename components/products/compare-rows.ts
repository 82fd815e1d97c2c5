import { guaranteeLabels, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { itemNames } from "#lib/intake/catalogue.ts";
import { bpsText, wanText, yuanText } from "#lib/kernel/money.ts";
import type { Instalment, RepaymentPlan } from "#lib/kernel/repayment.ts";
import {
  costOf,
  industryName,
  regionName,
  type DatedProduct,
  type LoanCost,
  type WantedLoan,
} from "#lib/products/index.ts";
import { approvalModeLabels, productKindWords } from "#lib/products/model.ts";
import { range } from "./market-words.ts";
import { sentencesOf } from "./rule-sentences.ts";

export type CompareCell = Readonly<{ lines: readonly string[]; isBest: boolean }>;
/** One term of all compared products. */
export type CompareRow = Readonly<{
  label: string;
  /** In the order of the products. */
  cells: readonly CompareCell[];
  differs: boolean;
  /** What the best figure of the row is called; only where less is better for anybody. */
  best: string | null;
}>;

type Says = Readonly<{
  label: string;
  lines: (product: DatedProduct, cost: LoanCost) => readonly string[];
  /** The smaller the better; null where the product has no such figure. */
  figure?: (product: DatedProduct, cost: LoanCost) => number | null;
  best?: string;
  /** Its figures are prices, and prices of different names (interest, a guarantee's fee) do not compare. */
  isPrice?: true;
}>;

const list = (names: readonly string[], none: string) => [names.join("、") || none];

const notToBeHad = {
  not_a_loan: "不是借款，不计算还款",
  amount: "金额超出本产品额度",
  term: "期限超出本产品范围",
  repayment: "不支持此还款方式",
  price: "此等级没有报价",
} as const satisfies Record<Extract<LoanCost, { ok: false }>["because"], string>;

const ofPlans = (cost: LoanCost, text: (plan: RepaymentPlan) => string, unit = "") =>
  cost.ok
    ? [`${range(text(cost.cheapest), text(cost.dearest))}${unit}`]
    : [notToBeHad[cost.because]];

const paid = (instalment: Instalment | undefined) =>
  instalment === undefined ? "—" : yuanText(instalment.principalFen + instalment.interestFen);
const effective = ({ effectiveAnnualBps }: RepaymentPlan) =>
  effectiveAnnualBps === null ? "—" : bpsText(effectiveAnnualBps);

const costs: readonly Says[] = [
  {
    label: "名义年利率",
    lines: (_, cost) =>
      cost.ok
        ? [range(bpsText(cost.rates.minimumBps), bpsText(cost.rates.maximumBps))]
        : [notToBeHad[cost.because]],
    figure: (_, cost) => (cost.ok ? cost.rates.minimumBps : null),
    best: "最低",
  },
  {
    label: "首期还款",
    lines: (_, cost) => ofPlans(cost, ({ instalments }) => paid(instalments[0]), " 元"),
  },
  {
    label: "末期还款",
    lines: (_, cost) => ofPlans(cost, ({ instalments }) => paid(instalments.at(-1)), " 元"),
  },
  {
    label: "利息合计",
    lines: (_, cost) => ofPlans(cost, ({ interestFen }) => yuanText(interestFen), " 元"),
    figure: (_, cost) => (cost.ok ? cost.cheapest.interestFen : null),
    best: "最少",
  },
  {
    label: "综合年化成本（IRR）",
    lines: (_, cost) => ofPlans(cost, effective),
    figure: (_, cost) => (cost.ok ? cost.cheapest.effectiveAnnualBps : null),
    best: "最低",
  },
];

const terms: readonly Says[] = [
  { label: "产品类型", lines: ({ kind }) => [productKindWords[kind].label] },
  {
    label: "公布价格",
    lines: (product) => [
      `${productKindWords[product.kind].price} ${range(bpsText(product.minimumRateBps), bpsText(product.maximumRateBps))}`,
    ],
    figure: ({ minimumRateBps }) => minimumRateBps,
    best: "最低",
    isPrice: true,
  },
  {
    label: "额度",
    lines: ({ minimumAmountFen, maximumAmountFen }) => [
      `${range(wanText(minimumAmountFen), wanText(maximumAmountFen))} 万元`,
    ],
  },
  {
    label: "期限",
    lines: ({ minimumTermMonths, maximumTermMonths }) => [
      `${range(String(minimumTermMonths), String(maximumTermMonths))} 个月`,
    ],
  },
  {
    label: "承诺答复",
    lines: ({ promisedDays }) => [`${promisedDays} 天内`],
    figure: ({ promisedDays }) => promisedDays,
    best: "最快",
  },
  { label: "审批方式", lines: ({ approvalMode }) => [approvalModeLabels[approvalMode]] },
  {
    label: "担保方式",
    lines: ({ guaranteeKinds }) =>
      list(
        guaranteeKinds.map((kind) => guaranteeLabels[kind]),
        "无",
      ),
  },
  {
    label: "还款方式",
    lines: ({ repaymentKinds }) =>
      list(
        repaymentKinds.map((kind) => repaymentLabels[kind]),
        "不适用",
      ),
  },
  { label: "服务区域", lines: ({ regionCodes }) => list(regionCodes.map(regionName), "全省") },
  {
    label: "服务行业",
    lines: ({ industryCodes }) => list(industryCodes.map(industryName), "全部行业"),
  },
  { label: "政策性产品", lines: ({ policyBased }) => [policyBased ? "是" : "否"] },
  {
    label: "财政贴息",
    lines: ({ subsidyBps, subsidyNote }) =>
      subsidyBps === null ? ["无"] : [bpsText(subsidyBps), ...(subsidyNote ? [subsidyNote] : [])],
  },
  {
    label: "准入条件",
    lines: ({ rules, ...product }) =>
      sentencesOf({ ...product, rules })
        .filter(({ id }) => rules.some((rule) => rule.id === id))
        .map(({ sentence }) => sentence),
  },
  { label: "需授权的数据项", lines: ({ requiredItems }) => itemNames(requiredItems) },
  { label: "所需材料", lines: ({ materials }) => list(materials, "无") },
];

/** What the same loan costs at each of the products. */
export const costRows = (products: readonly DatedProduct[], wanted: WantedLoan) =>
  rowsOf(products, wanted, costs);

/** What each of the products says. */
export const termRows = (products: readonly DatedProduct[], wanted: WantedLoan) =>
  rowsOf(products, wanted, terms);

function rowsOf(
  products: readonly DatedProduct[],
  wanted: WantedLoan,
  says: readonly Says[],
): readonly CompareRow[] {
  const all = products.map((product) => ({ product, cost: costOf(product, wanted) }));
  const samePrice = new Set(products.map(({ kind }) => productKindWords[kind].price)).size === 1;
  return says.map(({ label, lines, figure, best, isPrice = false }) => {
    const texts = all.map(({ product, cost }) => lines(product, cost));
    const figures = all.map(({ product, cost }) => figure?.(product, cost) ?? null);
    const known = figures.filter((one) => one !== null);
    const least = Math.min(...known);
    const hasBest = (samePrice || !isPrice) && known.length > 1 && known.some((one) => one > least);
    return {
      label,
      best: hasBest ? (best ?? null) : null,
      differs: new Set(texts.map((text) => text.join("\n"))).size > 1,
      cells: texts.map((text, place) => ({
        lines: text,
        isBest: hasBest && figures[place] === least,
      })),
    };
  });
}
