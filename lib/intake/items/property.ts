import { amount, category, day, optional, quantity, text } from "./fields.ts";
import { notBefore } from "./rules.ts";
import { item, uses, type Item } from "./schema.ts";

/**
 * Real estate (domain.md §3.3, the two tables after 22). To be verified with a yes or a no, and never
 * disclosed as rows: `sharing` says so, and whoever discloses keeps to it.
 */
export const propertyItems = [
  item({
    id: "real_estate",
    name: "不动产登记",
    class: "不动产",
    department: "natural_resources",
    sharing: "verification",
    freshDays: 366,
    uses: uses.verification,
    period: "day",
    periodNames: ["登记时间", "登记日期"],
    key: "不动产权证号",
    keyNames: ["证书号", "不动产权证书号", "bdcqzh"],
    fields: [
      text("unit", "不动产单元号", { names: ["单元号", "bdcdyh"] }),
      category(
        "ownership",
        "共有情况",
        { sole: ["单独所有"], joint: ["共同共有"], shares: ["按份共有"], other: ["其他"] },
        { ...optional, measure: "category", names: ["gyqk"] },
      ),
      text("location", "坐落", { names: ["zl"] }),
      text("use", "用途", { ...optional, names: ["yt"] }),
      quantity("area", "面积", "平方米", { measure: "quantity", names: ["mj", "建筑面积"] }),
      text("term", "使用期限", { ...optional, names: ["syqx"] }),
      text("authority", "登记机构", { names: ["djjg"] }),
    ],
  }),
  item({
    id: "real_estate_mortgage",
    name: "不动产抵押",
    class: "不动产",
    department: "natural_resources",
    sharing: "verification",
    freshDays: 93,
    uses: uses.verification,
    period: "day",
    periodNames: ["抵押登记时间", "登记时间"],
    key: "不动产登记证明号",
    keyNames: ["登记证明号"],
    fields: [
      text("unit", "不动产单元号", { names: ["单元号"] }),
      text("mortgagee", "抵押权人"),
      text("right", "权利类型", optional),
      amount("secured", "被担保主债权数额", "amountFen", { ...optional, names: ["抵押金额"] }),
      day("releasedOn", "注销日期", { ...optional, names: ["解押日期"] }),
    ],
    rules: [notBefore("releasedOn", "period", "注销日期早于抵押登记时间，请核对。")],
  }),
  item({
    id: "real_estate_seizure",
    name: "不动产查封",
    class: "不动产",
    department: "natural_resources",
    sharing: "verification",
    freshDays: 31,
    uses: uses.verification,
    period: "day",
    periodNames: ["查封日期", "登记时间"],
    key: "查封文号",
    fields: [
      text("unit", "不动产单元号", { names: ["单元号"] }),
      text("authority", "查封机关"),
      day("until", "查封期限至", { ...optional, names: ["查封结束日期"] }),
      day("releasedOn", "解封日期", optional),
    ],
    rules: [
      notBefore("until", "period", "查封期限至早于查封日期，请核对。"),
      notBefore("releasedOn", "period", "解封日期早于查封日期，请核对。"),
    ],
  }),
] as const satisfies readonly Item[];
