import type { ItemId } from "../intake/catalogue.ts";

export type IndicatorUnit = "分" | "基点" | "个月" | "次" | "人" | "户" | "级别" | "HHI";

export type Indicator = Readonly<{
  id: string;
  name: string;
  kind: "number" | "text";
  unit: IndicatorUnit;
  /** Which way is better for credit; `none` where it is only a condition. */
  better: "higher" | "lower" | "none";
  /** Null unless every one of these items is held and, for a bank, authorised. Empty: from the registry. */
  items: readonly ItemId[];
  /** Counted in where the enterprise has any; for a bank null unless these are authorised then too. */
  itemsIfAny: readonly ItemId[];
  /** How it is worked out, for people. Windows end with the last whole month before the as-of day. */
  formula: string;
}>;

const define = <const Id extends string>(
  id: Id,
  name: string,
  unit: IndicatorUnit,
  better: Indicator["better"],
  items: readonly ItemId[],
  formula: string,
  itemsIfAny: readonly ItemId[] = [],
): Indicator & Readonly<{ id: Id }> => ({
  id,
  name,
  kind: unit === "级别" ? "text" : "number",
  unit,
  better,
  items,
  itemsIfAny,
  formula,
});

/**
 * The facts that rules and scorecards speak of. `lib/credit/indicator-sql.ts` computes all of them in
 * one set-based statement; `credit.indicator` has one column for each, named in snake case.
 */
