import type { PurposeCode } from "../../consent/purposes.ts";
import type { DepartmentId } from "../../registry/departments.ts";
import type { SharingMode } from "../model.ts";

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

/**
 * How a field is read and what is kept of it: an amount as integer 分, a count as a whole number, a
 * quantity as a number, a percentage as integer basis points, a day as `YYYY-MM-DD`, a month as its
 * first day, a category as one of its values, a code as a unified social credit code that checks.
 */
export const fieldTypes = [
  "amount",
  "count",
  "quantity",
  "percentage",
  "day",
  "month",
  "text",
  "category",
  "code",
] as const;
export type FieldType = (typeof fieldTypes)[number];

export type Unit =
  | "元"
  | "分"
  | "人"
  | "次"
  | "天"
  | "个月"
  | "张"
  | "票"
  | "件"
  | "项"
  | "千瓦时"
  | "千伏安"
  | "立方米"
  | "平方米"
  | "亩"
  | "吨"
  | "%";

/** One field of an item as a department sends it, and where it is kept. */
export type ItemField = Readonly<{
  /** Key in a received row, and in the payload. */
  name: string;
  label: string;
  type: FieldType;
  unit: Unit | null;
  /** Kept in this column; a field without one is kept in the payload under its name. */
  measure: Measure | null;
  required: boolean;
  /** Allowed values, for a category. */
  values?: readonly string[];
  /** How else files write a value, its Chinese label first among them. */
  spellings?: Readonly<Record<string, readonly string[]>>;
  /** Lowest value allowed; amounts of red invoices may be negative. */
  minimum?: number;
  maximum?: number;
  /** Most characters of a text; 500 unless told. */
  longest?: number;
  /**
   * Other names of its column: national column names and what departments call it. A name with a unit,
   * `CF_NR_FK(万元)`, is a column whose figures are in that unit though its title does not say so.
   */
  names?: readonly string[];
  /** Words that stand for "unknown" in this field alone. */
  missing?: readonly string[];
}>;

/** A kept value as rules see it: amounts in 分, days as text. */
export type Kept = number | string | null;

/** What must hold between the fields of one row. `period` is a field too: its first day. */
export type ItemRule = Readonly<{
  id: string;
  /** The field that a person should look at first. */
  field: string;
  message: string;
  holds: (row: Readonly<Record<string, Kept>>) => boolean;
}>;

/** A column of a national table that is not a field: its place in the form and its names. */
export type TableColumn = Readonly<{
  name: TableColumnName;
  label: string;
  names: readonly string[];
  required: boolean;
}>;
export const tableColumnNames = [
  "peopleSeries",
  "amountSeries",
  "combinedSeries",
  "run",
  "times",
  "lastMonth",
  "inArrears",
  "arrearsNow",
  "baseDay",
] as const;
export type TableColumnName = (typeof tableColumnNames)[number];

/** A table that tells of 24 months in one row, as text (domain.md §3.3); see national-table.ts. */
export type NationalTable = Readonly<{ number: number; columns: readonly TableColumn[] }>;

export const itemClasses = [
  "登记注册",
  "司法",
  "纳税",
  "发票",
  "财务报表",
  "社会保险",
  "住房公积金",
  "水电气",
  "资质许可",
  "荣誉表彰",
  "行政处罚",
  "名单",
  "不动产",
  "公共资源交易",
  "海关",
  "生态环境",
  "知识产权",
  "科技",
  "仓储物流",
  "三农",
  "融资",
] as const;
export type ItemClass = (typeof itemClasses)[number];

export type Item = Readonly<{
  id: string;
  name: string;
  class: ItemClass;
  department: DepartmentId;
  sharing: SharingMode;
  /** How old the newest row may be before the item counts as stale, in days. */
  freshDays: number;
  /** Within so many working days of its period a row must have arrived; null: no such promise. */
  timelyWorkingDays: number | null;
  /** What the item may be used for. */
  uses: readonly PurposeCode[];
  /** What the row's period is: the first day of a month or year, or the day of the fact. */
  period: "month" | "quarter" | "year" | "day";
  /** What the period's column is called; the first is its label. */
  periodNames: readonly [string, ...string[]];
  /** What tells two rows of one period apart; null where there is only one. */
  key: string | null;
  /** Other names of the key's column. */
  keyNames?: readonly string[];
  fields: readonly ItemField[];
  rules?: readonly ItemRule[];
  table?: NationalTable;
}>;

const everyPurpose = [
  "credit_review",
  "disbursement_review",
  "post_loan_monitoring",
  "platform_processing",
] as const satisfies readonly PurposeCode[];

/** What may be used for what, by how sensitive it is. */
export const uses = {
  every: everyPurpose,
  /** For looking at a firm, and not for scoring all of them. */
  review: ["credit_review", "disbursement_review", "post_loan_monitoring"],
  /** A yes or no before money moves, and nothing else. */
  verification: ["credit_review", "disbursement_review"],
} as const satisfies Record<string, readonly PurposeCode[]>;

type Defaulted = "timelyWorkingDays" | "uses" | "periodNames" | "key";
type Described<Id extends string> = Omit<Item, Defaulted | "id"> &
  Partial<Pick<Item, Defaulted>> &
  Readonly<{ id: Id }>;

const periodNames = {
  month: ["所属期", "所属月份", "月份", "年月", "统计月份", "费款所属期", "所属期起"],
  quarter: ["所属期", "所属季度", "季度", "所属期起", "报告期"],
  year: ["年度", "所属年度", "评价年度", "年份"],
  day: ["日期"],
} as const;

/** An item with what is usual where nothing else is said; its id stays a literal type. */
export const item = <const Id extends string>(
  described: Described<Id>,
): Item & Readonly<{ id: Id }> => ({
  timelyWorkingDays: null,
  uses: uses.every,
  periodNames: periodNames[described.period],
  key: null,
  ...described,
});
