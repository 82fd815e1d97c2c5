import type { GuaranteeKind, RepaymentKind } from "../kernel/lending-terms.ts";

/** domain.md §6.2. An application is never edited; its state is the state of its last event. */
export const applicationStates = [
  "submitted",
  "accepted",
  "granted",
  "contracted",
  "disbursed",
  "settled",
  "rejected",
  "withdrawn",
  "closed",
] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const applicationEvents = [
  "submit",
  "accept",
  "approve",
  "reject",
  "sign_contract",
  "disburse",
  "settle",
  "withdraw",
  "close",
] as const;
export type ApplicationEventKind = (typeof applicationEvents)[number];

export const stateLabels = {
  submitted: "待受理",
  accepted: "已受理",
  granted: "已授信",
  contracted: "已签约",
  disbursed: "已放款",
  settled: "已结清",
  rejected: "未通过",
  withdrawn: "已撤回",
  closed: "已终止",
} as const satisfies Record<ApplicationState, string>;

/** What an officer's inbox can be narrowed to; `open`: the institution owes the next step. */
export const inboxFilters = ["open", "all", ...applicationStates] as const;
export type InboxFilter = (typeof inboxFilters)[number];

export const eventLabels = {
  submit: "提交申请",
  accept: "机构受理",
  approve: "审批通过（授信）",
  reject: "审批未通过",
  sign_contract: "签订合同",
  disburse: "放款",
  settle: "结清",
  withdraw: "企业撤回申请",
  close: "平台终止申请",
} as const satisfies Record<ApplicationEventKind, string>;

/** Why an institution says no (domain.md §6.4), and what the enterprise can do about it. */
export const rejectionCodes = {
  R01: {
    label: "主体资格不符",
    fixable: false,
    remedy: "请确认企业登记状态正常、未被列入经营异常名录后再申请。",
  },
  R02: {
    label: "经营年限不足",
    fixable: false,
    remedy: "经营满产品要求的年限后可再次申请，或选择对年限要求较低的产品。",
  },
  R03: {
    label: "纳税信用级别不符",
    fixable: true,
    remedy: "按期申报、缴清欠税，可在下一评价年度提升级别；也可申请对级别要求较低的产品。",
  },
  R04: {
    label: "纳税额不足",
    fixable: false,
    remedy: "可降低申请金额，或改选以发票、用电等数据为依据的产品。",
  },
  R05: {
    label: "负债水平较高",
    fixable: true,
    remedy: "结清部分存量贷款或降低申请金额后再次申请。",
  },
  R06: {
    label: "存在失信、处罚或被执行记录",
    fixable: true,
    remedy: "履行义务后向认定单位申请信用修复，记录移出后再次申请。",
  },
  R07: {
    label: "征信记录不符合要求",
    fixable: true,
    remedy: "可向人民银行征信中心查询信用报告，对有误的记录提出异议。",
  },
  R08: { label: "行业受限", fixable: false, remedy: "该产品不支持本行业，可选择其他机构的产品。" },
  R09: {
    label: "抵押或担保不足",
    fixable: true,
    remedy: "补充抵质押物，或联系政府性融资担保机构增信后再次申请。",
  },
  R10: { label: "资料不全", fixable: true, remedy: "补充授权数据项或所列材料后再次申请。" },
  R11: {
    label: "贷款用途不符",
    fixable: true,
    remedy: "调整用途并提供合同、订单等用途证明后再次申请。",
  },
  R12: {
    label: "额度或利率未谈拢",
    fixable: true,
    remedy: "调整金额、期限或可接受的最高利率后再次发布需求。",
  },
  R14: { label: "联系不上企业", fixable: true, remedy: "请核对联系电话，保持畅通后再次申请。" },
  R15: {
    label: "重复授信或多头借贷",
    fixable: true,
    remedy: "结清或减少其他机构的授信后再次申请。",
  },
  R16: {
    label: "机构政策调整",
    fixable: false,
    remedy: "该机构暂停此类业务，请选择其他机构的产品。",
  },
  R99: { label: "其他", fixable: false, remedy: "请阅读信贷员的说明，或致电该机构了解详情。" },
} as const satisfies Record<string, Readonly<{ label: string; fixable: boolean; remedy: string }>>;
export type RejectionCode = keyof typeof rejectionCodes;
export const rejectionCodeIds = Object.keys(rejectionCodes) as RejectionCode[]; // Keys of the literal above.

export type GrantTerms = Readonly<{ amountFen: number; rateBps: number; termMonths: number }>;

/** What each event carries; amounts in 分, rates in basis points a year. */
export type EventPayload =
  | Readonly<{ kind: "submit"; eligibility: string }>
  | Readonly<{ kind: "accept" }>
  /** `scoreId` is null for a decision that was taken before scores were kept. */
  | (Readonly<{ kind: "approve"; scoreId: string | null; note: string | null }> & GrantTerms)
  | Readonly<{
      kind: "reject";
      scoreId: string | null;
      codes: readonly RejectionCode[];
      note: string | null;
    }>
  | Readonly<{
      kind: "sign_contract";
      contractNumber: string;
      signedOn: string;
      guaranteeKind: GuaranteeKind;
      repaymentKind: RepaymentKind;
    }>
  | Readonly<{
      kind: "disburse";
      amountFen: number;
      disbursedOn: string;
      firstLoan: boolean | null;
    }>
  | Readonly<{ kind: "settle"; settledOn: string; overdue: boolean }>
  | Readonly<{ kind: "withdraw"; reason: string | null }>
  /** The institution has left the platform, so that nobody could carry the application on. */
  | Readonly<{ kind: "close"; reason: string }>;
