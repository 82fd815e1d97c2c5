import { indicators, type IndicatorId } from "#lib/credit/indicators.ts";
import { itemOf, type ItemId } from "#lib/intake/catalogue.ts";
import { fenFromWan } from "#lib/kernel/money.ts";
import type { Condition, EligibilityRule } from "#lib/products/model.ts";

/** Conditions that the world's institutions demand, with the words that an enterprise gets on a miss. */
type Otherwise = EligibilityRule["otherwise"];

const atLeast = (fact: IndicatorId, value: number): Condition => ({
  kind: "at_least",
  fact,
  value,
});
const atMost = (fact: IndicatorId, value: number): Condition => ({ kind: "at_most", fact, value });
const rule = (
  id: string,
  name: string,
  condition: Condition,
  remedy: string | null,
  otherwise: Otherwise = "reject",
): EligibilityRule => ({ id, name, condition, otherwise, remedy });

export const established = (months: number) =>
  rule(
    "age",
    "经营年限",
    atLeast("monthsEstablished", months),
    `成立满 ${months} 个月后可申请，或选择对年限要求较低的产品。`,
  );

export const taxGrade = (grades: readonly [string, ...string[]], otherwise: Otherwise = "reject") =>
  rule(
    "grade",
    "纳税信用级别",
    { kind: "one_of", fact: "taxGrade", values: grades },
    "按期申报并缴清税款，下一评价年度可提升级别；符合条件的可向税务机关申请复评。",
    otherwise,
  );

export const taxPaid = (wan: number) =>
  rule(
    "tax",
    "近一年纳税额",
    atLeast("taxPaid12Fen", fenFromWan(wan)),
    "可改选以发票或用电数据为依据的产品。",
  );

export const declaredSales = (wan: number) =>
  rule(
    "sales",
    "近一年申报销售额",
    atLeast("declaredSales12Fen", fenFromWan(wan)),
    "销售规模达到要求后再申请，或选择起点较低的产品。",
  );

export const vatMonths = (months: number) =>
  rule("vat_months", "连续申报", atLeast("vatMonths12", months), "请补办缺漏月份的增值税申报。");

export const punctual = (count: number, otherwise: Otherwise = "review") =>
  rule(
    "late",
    "逾期申报",
    atMost("lateDeclarations12", count),
    "保持按期申报，逾期记录满十二个月后不再计入。",
    otherwise,
  );

export const salesGrowth = (bps: number) =>
  rule(
    "sales_growth",
    "申报销售额同比",
    atLeast("declaredSalesGrowthBps", bps),
    "可提供新签合同或订单，说明下滑原因，由机构人工审查。",
    "review",
  );

export const noZeroMonths = (count: number) =>
  rule(
    "zero",
    "零申报",
    atMost("zeroDeclarations12", count),
    "恢复正常经营并如实申报后再申请。",
    "review",
  );

export const noTaxArrears = () =>
  rule("tax_arrears", "欠税", atMost("taxArrearsFen", 0), "缴清欠税后即可再次申请。");

export const profitable = () =>
  rule(
    "profit",
    "近四个季度盈利",
    { kind: "above", fact: "profit12Fen", value: 0 },
    "扭亏后再申请，或提供订单等材料由机构人工审查。",
    "review",
  );

export const invoiceSales = (wan: number) =>
  rule(
    "invoice_sales",
    "近一年开票额",
    atLeast("invoiceSales12Fen", fenFromWan(wan)),
    "开票规模达到要求后再申请，或选择起点较低的产品。",
  );

export const invoiceMonths = (months: number) =>
  rule(
    "invoice_months",
    "开票月数",
    atLeast("invoiceMonths12", months),
    "保持每月正常开票后再申请。",
  );

export const invoiceGrowth = (bps: number) =>
  rule(
    "invoice_growth",
    "开票额同比",
    atLeast("invoiceSalesGrowthBps", bps),
    "可提供新签合同或订单，说明下滑原因，由机构人工审查。",
    "review",
  );

export const spreadCustomers = (bps: number) =>
  rule(
    "top_five",
    "前五大客户占比",
    atMost("topFiveCustomersBps", bps),
    "拓展客户、降低集中度；或提供与主要客户的长期合同。",
    "review",
  );

