import { amount, category, day, optional, text } from "./fields.ts";
import { notBefore } from "./rules.ts";
import { item, type Item } from "./schema.ts";

const caseNumber = { key: "案号", keyNames: ["caseCode", "ah"] } as const;
const filed = ["立案时间", "立案日期", "regDate", "larq"] as const;
const court = (label: string) => text("court", label, { names: ["courtName", "法院", "法院名称"] });

/** Courts (domain.md §3.3 tables 13 and 14, §3.4.5). All of it is published. */
export const judicialItems = [
  item({
    id: "judgment_debtor",
    name: "被执行人",
    class: "司法",
    department: "court",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: [...filed],
    ...caseNumber,
    fields: [
      court("执行法院"),
      text("basis", "执行依据文号", { ...optional, names: ["gistId"] }),
      amount("target", "执行标的", "amountFen", { ...optional, names: ["执行标的金额"] }),
      day("closedOn", "结案日期", { ...optional, names: ["终结日期"] }),
    ],
    rules: [notBefore("closedOn", "period", "结案日期早于立案日期，请核对。")],
  }),
  item({
    id: "dishonest_debtor",
    name: "失信被执行人",
    class: "司法",
    department: "court",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: [...filed],
    ...caseNumber,
    fields: [
      court("执行法院"),
      text("basis", "执行依据文号", { ...optional, names: ["gistId", "依据文号"] }),
      text("basisUnit", "作出执行依据单位", {
        ...optional,
        names: ["gistUnit", "做出执行依据单位"],
      }),
      text("duty", "生效文书确定的义务", { ...optional, names: ["duty", "义务"], longest: 5000 }),
      category(
        "performance",
        "履行情况",
        { none: ["全部未履行"], part: ["部分未履行"], all: ["全部已履行", "已履行"] },
        { measure: "category", names: ["performance"] },
      ),
      text("conduct", "失信行为情形", { names: ["disruptTypeName", "行为具体情形"] }),
      day("publishedOn", "发布时间", { names: ["publishDate", "发布日期"] }),
      day("removedOn", "移出日期", { ...optional, names: ["屏蔽日期", "撤销日期"] }),
    ],
    rules: [
      notBefore("publishedOn", "period", "发布时间早于立案时间，请核对。"),
      notBefore("removedOn", "publishedOn", "移出日期早于发布时间，请核对。"),
    ],
  }),
  item({
    id: "consumption_restriction",
    name: "限制高消费",
    class: "司法",
    department: "court",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: [...filed],
    ...caseNumber,
    fields: [
      court("执行法院"),
      day("publishedOn", "发布日期", optional),
      day("removedOn", "解除日期", optional),
    ],
    rules: [notBefore("removedOn", "period", "解除日期早于立案日期，请核对。")],
  }),
  item({
    id: "judgment_document",
    name: "裁判文书",
    class: "司法",
    department: "court",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: ["裁判日期", "终审日期"],
    ...caseNumber,
    fields: [
      category(
        "caseType",
        "案件类型",
        {
          civil: ["民事", "民事案件"],
          criminal: ["刑事", "刑事案件"],
          administrative: ["行政", "行政案件"],
          execution: ["执行", "执行案件"],
          compensation: ["赔偿", "国家赔偿"],
          other: ["其他", "其他案件"],
        },
        { measure: "category" },
      ),
      text("documentType", "文书类型"),
      court("判决法院"),
      text("cause", "案由"),
      text("title", "文书标题", optional),
      day("publishedOn", "公布日期", optional),
      category("role", "当事人诉讼地位", {
        plaintiff: ["原告", "上诉人", "申请人", "申请执行人", "再审申请人"],
        defendant: ["被告", "被上诉人", "被申请人", "被执行人"],
        third_party: ["第三人", "案外人"],
        other: ["其他"],
      }),
      // The national table writes an unknown amount as -1.
      amount("amount", "案件金额", "amountFen", { ...optional, missing: ["-1", "-1.0", "-1.00"] }),
      text("content", "文书内容", { ...optional, longest: 20_000 }),
    ],
    rules: [notBefore("publishedOn", "period", "公布日期早于裁判日期，请核对。")],
  }),
  item({
    id: "bankruptcy",
    name: "破产案件",
    class: "司法",
    department: "court",
    sharing: "public",
    freshDays: 31,
    period: "day",
    periodNames: ["受理日期", "公开日期"],
    ...caseNumber,
    fields: [
      court("受理法院"),
      category(
        "kind",
        "程序类型",
        {
          liquidation: ["破产清算", "清算"],
          reorganisation: ["破产重整", "重整"],
          settlement: ["破产和解", "和解"],
        },
        { measure: "category" },
      ),
      text("administrator", "管理人", optional),
      day("endedOn", "终结日期", optional),
    ],
    rules: [notBefore("endedOn", "period", "终结日期早于受理日期，请核对。")],
  }),
] as const satisfies readonly Item[];
