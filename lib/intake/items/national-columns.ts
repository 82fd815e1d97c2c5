import type { NationalTable, TableColumn } from "./schema.ts";

/** The columns of the national tables that tell of 24 months in one row (domain.md §3.3). */
const closing: readonly TableColumn[] = [
  {
    name: "lastMonth",
    label: "最近一次正常缴费月份",
    names: ["最近一次正常缴存月份"],
    required: true,
  },
  {
    name: "inArrears",
    label: "当前是否欠缴",
    names: ["当前是否欠费"],
    required: false,
  },
  { name: "arrearsNow", label: "欠缴金额", names: ["欠费金额", "当前欠缴金额"], required: false },
  { name: "baseDay", label: "统计基准日期", names: [], required: false },
];

const counted: readonly TableColumn[] = [
  {
    name: "run",
    label: "近两年连续正常缴纳周期（月）",
    names: ["近两年连续正常缴纳周期", "近两年连续正常缴存周期", "连续正常缴纳周期"],
    required: true,
  },
  {
    name: "times",
    label: "近两年单位正常缴费次数",
    names: ["近两年单位正常缴存次数", "近两年正常缴费次数"],
    required: true,
  },
];

/** Tables 1 and 2: people by month and amounts by month, as two texts. */
export const seriesTable = (number: 1 | 2, kind: "社保" | "住房公积金"): NationalTable => ({
  number,
  columns: [
    {
      name: "peopleSeries",
      label: kind === "社保" ? "近两年每月参保人数" : "近两年每月缴存人数",
      names: ["近两年每月参保人数", "近两年每月缴存人数", "近两年每月缴费人数"],
      required: true,
    },
    {
      name: "amountSeries",
      label: kind === "社保" ? "近两年每月单位缴费金额" : "近两年每月当月住房公积金缴存额",
      names: ["近两年每月单位缴费金额", "近两年每月住房公积金缴存额", "近两年每月缴费金额"],
      required: true,
    },
    ...counted,
    ...closing,
  ],
});

/** Table 12: one text of day, people, amount and the month that was paid for. */
export const medicalTable: NationalTable = {
  number: 12,
  columns: [
    {
      name: "combinedSeries",
      label: "近两年每月参保人数、缴费金额及费款所属期",
      names: [
        "近两年每月参保人数及缴费金额及费款所属期",
        "近两年每月参保人数、缴费金额、费款所属期",
      ],
      required: true,
    },
    ...counted.map((column) => ({ ...column, required: false })),
    ...closing,
  ],
};
