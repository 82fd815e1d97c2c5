import { amount, category, count, day, optional, quantity, text } from "./fields.ts";
import { noMoreThan, notBefore } from "./rules.ts";
import { item, type Item } from "./schema.ts";

/** New agricultural subjects (domain.md §3.3 tables 19–22). */
export const ruralItems = [
  item({
    id: "rural_subject",
    name: "新型农业经营主体",
    class: "三农",
    department: "agriculture",
    sharing: "licensed",
    freshDays: 366,
    period: "day",
    periodNames: ["认定日期", "登记日期"],
    fields: [
      category(
        "kind",
        "主体类别",
        {
          family_farm: ["家庭农场"],
          leading: ["龙头企业"],
          cooperative: ["专业合作社", "农民专业合作社"],
          large_household: ["农业大户"],
        },
        { measure: "category", names: ["类别"] },
      ),
      text("level", "示范等级", optional),
      text("business", "主营业务", { ...optional, names: ["主营产品"] }),
      quantity("area", "经营面积", "亩", { ...optional, measure: "quantity" }),
      count("members", "成员数", "人", { ...optional, measure: "count" }),
    ],
  }),
  item({
    id: "rural_insurance",
    name: "农业经营主体保险",
    class: "三农",
    department: "agriculture",
    sharing: "licensed",
    freshDays: 366,
    period: "day",
    periodNames: ["投保日期", "起保日期"],
    key: "保单号",
    fields: [
      category(
        "kind",
        "保险类型",
        {
          agricultural: ["农业", "农业保险"],
          property: ["财产", "财产保险"],
          liability: ["责任", "责任保险"],
          credit: ["信用", "信用保险"],
        },
        { measure: "category", names: ["险种"] },
      ),
      amount("insured", "保险金额", "amountFen"),
      amount("premium", "保费", "paidFen", { names: ["保险费"] }),
      day("endsOn", "终保日期", { ...optional, names: ["保险止期"] }),
    ],
    rules: [
      noMoreThan("premium", "insured", "保费大于保险金额，请核对单位。"),
      notBefore("endsOn", "period", "终保日期早于投保日期，请核对。"),
    ],
  }),
  item({
    id: "rural_subsidy",
    name: "农业补贴",
    class: "三农",
    department: "agriculture",
    sharing: "licensed",
    freshDays: 366,
    period: "year",
    periodNames: ["补贴年度", "年度"],
    key: "补贴项目",
    keyNames: ["补贴名称"],
    fields: [
      amount("granted", "补贴金额", "amountFen", { minimum: 0.01 }),
      day("paidOn", "发放日期", optional),
    ],
  }),
  item({
    id: "rural_planting",
    name: "种植大户",
    class: "三农",
    department: "agriculture",
    sharing: "licensed",
    freshDays: 366,
    period: "year",
    key: "作物",
    keyNames: ["种植品种", "种植作物"],
    fields: [
      quantity("area", "种植面积", "亩", { measure: "quantity" }),
      quantity("yield", "产量", "吨", { ...optional, names: ["预计产量"] }),
      amount("output", "产值", "amountFen", optional),
    ],
  }),
] as const satisfies readonly Item[];
