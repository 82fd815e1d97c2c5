import type { Tone } from "#components/ui/tone.ts";
import type { EligibilityVerdict, RuleVerdict } from "#lib/products/model.ts";

/** What the rules say together, as an officer reads it. */
export const eligibilityLabels = {
  MATCH: "符合准入条件",
  REVIEW: "需人工审查",
  INSUFFICIENT_DATA: "数据不足",
  REJECT: "不符合准入条件",
} as const satisfies Record<EligibilityVerdict, string>;

export const eligibilityTones = {
  MATCH: "success",
  REVIEW: "warning",
  INSUFFICIENT_DATA: "warning",
  REJECT: "danger",
} as const satisfies Record<EligibilityVerdict, Tone>;

export const ruleVerdictLabels = {
  hit: "符合",
  miss: "不符合",
  missing: "缺少数据",
  error: "无法判断",
} as const satisfies Record<RuleVerdict, string>;

export const otherwiseLabels = { reject: "不满足即不予准入", review: "不满足转人工审查" } as const;
