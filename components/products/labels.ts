import type { Tone } from "#components/ui/tone.ts";
import type { DraftStep, QueuedDraft } from "#lib/products/index.ts";
import {
  draftStatusLabels,
  productKindWords,
  type DraftStatus,
  type EligibilityVerdict,
  type RuleVerdict,
} from "#lib/products/model.ts";

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

export const draftTones = {
  draft: "neutral",
  submitted: "info",
  endorsed: "warning",
  published: "success",
  discarded: "neutral",
} as const satisfies Record<DraftStatus, Tone>;

/** What a person presses, and what is said before they do. */
export const stepWords = {
  submit: {
    label: "提交复核",
    note: "optional",
    about: "由另一位同事复核，再由平台审核发布。提交后不能再改。",
  },
  endorse: {
    label: "复核通过",
    note: "optional",
    about: "您对内容负责。通过后由平台审核，审核通过即在售。",
  },
  send_back: { label: "退回修改", note: "required", about: "退回后为草稿，可修改后重新提交。" },
  publish: {
    label: "发布",
    note: "optional",
    about: "发布后企业立即可以匹配和申请；原版本同时停售，已提交的申请仍按原版本办理。",
  },
  refuse: { label: "退回机构", note: "required", about: "退回后由机构修改。理由会发给机构。" },
  discard: { label: "作废草稿", note: "required", about: "作废后不能恢复；在售版本不受影响。" },
} as const satisfies Record<
  DraftStep,
  Readonly<{ label: string; note: "required" | "optional"; about: string }>
>;

/** A kind as a statement gave it. */
export const kindLabel = (kind: string): string =>
  new Map<string, string>(
    Object.entries(productKindWords).map(([id, { label }]) => [id, label]),
  ).get(kind) ?? kind;

/** What was sent back is a draft again; to the operator it is what they did with it. */
export const queuedLabel = ({ status, event }: QueuedDraft): string =>
  event === "refuse" ? "已退回机构" : draftStatusLabels[status];
