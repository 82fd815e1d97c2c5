import { amount, category, code, day, optional, text } from "./fields.ts";
import { notBefore } from "./rules.ts";
import { item, type Item } from "./schema.ts";

/** 双公示: published within seven working days of the decision (domain.md §3.4.4). */
const PUBLISHED_WITHIN = 7;

/** Qualifications, honours, permits and penalties, and the lists of who is trusted and who is not. */
export const conductItems = [
  item({
    id: "qualification",
    name: "资质证书",
    class: "资质许可",
    department: "administrative_approval",
    sharing: "public",
    freshDays: 366,
    period: "day",
    periodNames: ["发证日期"],
    key: "证书编号",
    keyNames: ["编号", "资质证书编号"],
    fields: [
      text("name", "证书名称", { names: ["名称", "资质证书名称"] }),
      text("level", "类别及等级", { ...optional, names: ["资质类别及等级", "等级"] }),
      text("authority", "发证机关"),
      day("validUntil", "有效期至", { ...optional, missing: ["长期", "永久"] }),
    ],
    rules: [notBefore("validUntil", "period", "有效期至早于发证日期，请核对。")],
  }),
  item({
    id: "honour",
    name: "荣誉表彰",
    class: "荣誉表彰",
    department: "development_reform",
    sharing: "public",
    freshDays: 366,
    period: "day",
    periodNames: ["授予日期", "颁发日期", "认定日期"],
    key: "荣誉名称",
    keyNames: ["名称", "表彰名称"],
    fields: [
      text("level", "事项及等级", { ...optional, names: ["荣誉事项及等级", "等级"] }),
      text("authority", "颁发机关", { names: ["授予机关", "认定机关"] }),
    ],
  }),
  item({
    id: "permit",
    name: "行政许可",
    class: "资质许可",
    department: "administrative_approval",
    sharing: "public",
    freshDays: 31,
    timelyWorkingDays: PUBLISHED_WITHIN,
    period: "day",
    periodNames: ["许可决定日期", "决定日期", "XK_JDRQ"],
    key: "许可决定文书号",
    keyNames: ["行政许可决定文书号", "决定书文号", "文号", "XK_WSH"],
    fields: [
      text("document", "决定文书名称", {
        ...optional,
        names: ["行政许可决定文书名称", "XK_XKWS", "XK_XMMC"],
      }),
      category(
        "kind",
        "许可类别",
        {
          general: ["普通"],
          franchise: ["特许"],
          accreditation: ["认可"],
          approval: ["核准"],
          registration: ["登记"],
          other: ["其他"],
        },
        { measure: "category", names: ["审批类别", "XK_XKLB", "XK_SPLB"] },
      ),
      text("content", "许可内容", { names: ["XK_NR"], longest: 5000 }),
      text("authority", "许可机关", { names: ["XK_XKJG", "XK_XZJG"] }),
      code("authorityCode", "许可机关统一社会信用代码", {
        ...optional,
        names: ["许可机关代码", "XK_XKJGDM"],
      }),
      text("certificate", "许可证书名称", { ...optional, names: ["XK_XKZS", "证书名称"] }),
      text("certificateNumber", "许可编号", { ...optional, names: ["XK_XKBH", "编号"] }),
      day("validFrom", "有效期自", { ...optional, names: ["XK_YXQZ"] }),
      day("validUntil", "有效期至", {
        ...optional,
        names: ["XK_YXQZI", "XK_JZQ"],
        missing: ["长期", "永久", "2099/12/31", "2099-12-31"],
      }),
      text("organisationCode", "组织机构代码", {
        ...optional,
        names: ["XK_XDR_ZZJG", "XK_XDR_ZDM"],
      }),
      text("state", "当前状态", { ...optional, names: ["XK_ZT"] }),
    ],
    rules: [
      notBefore("validUntil", "validFrom", "有效期至早于有效期自，请核对。"),
      organisationCode(),
    ],
  }),
  item({
    id: "penalty",
    name: "行政处罚",
    class: "行政处罚",
    department: "administrative_approval",
    sharing: "public",
    freshDays: 31,
    timelyWorkingDays: PUBLISHED_WITHIN,
    period: "day",
    periodNames: ["处罚决定日期", "决定日期", "CF_JDRQ"],
    key: "决定书文号",
    keyNames: ["行政处罚决定书文号", "处罚决定书文号", "CF_WSH"],
    fields: [
      amount("fine", "罚款金额", "amountFen", { names: ["CF_NR_FK(万元)"] }),
      category(
        "severity",
        "失信程度",
        { minor: ["轻微"], general: ["一般"], serious: ["严重"] },
        { measure: "category", names: ["严重程度"] },
      ),
      text("authority", "处罚机关", { names: ["CF_CFJG", "CF_XZJG"] }),
      text("fact", "违法事实", { names: ["CF_SY", "处罚事由"] }),
      text("kind", "处罚类别", { ...optional, names: ["CF_CFLB", "CF_CFLB1"] }),
      text("basis", "处罚依据", { ...optional, names: ["CF_YJ"], longest: 5000 }),
      text("content", "处罚内容", {
        ...optional,
        names: ["CF_NR", "CF_JG", "处罚结果"],
        longest: 5000,
      }),
      text("conduct", "违法行为类型", { ...optional, names: ["CF_WFXW"] }),
      amount("confiscated", "没收违法所得金额", null, { ...optional, names: ["CF_NR_WFFF(万元)"] }),
      code("authorityCode", "处罚机关统一社会信用代码", {
        ...optional,
        names: ["处罚机关代码", "CF_CFJGDM"],
      }),
      day("publicUntil", "公示截止日期", { ...optional, names: ["公示截止期", "CF_GSJZQ"] }),
      text("organisationCode", "组织机构代码", {
        ...optional,
        names: ["CF_XDR_ZZJG", "CF_XDR_ZDM"],
      }),
    ],
    rules: [
      notBefore("publicUntil", "period", "公示截止日期早于处罚决定日期，请核对。"),
      organisationCode(),
    ],
  }),
  item({
    id: "adverse_list",
    name: "失信与异常名单",
    class: "名单",
    department: "court",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: ["列入日期", "列入时间", "abntime"],
    key: "案号或决定号",
    keyNames: ["案号", "决定号", "决定书文号"],
    fields: [
      category(
        "list",
        "名单",
        {
          dishonest_judgment_debtor: ["失信被执行人"],
          abnormal_operation: ["经营异常名录", "经营异常"],
          abnormal_taxpayer: ["税务非正常户", "非正常户"],
        },
        { measure: "category", names: ["名单类型"] },
      ),
      text("authority", "列入机关", { names: ["decorg", "作出决定机关"] }),
      day("removedOn", "移出日期", { ...optional, names: ["remdate", "移出时间"] }),
    ],
    rules: [notBefore("removedOn", "period", "移出日期早于列入日期，请核对。")],
  }),
  item({
    id: "serious_dishonesty",
    name: "严重失信主体名单",
    class: "名单",
    department: "development_reform",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: ["列入日期", "列入时间"],
    key: "决定书文号",
    keyNames: ["决定号"],
    fields: [
      text("list", "名单名称", { measure: "category", names: ["名单"] }),
      text("authority", "列入机关", { names: ["认定机关"] }),
      text("reason", "列入原因", { ...optional, names: ["列入事由"], longest: 5000 }),
      day("removedOn", "移出日期", optional),
    ],
    rules: [notBefore("removedOn", "period", "移出日期早于列入日期，请核对。")],
  }),
  item({
    id: "commendation_list",
    name: "守信激励名单",
    class: "名单",
    department: "development_reform",
    sharing: "public",
    freshDays: 366,
    period: "day",
    periodNames: ["认定日期", "列入日期"],
    key: "名单名称",
    keyNames: ["名单"],
    fields: [
      text("authority", "认定机关", { names: ["列入机关"] }),
      day("validUntil", "有效期至", { ...optional, missing: ["长期"] }),
    ],
    rules: [notBefore("validUntil", "period", "有效期至早于认定日期，请核对。")],
  }),
] as const satisfies readonly Item[];

/** The old organisation code is within the unified one: characters 9 to 17. */
function organisationCode() {
  return {
    id: "codes_differ",
    field: "organisationCode",
    message: "组织机构代码与统一社会信用代码第 9–17 位不一致，请核对。",
    holds: ({ uscc, organisationCode: given }) =>
      typeof given !== "string" ||
      String(uscc).slice(8, 17) === given.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase(),
  } satisfies NonNullable<Item["rules"]>[number];
}
