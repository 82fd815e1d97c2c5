import { amount, category, count, signed, text } from "./fields.ts";
import { item, type Item } from "./schema.ts";

const direction = category(
  "direction",
  "进销项",
  { sale: ["销项", "销项发票", "开具"], purchase: ["进项", "进项发票", "取得"] },
  { measure: "category", names: ["进销项标志"] },
);

/** VAT invoices, one by one and as sums by month and counterparty. */
export const invoiceItems = [
  item({
    id: "invoice",
    name: "增值税发票明细",
    class: "发票",
    department: "tax",
    sharing: "licensed",
    freshDays: 62,
    period: "day",
    periodNames: ["开票日期", "开票日", "开票时间"],
    key: "发票号码",
    keyNames: ["发票号"],
    fields: [
      direction,
      amount("amount", "金额", "amountFen", { ...signed, names: ["不含税金额"] }),
      amount("tax", "税额", "taxFen", signed),
      text("counterparty", "对方单位", { names: ["对方名称", "对方单位代号", "交易对方"] }),
      category("status", "发票状态", {
        valid: ["有效发票", "有效", "正常", "0"],
        void: ["作废发票", "作废", "1"],
      }),
    ],
  }),
  item({
    id: "invoice_month",
    name: "发票按月按对手方汇总",
    class: "发票",
    department: "tax",
    sharing: "licensed",
    freshDays: 62,
    period: "month",
    periodNames: ["开票月份", "所属期", "月份"],
    key: "进销项与对方单位",
    fields: [
      direction,
      amount("amount", "净额（不含税，含红字）", "amountFen", { ...signed, names: ["净额"] }),
      amount("tax", "税额（含红字）", "taxFen", { ...signed, names: ["税额"] }),
      count("invoices", "有效发票张数（含红字）", "张", {
        measure: "count",
        names: ["有效发票张数", "月开票次数"],
      }),
      amount("redAmount", "红字金额（绝对值）", null, { names: ["红字金额"] }),
      count("redInvoices", "红字发票张数", "张"),
      count("voidInvoices", "作废发票张数", "张"),
    ],
    rules: [
      {
        id: "no_more_than",
        field: "redInvoices",
        message: "红字发票张数大于有效发票张数（含红字），请核对。",
        holds: ({ redInvoices, invoices }) => Number(redInvoices) <= Number(invoices),
      },
    ],
  }),
] as const satisfies readonly Item[];