export const fewReds = (bps: number) =>
  rule(
    "red",
    "红字发票占比",
    atMost("redRatio12Bps", bps),
    "减少退货与冲红，并准备冲红原因说明。",
    "review",
  );

export const fewVoids = (bps: number) =>
  rule(
    "void",
    "作废发票占比",
    atMost("voidRatio12Bps", bps),
    "规范开票、减少作废，并准备原因说明。",
    "review",
  );

export const electricityBill = (wan: number) =>
  rule(
    "electricity",
    "近一年电费",
    atLeast("electricity12Fen", fenFromWan(wan)),
    "用电规模达到要求后再申请，或改选纳税、发票类产品。",
  );

export const electricityGrowth = (bps: number) =>
  rule(
    "electricity_growth",
    "用电量同比",
    atLeast("electricityGrowthBps", bps),
    "可提供订单或设备检修说明，由机构人工审查。",
    "review",
  );

export const billsPaid = (count: number) =>
  rule(
    "utility_late",
    "水电气逾期缴费",
    atMost("utilityLateMonths12", count),
    "开通代扣、按时缴费，逾期记录满十二个月后不再计入。",
  );

export const noUtilityArrears = () =>
  rule(
    "utility_arrears",
    "水电气欠费",
    atMost("utilityArrearsFen", 0),
    "缴清水电气欠费后即可再次申请。",
  );

export const staff = (count: number) =>
  rule("staff", "参保人数", atLeast("headcount", count), "依法为员工足额参保后再申请。");

export const staffKept = (bps: number) =>
  rule(
    "staff_kept",
    "参保人数同比",
    atLeast("headcountChangeBps", bps),
    "稳定用工后再申请，或说明减员原因。",
    "review",
  );

export const noSocialArrears = () =>
  rule(
    "social_arrears",
    "社保欠缴",
    atMost("socialArrearsFen", 0),
    "补缴欠缴的社会保险费后即可再次申请。",
  );

export const housingFund = (months: number) =>
  rule(
    "housing_fund",
    "公积金缴存",
    atLeast("housingFundMonths12", months),
    "按月为员工缴存公积金后再申请。",
  );

export const fewPenalties = (count: number) =>
  rule(
    "penalties",
    "行政处罚",
    atMost("penalties24", count),
    "履行处罚决定并申请信用修复。",
    "review",
  );

export const noSeriousPenalty = () =>
  rule(
    "serious",
    "严重失信处罚",
    atMost("seriousPenalties24", 0),
    "履行处罚决定、满足最短公示期后向认定单位申请信用修复。",
  );

export const onNoList = () =>
  rule("lists", "失信与异常名单", atMost("adverseLists", 0), "履行义务后向列入机关申请移出名单。");

export const owesAtMost = (wan: number, otherwise: Otherwise = "review") =>
  rule(
    "debt",
    "银行贷款余额",
    atMost("loanBalanceFen", fenFromWan(wan)),
    "结清部分存量贷款或降低申请金额。",
    otherwise,
  );

export const inSections = (values: readonly [string, ...string[]]) =>
  rule("industry", "行业范围", { kind: "one_of", fact: "industrySection", values }, null);

export const notInSections = (values: readonly [string, ...string[]]) =>
  rule("industry", "行业限制", { kind: "none_of", fact: "industrySection", values }, null);

export const smallOnly = () =>
  rule("size", "小微企业", { kind: "one_of", fact: "sizeClass", values: ["small", "micro"] }, null);

export const forPurposes = (values: readonly [string, ...string[]]) =>
  rule(
    "purpose",
    "贷款用途",
    { kind: "one_of", fact: "demandPurpose", values },
    "按产品支持的用途重新发布需求。",
  );

/** The items that these rules rest on and that need an authorisation, in the catalogue's order. */
export function itemsBehind(rules: readonly EligibilityRule[]): readonly ItemId[] {
  const facts = new Set(rules.flatMap(({ condition }) => factsOf(condition)));
  const items = new Set(
    indicators.flatMap(({ id, items: needed }) => (facts.has(id) ? needed : [])),
  );
  return [...items].filter((item) => itemOf(item).sharing !== "public");
}

function factsOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.conditions.flatMap(factsOf);
    case "not":
      return factsOf(condition.condition);
    default:
      return [condition.fact];
  }
}
