import type { SharingMode } from "./model.ts";

/** The measure columns of `credit.record` that a field of an item may be kept in. */
export const measures = [
  "amountFen",
  "taxFen",
  "paidFen",
  "arrearsFen",
  "count",
  "quantity",
  "category",
] as const;
export type Measure = (typeof measures)[number];

/** One field of an item as a department sends it, and where it is kept. */
export type ItemField = Readonly<{
  /** Key in a received row. */
  name: string;
  label: string;
  unit: "元" | "分" | "人" | "次" | "天" | "千瓦时" | "立方米" | "张" | null;
  /** Kept in this column; a field without one is kept in the payload under its name. */
  measure: Measure | null;
  required: boolean;
  /** Allowed values, for a category. */
  values?: readonly string[];
  /** Lowest value allowed; amounts of red invoices may be negative. */
  minimum?: number;
}>;

export type Item = Readonly<{
  id: string;
  name: string;
  class: "纳税" | "发票" | "水电气" | "社会保险" | "住房公积金" | "行政处罚" | "名单" | "融资";
  department: string;
  sharing: SharingMode;
  /** How old the newest row may be before the item counts as stale, in days. */
  freshDays: number;
  /** What the row's period is: the first day of a month or year, or the day of the fact. */
  period: "month" | "quarter" | "year" | "day";
  /** What tells two rows of one period apart; null where there is only one. */
  key: string | null;
  fields: readonly ItemField[];
}>;

const yuan = (
  name: string,
  label: string,
  measure: Measure | null,
  extra: Partial<ItemField> = {},
): ItemField => ({
  name,
  label,
  unit: "元",
  measure,
  required: true,
  minimum: 0,
  ...extra,
});

/** Billing by month, the same for electricity, water and gas (domain.md §3.3 tables 3–5). */
const utility = <const Id extends string>(
  id: Id,
  name: string,
  department: string,
  unit: "千瓦时" | "立方米",
  quantityLabel: string,
): Item & Readonly<{ id: Id }> => ({
  id,
  name,
  class: "水电气",
  department,
  sharing: "licensed",
  freshDays: 62,
  period: "month",
  key: "户号",
  fields: [
    yuan("billed", "应缴金额", "amountFen"),
    yuan("paid", "实缴金额", "paidFen"),
    yuan("arrears", "欠费金额", "arrearsFen"),
    {
      name: "quantity",
      label: quantityLabel,
      unit,
      measure: "quantity",
      required: true,
      minimum: 0,
    },
    {
      name: "lateDays",
      label: "逾期天数",
      unit: "天",
      measure: "count",
      required: true,
      minimum: 0,
    },
  ],
});

/** Contributions by month with headcount (domain.md §3.3 tables 1, 2 and 12). */
const contribution = <const Id extends string>(
  id: Id,
  name: string,
  itemClass: Item["class"],
  department: string,
): Item & Readonly<{ id: Id }> => ({
  id,
  name,
  class: itemClass,
  department,
  sharing: "licensed",
  freshDays: 62,
  period: "month",
  key: null,
  fields: [
    {
      name: "headcount",
      label: "缴费人数",
      unit: "人",
      measure: "count",
      required: true,
      minimum: 0,
    },
    yuan("payable", "应缴金额", "amountFen"),
    yuan("paid", "实缴金额", "paidFen"),
    yuan("arrears", "欠缴金额", "arrearsFen"),
  ],
});

/**
 * The data items that the platform takes in. Everything that names an item — intake, the gate,
 * authorisation documents, coverage — derives from this list.
 */
