/** How a loan is secured. The order is that of the national statistics (放款类型, domain.md §7.1). */
export const guaranteeKinds = ["mortgage", "credit", "pledge", "guarantee"] as const;
export type GuaranteeKind = (typeof guaranteeKinds)[number];

export const guaranteeLabels = {
  mortgage: "抵押",
  credit: "信用",
  pledge: "质押",
  guarantee: "保证",
} as const satisfies Record<GuaranteeKind, string>;

export const loanPurposes = [
  "working_capital",
  "purchase_of_goods",
  "equipment",
  "payment_of_wages",
  "technology",
  "renewal",
] as const;
export type LoanPurpose = (typeof loanPurposes)[number];

export const loanPurposeLabels = {
  working_capital: "流动资金周转",
  purchase_of_goods: "采购原材料、备货",
  equipment: "购置设备",
  payment_of_wages: "支付工资与社保",
  technology: "技术改造与研发",
  renewal: "归还到期贷款（续贷）",
} as const satisfies Record<LoanPurpose, string>;

export const repaymentKinds = [
  "equal_instalments",
  "equal_principal",
  "interest_first",
  "bullet",
  "revolving",
] as const;
export type RepaymentKind = (typeof repaymentKinds)[number];

export const repaymentLabels = {
  equal_instalments: "等额本息",
  equal_principal: "等额本金",
  interest_first: "按期付息、到期还本",
  bullet: "到期一次还本付息",
  revolving: "随借随还",
} as const satisfies Record<RepaymentKind, string>;
