import type { DepartmentId } from "../../registry/departments.ts";
import { amount, category, count, optional, percentage } from "./fields.ts";
import { medicalTable, seriesTable } from "./national-columns.ts";
import { paidForSomebody } from "./rules.ts";
import { item, type Item, type ItemClass, type NationalTable } from "./schema.ts";

/** All kinds together with headcount, by month (domain.md §3.3 tables 1, 2 and 12). */
const contribution = <const Id extends string>(
  id: Id,
  name: string,
  itemClass: ItemClass,
  department: DepartmentId,
  table?: NationalTable,
) =>
  item({
    id,
    name,
    class: itemClass,
    department,
    sharing: "licensed",
    freshDays: 62,
    period: "month",
    fields: [
      count("headcount", "缴费人数", "人", {
        measure: "count",
        names: ["参保人数", "缴存人数", "月参保总人数", "jcrs"],
      }),
      amount("payable", "应缴金额", "amountFen", { names: ["应缴额", "应缴存额"] }),
      amount("paid", "实缴金额", "paidFen", { names: ["缴费金额", "实缴额", "缴存额", "jcje"] }),
      amount("arrears", "欠缴金额", "arrearsFen", { names: ["欠费金额"] }),
    ],
    ...(table ? { table } : {}),
  });

/** One kind of insurance by month, which the national table tells of in 24 months a row. */
const insurance = <const Id extends string>(
  id: Id,
  name: string,
  department: DepartmentId,
  table: NationalTable,
) =>
  item({
    id,
    name,
    class: "社会保险",
    department,
    sharing: "licensed",
    freshDays: 62,
    period: "month",
    periodNames: ["缴费年月", "费款所属期", "所属期", "月份"],
    fields: [
      count("headcount", "参保人数", "人", { measure: "count", names: ["缴费人数"] }),
      amount("payable", "应缴金额", "amountFen", { ...optional, names: ["应缴额"] }),
      amount("paid", "单位缴费金额", "paidFen", { names: ["缴费金额", "实缴金额", "缴费额"] }),
      amount("arrears", "欠缴金额", "arrearsFen", { ...optional, names: ["欠费金额"] }),
      amount("base", "缴费基数", null, { ...optional, names: ["基数"] }),
    ],
    rules: [paidForSomebody("headcount", "paid")],
    table,
  });

/** Social insurance in all and by kind, and the housing fund. */
export const socialItems = [
  contribution("social_insurance", "职工社会保险缴纳", "社会保险", "human_resources"),
  insurance("pension_insurance", "职工基本养老保险", "human_resources", seriesTable(2, "社保")),
  insurance("medical_insurance", "职工基本医疗保险", "medical_insurance", medicalTable),
  insurance("unemployment_insurance", "失业保险", "human_resources", seriesTable(2, "社保")),
  insurance("work_injury_insurance", "工伤保险", "human_resources", seriesTable(2, "社保")),
  insurance("maternity_insurance", "生育保险", "medical_insurance", seriesTable(2, "社保")),
  item({
    id: "medical_insurance_change",
    name: "医保参保缴费变化率",
    class: "社会保险",
    department: "medical_insurance",
    sharing: "aggregate",
    freshDays: 93,
    period: "month",
    key: "比较口径",
    keyNames: ["同比或环比"],
    fields: [
      percentage("people", "参保人数变化率"),
      percentage("paid", "缴费金额变化率"),
      category(
        "against",
        "比较基期",
        { year_before: ["同比"], month_before: ["环比"] },
        { ...optional, measure: "category" },
      ),
    ],
  }),
  contribution(
    "housing_fund",
    "住房公积金缴存",
    "住房公积金",
    "housing_fund_centre",
    seriesTable(1, "住房公积金"),
  ),
] as const satisfies readonly Item[];