export const indicators = [
  define("monthsEstablished", "成立月数", "个月", "higher", [], "截至日与成立日期之间的整月数"),
  define("registeredCapitalFen", "注册资本", "分", "none", [], "登记的注册资本"),
  define("taxGrade", "纳税信用级别", "级别", "higher", ["tax_grade"], "最近一个评价年度的级别"),
  define(
    "vatMonths12",
    "近12个月增值税申报月数",
    "个月",
    "higher",
    ["vat_declaration"],
    "窗口内有申报记录的月数",
  ),
  define(
    "taxPaid12Fen",
    "近12个月实缴税额",
    "分",
    "higher",
    ["vat_declaration", "income_tax_declaration"],
    "窗口内增值税与企业所得税实缴之和",
  ),
  define(
    "declaredSales12Fen",
    "近12个月申报销售额",
    "分",
    "higher",
    ["vat_declaration"],
    "窗口内增值税申报销售额之和",
  ),
  define(
    "declaredSalesGrowthBps",
    "申报销售额同比",
    "基点",
    "higher",
    ["vat_declaration"],
    "（近12个月 − 前12个月）÷ 前12个月；前12个月不足12个申报月或为零时未知",
  ),
  define(
    "zeroDeclarations12",
    "近12个月零申报月数",
    "个月",
    "lower",
    ["vat_declaration"],
    "窗口内申报销售额为零的月数",
  ),
  define(
    "lateDeclarations12",
    "近12个月逾期申报次数",
    "次",
    "lower",
    ["vat_declaration"],
    "窗口内逾期天数大于零的申报次数",
  ),
  define("taxArrearsFen", "当前欠税", "分", "lower", ["vat_declaration"], "最近一期申报的期末欠税"),
  define(
    "vatBurdenBps",
    "增值税税负率",
    "基点",
    "none",
    ["vat_declaration"],
    "近12个月应纳税额 ÷ 申报销售额",
  ),
  define(
    "profit12Fen",
    "近四个季度利润总额",
    "分",
    "higher",
    ["income_tax_declaration"],
    "最近四个申报季度的利润总额之和，不足四个季度时未知",
  ),
  define(
    "invoiceSales12Fen",
    "近12个月销项开票净额",
    "分",
    "higher",
    ["invoice_month"],
    "窗口内有效销项发票不含税金额之和，红字为负",
  ),
  define(
    "invoicePurchases12Fen",
    "近12个月进项开票净额",
    "分",
    "none",
    ["invoice_month"],
    "窗口内有效进项发票不含税金额之和，红字为负",
  ),
  define(
    "invoiceSalesGrowthBps",
    "销项开票同比",
    "基点",
    "higher",
    ["invoice_month"],
    "（近12个月 − 前12个月）÷ 前12个月；前12个月不足6个开票月或不为正时未知",
  ),
  define(
    "invoiceMonths12",
    "近12个月有销项开票的月数",
    "个月",
    "higher",
    ["invoice_month"],
    "窗口内有有效销项发票的月数",
  ),
  define(
    "salesVolatilityBps",
    "月销项波动",
    "基点",
    "lower",
    ["invoice_month"],
    "近12个月每月销项净额（无开票计零）的标准差 ÷ 均值；均值不为正时未知",
  ),
  define(
    "redRatio12Bps",
    "红字发票金额占比",
    "基点",
    "lower",
    ["invoice_month"],
    "近12个月销项红字金额 ÷（净额＋红字金额）",
  ),
  define(
    "voidRatio12Bps",
    "作废发票张数占比",
    "基点",
    "lower",
    ["invoice_month"],
    "近12个月销项作废张数 ÷（有效＋作废）张数",
  ),
  define(
    "customers12",
    "近12个月客户数",
    "户",
    "higher",
    ["invoice_month"],
    "窗口内销项净额为正的对方单位数",
  ),
  define(
    "suppliers12",
    "近12个月供应商数",
    "户",
    "none",
    ["invoice_month"],
    "窗口内进项净额为正的对方单位数",
  ),
  define(
    "topFiveCustomersBps",
    "前五大客户占比",
    "基点",
    "lower",
    ["invoice_month"],
    "近12个月净额最高的五个客户占全部正净额的比例",
  ),
  define(
    "customerHhi",
    "客户集中度（HHI）",
    "HHI",
    "lower",
    ["invoice_month"],
    "各客户占比的平方和 × 10000",
  ),
  define("electricity12Fen", "近12个月电费", "分", "higher", ["electricity"], "窗口内应缴电费之和"),
  define(
    "electricityGrowthBps",
    "用电量同比",
    "基点",
    "higher",
    ["electricity"],
    "近12个月用电量比前12个月；前12个月不足12个月或为零时未知",
  ),
  define(
    "utilityLateMonths12",
    "近12个月水电气逾期缴费次数",
    "次",
    "lower",
    ["electricity", "water"],
    "窗口内用电、用水（如有用气则含用气）逾期天数大于零的账期数",
    ["gas"],
  ),
  define(
    "utilityArrearsFen",
    "当前水电气欠费",
    "分",
    "lower",
    ["electricity", "water"],
    "用电、用水（如有用气则含用气）最近一期欠费之和",
    ["gas"],
  ),
  define(
    "headcount",
    "参保人数",
    "人",
    "higher",
    ["social_insurance"],
    "最近一个月的社会保险缴费人数",
  ),
  define(
    "headcountChangeBps",
    "参保人数同比",
    "基点",
    "higher",
    ["social_insurance"],
    "最近一个月比十二个月前；十二个月前无记录或为零时未知",
  ),
  define(
    "socialArrearsFen",
    "当前社保欠缴",
    "分",
    "lower",
    ["social_insurance"],
    "最近一期欠缴金额",
  ),
  define(
    "housingFundMonths12",
    "近12个月公积金缴存月数",
    "个月",
    "higher",
    ["housing_fund"],
    "窗口内实缴大于零的月数",
  ),
  define(
    "penalties24",
    "近24个月行政处罚次数",
    "次",
    "lower",
    ["penalty"],
    "窗口内（按日）行政处罚决定数",
  ),
  define(
    "seriousPenalties24",
    "近24个月严重失信行政处罚次数",
    "次",
    "lower",
    ["penalty"],
    "其中失信程度为严重的",
  ),
  define(
    "adverseLists",
    "当前在列的失信与异常名单数",
    "次",
    "lower",
    ["adverse_list"],
    "截至日仍未移出的名单记录数",
  ),
  define(
    "loanBalanceFen",
    "银行贷款余额",
    "分",
    "lower",
    ["loan_balance"],
    "最近一个月各机构贷款余额之和",
  ),
] as const satisfies readonly Indicator[];

export type IndicatorId = (typeof indicators)[number]["id"];

/** What is known of one enterprise on one day. A fact that is unknown or not authorised is null. */
export type IndicatorValues = Readonly<Record<IndicatorId, number | string | null>>;

const byId = new Map<IndicatorId, Indicator>(
  indicators.map((indicator) => [indicator.id, indicator]),
);

/** The catalogue's entry: name, unit and formula as every screen says them. */
export function indicatorOf(id: IndicatorId): Indicator {
  const indicator = byId.get(id);
  if (!indicator) throw new Error(`no indicator ${id} in the catalogue`);
  return indicator;
}
