export const enterpriseStatuses = ["operating", "revoked", "deregistered"] as const;
export type EnterpriseStatus = (typeof enterpriseStatuses)[number];

/** 工信部联企业〔2011〕300号; 4 classes as in the national breakdown (domain.md §7.1). */
export const sizeClasses = ["large", "medium", "small", "micro"] as const;
export type SizeClass = (typeof sizeClasses)[number];

export const sizeClassLabels = {
  large: "大型",
  medium: "中型",
  small: "小型",
  micro: "微型",
} as const satisfies Record<SizeClass, string>;

export const enterpriseStatusLabels = {
  operating: "存续",
  revoked: "吊销",
  deregistered: "注销",
} as const satisfies Record<EnterpriseStatus, string>;

export const institutionKinds = [
  "state_bank",
  "joint_stock_bank",
  "city_bank",
  "rural_bank",
  "small_loan_company",
] as const;
export type InstitutionKind = (typeof institutionKinds)[number];

export const institutionKindLabels = {
  state_bank: "国有大型银行",
  joint_stock_bank: "股份制银行",
  city_bank: "城市商业银行",
  rural_bank: "农村商业银行",
  small_loan_company: "小额贷款公司",
} as const satisfies Record<InstitutionKind, string>;