export const catalogue = [
  {
    id: "tax_grade",
    name: "纳税缴费信用级别",
    class: "纳税",
    department: "税务局",
    sharing: "licensed",
    freshDays: 550,
    period: "year",
    key: null,
    fields: [
      {
        name: "grade",
        label: "级别",
        unit: null,
        measure: "category",
        required: true,
        values: ["A", "B", "M", "C", "D"],
      },
    ],
  },
  {
    id: "vat_declaration",
    name: "增值税申报",
    class: "纳税",
    department: "税务局",
    sharing: "licensed",
    freshDays: 62,
    period: "month",
    key: null,
    fields: [
      yuan("sales", "申报销售额", "amountFen"),
      yuan("payable", "应纳税额", "taxFen"),
      yuan("paid", "实缴税额", "paidFen"),
      yuan("arrears", "期末欠税", "arrearsFen"),
      {
        name: "lateDays",
        label: "逾期申报天数",
        unit: "天",
        measure: "count",
        required: true,
        minimum: 0,
      },
    ],
  },
  {
    id: "income_tax_declaration",
    name: "企业所得税申报",
    class: "纳税",
    department: "税务局",
    sharing: "licensed",
    freshDays: 140,
    period: "quarter",
    key: null,
    fields: [
      yuan("profit", "利润总额", "amountFen", { minimum: -1e12 }),
      yuan("payable", "应纳税额", "taxFen"),
      yuan("paid", "实缴税额", "paidFen"),
    ],
  },
  {
    id: "invoice",
    name: "增值税发票明细",
    class: "发票",
    department: "税务局",
    sharing: "licensed",
    freshDays: 62,
    period: "day",
    key: "发票号码",
    fields: [
      {
        name: "direction",
        label: "进销项",
        unit: null,
        measure: "category",
        required: true,
        values: ["sale", "purchase"],
      },
      yuan("amount", "金额", "amountFen", { minimum: -1e12 }),
      yuan("tax", "税额", "taxFen", { minimum: -1e12 }),
      { name: "counterparty", label: "对方单位", unit: null, measure: null, required: true },
      {
        name: "status",
        label: "发票状态",
        unit: null,
        measure: null,
        required: true,
        values: ["valid", "void"],
      },
    ],
  },
  {
    id: "invoice_month",
    name: "发票按月按对手方汇总",
    class: "发票",
    department: "税务局",
    sharing: "licensed",
    freshDays: 62,
    period: "month",
    key: "进销项与对方单位",
    fields: [
      {
        name: "direction",
        label: "进销项",
        unit: null,
        measure: "category",
        required: true,
        values: ["sale", "purchase"],
      },
      yuan("amount", "净额（不含税，含红字）", "amountFen", { minimum: -1e12 }),
      yuan("tax", "税额（含红字）", "taxFen", { minimum: -1e12 }),
      {
        name: "invoices",
        label: "有效发票张数（含红字）",
        unit: "张",
        measure: "count",
        required: true,
        minimum: 0,
      },
      yuan("redAmount", "红字金额（绝对值）", null),
      {
        name: "redInvoices",
        label: "红字发票张数",
        unit: "张",
        measure: null,
        required: true,
        minimum: 0,
      },
      {
        name: "voidInvoices",
        label: "作废发票张数",
        unit: "张",
        measure: null,
        required: true,
        minimum: 0,
      },
    ],
  },
  utility("electricity", "用电缴费", "电网公司", "千瓦时", "用电量"),
  utility("water", "用水缴费", "供水公司", "立方米", "用水量"),
  utility("gas", "用气缴费", "燃气公司", "立方米", "用气量"),
  contribution("social_insurance", "职工社会保险缴纳", "社会保险", "人力资源社会保障局"),
  contribution("housing_fund", "住房公积金缴存", "住房公积金", "住房公积金管理中心"),
  {
    id: "penalty",
    name: "行政处罚",
    class: "行政处罚",
    department: "各行政执法部门",
    sharing: "public",
    freshDays: 31,
    period: "day",
    key: "决定书文号",
    fields: [
      yuan("fine", "罚款金额", "amountFen"),
      {
        name: "severity",
        label: "失信程度",
        unit: null,
        measure: "category",
        required: true,
        values: ["minor", "general", "serious"],
      },
      { name: "authority", label: "处罚机关", unit: null, measure: null, required: true },
      { name: "fact", label: "违法事实", unit: null, measure: null, required: true },
    ],
  },
  {
    id: "adverse_list",
    name: "失信与异常名单",
    class: "名单",
    department: "法院、市场监管局、税务局",
    sharing: "public",
    freshDays: 31,
    period: "day",
    key: "案号或决定号",
    fields: [
      {
        name: "list",
        label: "名单",
        unit: null,
        measure: "category",
        required: true,
        values: ["dishonest_judgment_debtor", "abnormal_operation", "abnormal_taxpayer"],
      },
      { name: "authority", label: "列入机关", unit: null, measure: null, required: true },
      { name: "removedOn", label: "移出日期", unit: null, measure: null, required: false },
    ],
  },
  {
    id: "loan_balance",
    name: "银行贷款余额",
    class: "融资",
    department: "平台与金融机构",
    sharing: "upload",
    freshDays: 62,
    period: "month",
    key: "贷款机构",
    fields: [yuan("balance", "贷款余额", "amountFen")],
  },
] as const satisfies readonly Item[];

export type ItemId = (typeof catalogue)[number]["id"];
export const itemIds = catalogue.map((item) => item.id);

const byId: ReadonlyMap<string, Item> = new Map(catalogue.map((item) => [item.id, item]));
export const isItemId = (id: string): id is ItemId => byId.has(id);

/** The catalogue's entry; the id is one of the list by its type. */
export function itemOf(id: ItemId): Item {
  const item = byId.get(id);
  if (!item) throw new Error(`no item ${id} in the catalogue`);
  return item;
}

/** Names of items in the catalogue's words, for documents and screens. */
export const itemNames = (ids: readonly string[]): string[] =>
  ids.map((id) => byId.get(id)?.name ?? id);
