export const authorisationStages = [
  "before_loan",
  "during_loan",
  "after_loan",
  "platform",
  "own",
] as const;
/** 贷前, 贷中, 贷后; `platform` is the platform's own processing, `own` an enterprise's look at itself. */
export type AuthorisationStage = (typeof authorisationStages)[number];

export const stageLabels = {
  before_loan: "贷前",
  during_loan: "贷中",
  after_loan: "贷后",
  platform: "平台处理",
  own: "本企业查看",
} as const satisfies Record<AuthorisationStage, string>;

/** `created`: written out for the signer to read, not signed yet; it opens nothing. */
export const authorisationStatuses = ["created", "agreed", "withdrawn"] as const;
export type AuthorisationStatus = (typeof authorisationStatuses)[number];

/** What the gate answered. Everything but `granted` returns no record. */
export const accessVerdicts = [
  "granted",
  "never_granted",
  "not_a_member",
  "wrong_grantee",
  "wrong_enterprise",
  "wrong_stage",
  "item_not_covered",
  "not_yet_started",
  "expired",
  "withdrawn",
  "used_up",
] as const;
export type AccessVerdict = (typeof accessVerdicts)[number];

export const verdictLabels = {
  granted: "已放行",
  never_granted: "未找到授权",
  not_a_member: "查询人不属于该机构",
  wrong_grantee: "授权对象不是本机构",
  wrong_enterprise: "授权不属于该企业",
  wrong_stage: "授权阶段不符",
  item_not_covered: "超出授权的数据项",
  not_yet_started: "授权尚未开始",
  expired: "授权已到期",
  withdrawn: "企业已撤回授权",
  used_up: "授权次数已用完",
} as const satisfies Record<AccessVerdict, string>;

/** Where an authorisation stands now, with what lapses by itself worked out. */
export type Standing =
  "created" | "in_force" | "not_yet_started" | "expired" | "used_up" | "withdrawn";

export const standingLabels = {
  created: "待签署",
  in_force: "生效中",
  not_yet_started: "未开始",
  expired: "已到期",
  used_up: "次数已用完",
  withdrawn: "已撤回",
} as const satisfies Record<Standing, string>;

type Lapsing = Readonly<{
  status: AuthorisationStatus;
  startsAt: Date;
  endsAt: Date;
  usedQueries: number;
  maximumQueries: number;
}>;

/** The same order of answers as the gate's. */
export function standingOf(row: Lapsing, now: Date): Standing {
  if (row.status !== "agreed") return row.status;
  if (now < row.startsAt) return "not_yet_started";
  if (now >= row.endsAt) return "expired";
  return row.usedQueries >= row.maximumQueries ? "used_up" : "in_force";
}
