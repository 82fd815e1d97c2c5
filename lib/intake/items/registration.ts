import { amount, category, code, count, day, optional, text, yesNo } from "./fields.ts";
import { notBefore } from "./rules.ts";
import { item, uses, type Item } from "./schema.ts";

const states = {
  operating: ["存续", "在业", "开业", "存续（在营、开业、在册）", "在营"],
  revoked: ["吊销", "吊销未注销"],
  deregistered: ["注销", "已注销"],
  moved_out: ["迁出"],
} as const;

/** What the market registry says of a firm (domain.md §3.4.1), and what the firm says of itself. */
export const registrationItems = [
  item({
    id: "registration",
    name: "企业登记信息",
    class: "登记注册",
    department: "market_supervision",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: ["核准日期", "apprdate", "核准时间"],
    fields: [
      text("name", "企业名称", { names: ["entname", "名称", "市场主体名称"] }),
      amount("capital", "注册资本", "amountFen", { ...optional, names: ["regcap(万元)"] }),
      text("currency", "注册资本币种", { ...optional, names: ["币种", "regcapcur"] }),
      category("state", "登记状态", states, {
        measure: "category",
        names: ["regstate", "经营状态", "企业状态", "状态"],
      }),
      day("establishedOn", "成立日期", { names: ["estdate", "成立时间"] }),
      text("authority", "登记机关", { names: ["regorg"] }),
      text("kind", "企业类型", { ...optional, names: ["enttype", "类型"] }),
      text("industry", "行业代码", { ...optional, names: ["industryco", "所属行业"] }),
      text("address", "住所", { ...optional, names: ["dom", "注册地址"] }),
      text("scope", "经营范围", { ...optional, names: ["opscope"], longest: 5000 }),
      count("insured", "参保人数", "人", optional),
      text("formerName", "曾用名", optional),
      day("validFrom", "营业期限自", { ...optional, names: ["opfrom"] }),
      day("validUntil", "营业期限至", { ...optional, names: ["opto"], missing: ["长期", "永久"] }),
    ],
    rules: [
      notBefore("period", "establishedOn", "核准日期早于成立日期，请核对。"),
      notBefore("validUntil", "validFrom", "营业期限的止日早于起日，请核对。"),
    ],
  }),
  item({
    id: "registration_change",
    name: "企业变更登记",
    class: "登记注册",
    department: "market_supervision",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: ["变更日期", "altdate", "变更时间"],
    key: "变更事项",
    keyNames: ["altitem"],
    fields: [
      text("before", "变更前内容", { ...optional, names: ["altbe"], longest: 5000 }),
      text("after", "变更后内容", { ...optional, names: ["altaf"], longest: 5000 }),
    ],
  }),
  item({
    id: "annual_report",
    name: "企业年报资产状况",
    class: "登记注册",
    department: "market_supervision",
    sharing: "licensed",
    freshDays: 550,
    period: "year",
    periodNames: ["年报年度", "年度", "ancheyear"],
    fields: [
      amount("assets", "资产总额", "amountFen", { names: ["assgro(万元)"] }),
      amount("liabilities", "负债总额", null, { names: ["liagro(万元)"] }),
      amount("equity", "所有者权益合计", null, { names: ["totequ(万元)"], minimum: -1e12 }),
      amount("revenue", "营业总收入", null, { names: ["vendinc(万元)"] }),
      amount("profit", "利润总额", null, { names: ["progro(万元)"], minimum: -1e12 }),
      amount("netProfit", "净利润", null, { names: ["netinc(万元)"], minimum: -1e12 }),
      amount("taxPaid", "纳税总额", "taxFen", { ...optional, names: ["ratgro(万元)"] }),
      count("employees", "从业人数", "人", { ...optional, measure: "count", names: ["empnum"] }),
    ],
    rules: [
      {
        id: "adds_up",
        field: "equity",
        message: "资产总额不等于负债总额与所有者权益之和，请核对。",
        holds: ({ assets, liabilities, equity }) =>
          // Annual reports are typed in 万元, often without decimals.
          Math.abs(Number(assets) - Number(liabilities) - Number(equity)) <= 200_000_00,
      },
    ],
  }),
  item({
    id: "enterprise_statement",
    name: "企业填报信息",
    class: "登记注册",
    department: "platform",
    sharing: "upload",
    freshDays: 366,
    uses: uses.review,
    period: "day",
    periodNames: ["入驻时间", "填报日期"],
    fields: [
      text("name", "企业名称"),
      yesNo("verified", "是否实名认证"),
      yesNo("financed", "是否通过平台获得贷款", optional),
      count("sector", "企业所属行业", "项", { ...optional, minimum: 1, maximum: 19 }),
      text("province", "省", optional),
      text("city", "市", optional),
      amount("capital", "注册资本", "amountFen", optional),
      text("scope", "经营范围", { ...optional, longest: 5000 }),
      category("term", "经营期限类型", { fixed: ["有期限"], unlimited: ["长期"] }, optional),
      code("platformCode", "地方平台统一社会信用代码", optional),
    ],
  }),
] as const satisfies readonly Item[];
