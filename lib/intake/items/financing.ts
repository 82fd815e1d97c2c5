import { amount, category, code, count, optional, percentage, text, yesNo } from "./fields.ts";
import { noMoreThan } from "./rules.ts";
import { item, uses, type Item } from "./schema.ts";

/** What the platform itself and its institutions report (domain.md §3.3 table 10). */
export const financingItems = [
  item({
    id: "loan_balance",
    name: "银行贷款余额",
    class: "融资",
    department: "platform",
    sharing: "upload",
    freshDays: 62,
    period: "month",
    key: "贷款机构",
    keyNames: ["放款机构名称", "放款机构"],
    fields: [amount("balance", "贷款余额", "amountFen")],
  }),
  item({
    id: "platform_loan",
    name: "获贷明细",
    class: "融资",
    department: "platform",
    sharing: "upload",
    freshDays: 93,
    uses: uses.review,
    period: "day",
    periodNames: ["获贷时间", "放款日期"],
    key: "合同编号",
    keyNames: ["借据号", "外部系统id"],
    fields: [
      text("lender", "放款机构名称"),
      code("lenderCode", "放款机构统一社会信用代码", optional),
      amount("principal", "获贷金额", "amountFen", { minimum: 0.01, names: ["贷款金额"] }),
      amount("balance", "贷款余额", null, optional),
      percentage("rate", "贷款利率", { minimum: 0, maximum: 36, names: ["年利率"] }),
      count("term", "贷款期限", "个月", { measure: "count", names: ["期限"] }),
      yesNo("first", "是否首贷", optional),
      category(
        "state",
        "贷款状态",
        { running: ["正常"], overdue: ["逾期"], settled: ["结清", "已结清"] },
        { ...optional, measure: "category" },
      ),
    ],
    rules: [noMoreThan("balance", "principal", "贷款余额大于获贷金额，请核对。")],
  }),
] as const satisfies readonly Item[];
