import { amount, category, code, count, day, optional, text } from "./fields.ts";
import { notBefore } from "./rules.ts";
import { item, type Item } from "./schema.ts";

/** Intellectual property and the titles of the science office. */
export const innovationItems = [
  item({
    id: "intellectual_property",
    name: "专利与商标",
    class: "知识产权",
    department: "intellectual_property",
    sharing: "public",
    freshDays: 366,
    period: "day",
    periodNames: ["授权日期", "注册日期", "授权公告日"],
    key: "专利号或注册号",
    keyNames: ["专利号", "注册号", "申请号"],
    fields: [
      category(
        "kind",
        "类型",
        {
          invention: ["发明专利", "发明"],
          utility_model: ["实用新型"],
          design: ["外观设计"],
          trademark: ["商标"],
          software: ["软件著作权"],
        },
        { measure: "category", names: ["专利类型", "知识产权类型"] },
      ),
      text("title", "名称", { names: ["专利名称", "商标名称"] }),
      day("validUntil", "有效期至", optional),
      text("state", "法律状态", optional),
    ],
    rules: [notBefore("validUntil", "period", "有效期至早于授权日期，请核对。")],
  }),
  item({
    id: "ip_pledge",
    name: "知识产权质押",
    class: "知识产权",
    department: "intellectual_property",
    sharing: "licensed",
    freshDays: 93,
    period: "day",
    periodNames: ["质押登记日期", "登记日期"],
    key: "质押登记号",
    keyNames: ["登记号"],
    fields: [
      text("pledgee", "质权人"),
      code("pledgeeCode", "质权人统一社会信用代码", optional),
      amount("secured", "担保金额", "amountFen", { ...optional, names: ["质押金额"] }),
      count("rights", "质押件数", "件", { ...optional, measure: "count" }),
      day("releasedOn", "注销日期", { ...optional, names: ["解除日期"] }),
    ],
    rules: [notBefore("releasedOn", "period", "注销日期早于质押登记日期，请核对。")],
  }),
  item({
    id: "technology_title",
    name: "科技企业资格",
    class: "科技",
    department: "science",
    sharing: "public",
    freshDays: 366,
    period: "day",
    periodNames: ["发证日期", "认定日期", "入库日期"],
    key: "证书编号",
    keyNames: ["证书号", "入库登记编号"],
    fields: [
      category(
        "kind",
        "资格类型",
        {
          high_tech: ["高新技术企业", "高新"],
          technology_sme: ["科技型中小企业"],
          specialised: ["专精特新中小企业", "专精特新"],
          little_giant: ["专精特新小巨人", "小巨人企业"],
          innovative: ["创新型中小企业"],
        },
        { measure: "category", names: ["认定类型", "类型"] },
      ),
      text("authority", "认定机构", { names: ["认定机关", "发证机关"] }),
      day("validUntil", "有效期至", optional),
    ],
    rules: [notBefore("validUntil", "period", "有效期至早于发证日期，请核对。")],
  }),
] as const satisfies readonly Item[];
