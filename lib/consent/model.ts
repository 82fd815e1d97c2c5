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

/**
 * `created`: written out for the signer to read; `requested`: an institution asks for it. Neither
 * opens anything. `expired` and `used_up` are written down when they are noticed, by the gate or by
 * the nightly job; until then `standingOf` works them out.
 */
export const authorisationStatuses = [
  "created",
  "requested",
  "agreed",
  "paused",
  "refused",
  "withdrawn",
  "expired",
  "used_up",
] as const;
export type AuthorisationStatus = (typeof authorisationStatuses)[number];

/**
 * Which status may follow which. The database refuses every other step (`consent.transition`, filled
 * from here); what has no successor is final.
 */
export const authorisationTransitions = {
  created: ["agreed", "withdrawn"],
  requested: ["agreed", "refused", "withdrawn", "expired"],
  agreed: ["paused", "withdrawn", "expired", "used_up"],
  paused: ["agreed", "withdrawn", "expired"],
  refused: [],
  withdrawn: [],
  expired: [],
  used_up: [],
} as const satisfies Record<AuthorisationStatus, readonly AuthorisationStatus[]>;

/** What the gate answered. Everything but `granted` returns no record. */
export const accessVerdicts = [
  "granted",
  "never_granted",
  "not_a_member",
  "wrong_grantee",
  "wrong_enterprise",
  "wrong_stage",
  "wrong_purpose",
  "item_not_covered",
  "range_not_covered",
  "not_yet_started",
  "expired",
  "withdrawn",
  "refused",
  "paused",
  "used_up",
  "too_frequent",
  "fair_use",
  "artefact_altered",
  "document_altered",
  "signature_invalid",
  "institution_left",
] as const;
export type AccessVerdict = (typeof accessVerdicts)[number];
export type RefusedVerdict = Exclude<AccessVerdict, "granted">;

export const verdictLabels = {
  granted: "已放行",
  never_granted: "未找到授权",
  not_a_member: "查询人不属于该机构",
  wrong_grantee: "授权对象不是本机构",
  wrong_enterprise: "授权不属于该企业",
  wrong_stage: "授权阶段不符",
  wrong_purpose: "查询用途与授权用途不符",
  item_not_covered: "超出授权的数据项",
  range_not_covered: "超出授权的数据时段",
  not_yet_started: "授权尚未开始",
  expired: "授权已到期",
  withdrawn: "企业已撤回授权",
  refused: "企业未同意授权",
  paused: "企业已暂停授权",
  used_up: "授权次数已用完",
  too_frequent: "超出授权的查询频次",
  fair_use: "授权条款超出该用途的合理使用上限",
  artefact_altered: "授权凭证内容已被改动",
  document_altered: "授权书文件已被改动",
  signature_invalid: "授权签名无效",
  institution_left: "机构已退出平台",
} as const satisfies Record<AccessVerdict, string>;

/** Where an authorisation stands now, with what lapses by itself worked out. */
export type Standing =
  | "created"
  | "requested"
  | "in_force"
  | "not_yet_started"
  | "paused"
  | "expired"
  | "used_up"
  | "refused"
  | "withdrawn";

export const standingLabels = {
  created: "待签署",
  requested: "待答复",
  in_force: "生效中",
  not_yet_started: "未开始",
  paused: "已暂停",
  expired: "已到期",
  used_up: "次数已用完",
  refused: "已拒绝",
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
  if (row.status !== "agreed" && row.status !== "paused") return row.status;
  if (now >= row.endsAt) return "expired";
  if (row.status === "paused") return "paused";
  if (now < row.startsAt) return "not_yet_started";
  return row.usedQueries >= row.maximumQueries ? "used_up" : "in_force";
}

/** What lists tell apart: what waits for somebody, what holds, what is held up, and the rest. */
export const standingGroups = ["unanswered", "live", "paused", "ended"] as const;
export type StandingGroup = (typeof standingGroups)[number];

export const standingGroupLabels = {
  unanswered: "待处理",
  live: "生效中",
  paused: "已暂停",
  ended: "已结束",
} as const satisfies Record<StandingGroup, string>;

/** A request or a draft whose period is over waits for nobody. */
export function standingGroupOf(row: Lapsing, now: Date): StandingGroup {
  const standing = standingOf(row, now);
  if (standing === "in_force" || standing === "not_yet_started") return "live";
  if (standing === "paused") return "paused";
  const unsigned = standing === "created" || standing === "requested";
  return unsigned && now < row.endsAt ? "unanswered" : "ended";
}

export const frequencyUnits = ["day", "month"] as const;
export type FrequencyUnit = (typeof frequencyUnits)[number];
/** At most so many queries in one calendar day or month of Asia/Shanghai. */
export type Frequency = Readonly<{ times: number; unit: FrequencyUnit }>;
export const frequencyUnitLabels = { day: "日", month: "月" } as const satisfies Record<
  FrequencyUnit,
  string
>;

/** How a person may sign: the registered legal representative, or somebody whom the enterprise empowers. */
export const signerCapacities = ["legal_representative", "agent"] as const;
export type SignerCapacity = (typeof signerCapacities)[number];
export const capacityLabels = {
  legal_representative: "法定代表人",
  agent: "经办人",
} as const satisfies Record<SignerCapacity, string>;

/** What an institution was given: held until the end of its data life, then due, then deleted. */
export const disclosureStatuses = ["held", "due", "deleted"] as const;
export type DisclosureStatus = (typeof disclosureStatuses)[number];
export const disclosureLabels = {
  held: "保存期内",
  due: "应删除",
  deleted: "已删除",
} as const satisfies Record<DisclosureStatus, string>;
