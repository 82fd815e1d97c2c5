import { amount, category, code, count, day, optional, quantity, text } from "./fields.ts";
import { notBefore } from "./rules.ts";
import { item, type Item } from "./schema.ts";

/** Public-resource transactions, customs, logistics, and how a firm stands with the environment. */
export const tradeItems = [
  item({
    id: "public_resource_award",
    name: "公共资源中标",
    class: "公共资源交易",
    department: "public_resources",
    sharing: "licensed",
    freshDays: 366,
    period: "day",
    periodNames: ["中标日期", "成交日期", "公示日期"],
    key: "项目编号",
    keyNames: ["标段编号", "招标项目编号"],
    fields: [
      text("project", "项目名称", { names: ["标段名称"] }),
      amount("price", "中标金额", "amountFen", { names: ["成交金额", "中标价"] }),
      text("buyer", "招标人", { names: ["采购人", "招标单位"] }),
      code("buyerCode", "招标人统一社会信用代码", { ...optional, names: ["采购人代码"] }),
      category(
        "kind",
        "交易类别",
        {
          construction: ["工程建设", "工程"],
          procurement: ["政府采购", "采购"],
          land: ["土地出让", "土地使用权"],
          property: ["产权交易", "国有产权"],
          other: ["其他"],
        },
        { ...optional, measure: "category" },
      ),
    ],
  }),
  item({
    id: "customs_credit",
    name: "海关企业信用等级",
    class: "海关",
    department: "customs",
    sharing: "public",
    freshDays: 366,
    period: "day",
    periodNames: ["认定日期", "评定日期"],
    fields: [
      category(
        "grade",
        "信用等级",
        {
          advanced: ["高级认证企业", "高级认证"],
          registered: ["注册登记和备案企业", "常规管理企业", "一般信用企业"],
          dishonest: ["失信企业"],
        },
        { measure: "category" },
      ),
      text("customs", "注册海关", optional),
      text("number", "海关注册编码", optional),
    ],
  }),
  item({
    id: "customs_trade",
    name: "进出口",
    class: "海关",
    department: "customs",
    sharing: "licensed",
    freshDays: 93,
    period: "month",
    key: "进出口标志",
    keyNames: ["进出口类型"],
    fields: [
      amount("value", "货值", "amountFen", { names: ["总值", "人民币值"] }),
      amount("duty", "关税及代征税", "taxFen", { ...optional, names: ["税款"] }),
      count("declarations", "报关单数", "票", { measure: "count", names: ["报关单票数"] }),
    ],
  }),
  item({
    id: "logistics",
    name: "物流运输",
    class: "仓储物流",
    department: "transport",
    sharing: "aggregate",
    freshDays: 62,
    period: "month",
    fields: [
      count("waybills", "运单数", "票", { measure: "count", names: ["运单量"] }),
      quantity("tonnage", "货运量", "吨", { measure: "quantity", names: ["货物重量"] }),
      amount("freight", "运费", "amountFen", { ...optional, names: ["运费金额"] }),
    ],
  }),
  item({
    id: "environment_credit",
    name: "环境信用评价",
    class: "生态环境",
    department: "ecology",
    sharing: "public",
    freshDays: 550,
    period: "year",
    periodNames: ["评价年度", "年度"],
    fields: [
      category(
        "grade",
        "评价等级",
        {
          honest: ["环保诚信企业", "诚信", "绿"],
          good: ["环保良好企业", "良好", "蓝"],
          warned: ["环保警示企业", "警示", "黄"],
          poor: ["环保不良企业", "不良", "红"],
        },
        { measure: "category", names: ["等级"] },
      ),
      quantity("points", "评价分值", "分", { ...optional, measure: "quantity", names: ["分值"] }),
      text("batch", "评价批次", { ...optional, names: ["批次"] }),
      day("validFrom", "有效期自", optional),
      day("validUntil", "有效期至", optional),
    ],
    rules: [notBefore("validUntil", "validFrom", "有效期至早于有效期自，请核对。")],
  }),
] as const satisfies readonly Item[];
