import type { DepartmentId } from "../../registry/departments.ts";
import { amount, category, count, optional, quantity, yesNo, day } from "./fields.ts";
import { agrees } from "./rules.ts";
import { item, uses, type Item } from "./schema.ts";

/** Billing by month, the same for electricity, water and gas (domain.md §3.3 tables 3–5). */
const utility = <const Id extends string>(
  id: Id,
  name: string,
  department: DepartmentId,
  unit: "千瓦时" | "立方米",
  quantityLabel: string,
) =>
  item({
    id,
    name,
    class: "水电气",
    department,
    sharing: "licensed",
    freshDays: 62,
    period: "month",
    key: "户号",
    keyNames: ["用户号", "电网户号", "用气证号", "水用户号"],
    fields: [
      amount("billed", "应缴金额", "amountFen", { names: ["应收金额", "账单金额"] }),
      amount("paid", "实缴金额", "paidFen", { names: ["实收金额", "缴费金额"] }),
      amount("arrears", "欠费金额", "arrearsFen", { names: ["欠缴金额"] }),
      quantity("quantity", quantityLabel, unit, {
        measure: "quantity",
        names: ["用量", "本期用量", "本期水量", "本期用气量"],
      }),
      count("lateDays", "逾期天数", "天", { measure: "count" }),
    ],
  });

const arrears = [
  yesNo("inArrears", "当前是否欠费", { names: ["当前是否欠缴"] }),
  amount("arrears", "欠费金额", "arrearsFen", { ...optional, names: ["欠缴金额"] }),
] as const;
const consistent = agrees("inArrears", "arrears", "“当前是否欠费”与欠费金额不一致，请核对。");

/** Averages of an account, which is all that a lender needs to see (tables 3–5). */
const averages = <const Id extends "water_summary" | "gas_summary">(
  id: Id,
  name: string,
  department: DepartmentId,
  use: "用水" | "用燃气",
) =>
  item({
    id,
    name,
    class: "水电气",
    department,
    sharing: "aggregate",
    freshDays: 62,
    uses: uses.every,
    period: "month",
    periodNames: ["统计基准日期", "统计月份", "所属期"],
    key: "户号",
    keyNames: ["水用户信息", "燃气用户信息", "用户号", "户名户号"],
    fields: [
      quantity("average3", `近3个月月均${use}量`, "立方米", { measure: "quantity" }),
      quantity("average6", `近6个月月均${use}量`, "立方米"),
      ...arrears,
      day("openedOn", "开户日期", optional),
      yesNo("ownMeter", "是否一户一表", optional),
    ],
    rules: [consistent],
  });

/** Electricity, water and gas: each by month, and as the averages that tables 3–5 share. */
export const utilityItems = [
  utility("electricity", "用电缴费", "power_grid", "千瓦时", "用电量"),
  utility("water", "用水缴费", "water_company", "立方米", "用水量"),
  utility("gas", "用气缴费", "gas_company", "立方米", "用气量"),
  item({
    id: "electricity_summary",
    name: "用电信用概况",
    class: "水电气",
    department: "power_grid",
    sharing: "aggregate",
    freshDays: 62,
    period: "month",
    periodNames: ["统计基准日期", "统计月份", "所属期"],
    key: "户号",
    keyNames: ["电网户号", "用户号"],
    fields: [
      amount("average3", "近3个月月均用电金额", "amountFen"),
      amount("average6", "近6个月月均用电金额", null),
      amount("average12", "近12个月月均用电金额", null),
      ...arrears,
      count("breaches", "近两年违约次数", "次", { measure: "count", maximum: 24 }),
      category("state", "用电账户状态", {
        normal: ["正常"],
        arrears: ["欠费"],
        prepaid: ["预付费"],
        suspended: ["暂停供电"],
        closed: ["销户异常"],
        other: ["其他"],
      }),
      category(
        "risk",
        "风险等级",
        { low: ["低"], medium: ["中"], high: ["高"], very_high: ["极高"] },
        { measure: "category" },
      ),
      category(
        "use",
        "用电类型",
        {
          household: ["居民生活"],
          commercial: ["一般工商业"],
          industrial: ["大工业"],
          agricultural: ["农业生产"],
        },
        optional,
      ),
      category(
        "value",
        "价值等级",
        { basic: ["基础用电"], normal: ["正常用电"], intensive: ["高耗能用电"] },
        optional,
      ),
      quantity("contracted", "合同容量", "千伏安", optional),
      quantity("running", "运行容量", "千伏安", optional),
    ],
    rules: [consistent],
  }),
  averages("water_summary", "用水概况", "water_company", "用水"),
  averages("gas_summary", "用气概况", "gas_company", "用燃气"),
] as const satisfies readonly Item[];
