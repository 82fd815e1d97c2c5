import { indicatorOfGroup, newest } from "./model.ts";

const indicator = indicatorOfGroup("financing");

/** Loans of banks. */
export const financingIndicators = [
  indicator({
    id: "loanBalanceFen",
    names: ["银行贷款余额", "Bank loan balance"],
    unit: "分",
    better: "lower",
    window: newest(),
    items: ["loan_balance"],
    formula: "最近一个月各机构贷款余额之和",
  }),
  indicator({
    id: "lenders",
    names: ["在贷机构数", "Lenders with a balance"],
    unit: "户",
    better: "lower",
    window: newest(),
    items: ["loan_balance"],
    formula: "最近一个月贷款余额大于零的机构数",
  }),
  indicator({
    id: "loanBalanceChangeBps",
    names: ["贷款余额同比", "Change of the loan balance"],
    unit: "基点",
    better: "none",
    window: newest(12),
    items: ["loan_balance"],
    formula: "最近一个月比十二个月前；十二个月前无记录或为零时未知",
  }),
] as const;
