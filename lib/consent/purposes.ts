import type { AuthorisationStage, Frequency } from "./model.ts";

/**
 * What an authorisation may be for, each with its fair-use caps: checked when it is written and again
 * by the gate at each use (peers.md §3.1, C6). The caps are the platform's own, set with prudence;
 * no standard prescribes them.
 */
export type Purpose = Readonly<{
  code: string;
  /** One line for lists. */
  name: string;
  /** The sentence of the document and of the access log. */
  text: string;
  stage: AuthorisationStage;
  maximumDays: number;
  maximumQueries: number;
  maximumLookBackMonths: number;
  maximumDataLifeDays: number;
  /** How often at most; null where the number of queries is cap enough. */
  frequency: Frequency | null;
}>;

export const purposes = [
  {
    code: "credit_review",
    name: "贷前信用审查",
    text: "审查本企业提出的融资申请",
    stage: "before_loan",
    maximumDays: 365,
    maximumQueries: 50,
    maximumLookBackMonths: 36,
    maximumDataLifeDays: 365,
    frequency: { times: 10, unit: "day" },
  },
  {
    code: "disbursement_review",
    name: "贷中用信审查",
    text: "在已获授信的额度内审查本企业的用款",
    stage: "during_loan",
    maximumDays: 3 * 365,
    maximumQueries: 60,
    maximumLookBackMonths: 24,
    maximumDataLifeDays: 365,
    frequency: { times: 5, unit: "month" },
  },
  {
    code: "post_loan_monitoring",
    name: "贷后风险监测",
    text: "在本企业贷款存续期内监测风险变化",
    stage: "after_loan",
    maximumDays: 5 * 365,
    maximumQueries: 120,
    maximumLookBackMonths: 12,
    maximumDataLifeDays: 180,
    frequency: { times: 2, unit: "month" },
  },
  {
    code: "platform_processing",
    name: "平台评分与匹配",
    text: "为本企业计算信用评分、匹配融资产品，不向任何机构披露",
    stage: "platform",
    maximumDays: 3 * 365,
    maximumQueries: 1_000_000,
    maximumLookBackMonths: 36,
    maximumDataLifeDays: 3 * 365,
    frequency: null,
  },
] as const satisfies readonly Purpose[];

export type PurposeCode = (typeof purposes)[number]["code"];
export const purposeCodes = purposes.map(({ code }) => code);

/** The purpose of a code; the code is one of the list by its type. */
export function purposeOf(code: PurposeCode): Purpose {
  const purpose = purposes.find((one) => one.code === code);
  if (!purpose) throw new Error(`no purpose ${code}`);
  return purpose;
}

export type FairUseTerms = Readonly<{
  stage: AuthorisationStage;
  days: number;
  maximumQueries: number;
  lookBackMonths: number;
  dataLifeDays: number;
  frequency: Frequency | null;
}>;

export type FairUseBreach = Readonly<{ attribute: keyof FairUseTerms; message: string }>;

/** The first cap of the purpose that the terms go beyond, with its attribute by name; null: within all. */
export function fairUseBreach(code: PurposeCode, terms: FairUseTerms): FairUseBreach | null {
  const cap = purposeOf(code);
  const over = (attribute: keyof FairUseTerms, message: string): FairUseBreach => ({
    attribute,
    message: `${message}（用途“${cap.name}”的合理使用上限）`,
  });
  if (terms.stage !== cap.stage) return over("stage", "用途与阶段不一致");
  if (terms.days > cap.maximumDays) return over("days", `授权期限最长 ${cap.maximumDays} 天`);
  if (terms.maximumQueries > cap.maximumQueries)
    return over("maximumQueries", `查询次数最多 ${cap.maximumQueries} 次`);
  if (terms.lookBackMonths > cap.maximumLookBackMonths)
    return over("lookBackMonths", `数据时段最长回溯 ${cap.maximumLookBackMonths} 个月`);
  if (terms.dataLifeDays > cap.maximumDataLifeDays)
    return over("dataLifeDays", `数据保存最长 ${cap.maximumDataLifeDays} 天`);
  if (cap.frequency && !withinFrequency(terms.frequency, cap.frequency))
    return over("frequency", `查询频次最多每${cap.frequency.unit === "day" ? "日" : "月"} ${cap.frequency.times} 次`);
  return null;
}

/** A cap a month also bounds what is allowed a day; a cap a day says nothing of a month. */
function withinFrequency(asked: Frequency | null, cap: Frequency): boolean {
  if (!asked) return false;
  if (asked.unit === cap.unit) return asked.times <= cap.times;
  return asked.unit === "month" && asked.times <= cap.times;
}
