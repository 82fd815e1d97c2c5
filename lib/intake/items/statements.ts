import { amount, optional, signed } from "./fields.ts";
import { addsUp, noMoreThan } from "./rules.ts";
import { item, type Item } from "./schema.ts";

/** Financial statements as they were handed to the tax office (domain.md §3.4.2). */
export const statementItems = [
  item({
    id: "balance_sheet",
    name: "资产负债表",
    class: "财务报表",
    department: "tax",
    sharing: "licensed",
    freshDays: 140,
    period: "quarter",
    fields: [
      amount("assets", "资产总计", "amountFen", { names: ["资产总额"] }),
      amount("currentAssets", "流动资产合计", null, optional),
      amount("cash", "货币资金", null, optional),
      amount("receivables", "应收账款", null, optional),
      amount("inventory", "存货", null, optional),
      amount("liabilities", "负债合计", null, { names: ["负债总额", "负债总计"] }),
      amount("currentLiabilities", "流动负债合计", null, optional),
      amount("equity", "所有者权益合计", null, {
        ...signed,
        names: ["所有者权益（或股东权益）合计", "所有者权益"],
      }),
    ],
    rules: [
      addsUp("assets", ["liabilities", "equity"], "资产总计不等于负债与所有者权益之和，请核对。"),
      noMoreThan("currentAssets", "assets", "流动资产大于资产总计，请核对。"),
      noMoreThan("currentLiabilities", "liabilities", "流动负债大于负债合计，请核对。"),
    ],
  }),
  item({
    id: "income_statement",
    name: "利润表",
    class: "财务报表",
    department: "tax",
    sharing: "licensed",
    freshDays: 140,
    period: "quarter",
    fields: [
      amount("revenue", "营业收入", "amountFen", { names: ["营业总收入", "主营业务收入"] }),
      amount("cost", "营业成本", null, { names: ["主营业务成本"] }),
      amount("profit", "利润总额", null, signed),
      amount("incomeTax", "所得税费用", "taxFen", { ...optional, ...signed }),
      amount("netProfit", "净利润", null, signed),
    ],
    rules: [
      {
        id: "adds_up",
        field: "netProfit",
        message: "净利润不等于利润总额减所得税费用，请核对。",
        holds: ({ profit, incomeTax, netProfit }) =>
          typeof incomeTax !== "number" ||
          Math.abs(Number(profit) - incomeTax - Number(netProfit)) <= 100,
      },
    ],
  }),
  item({
    id: "cash_flow",
    name: "现金流量表",
    class: "财务报表",
    department: "tax",
    sharing: "licensed",
    freshDays: 140,
    period: "quarter",
    fields: [
      amount("operating", "经营活动现金流量净额", "amountFen", {
        ...signed,
        names: ["经营活动产生的现金流量净额"],
      }),
      amount("investing", "投资活动现金流量净额", null, {
        ...signed,
        names: ["投资活动产生的现金流量净额"],
      }),
      amount("financing", "筹资活动现金流量净额", null, {
        ...signed,
        names: ["筹资活动产生的现金流量净额"],
      }),
      amount("closing", "期末现金余额", null, {
        ...optional,
        names: ["期末现金及现金等价物余额"],
      }),
    ],
  }),
] as const satisfies readonly Item[];
