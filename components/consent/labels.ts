import type { Tone } from "#components/ui/tone.ts";
import {
  frequencyUnitLabels,
  verdictLabels,
  type AccessVerdict,
  type AuthorisationStage,
  type DisclosureStatus,
  type Frequency,
  type Standing,
} from "#lib/consent/model.ts";
import { purposes, type Purpose } from "#lib/consent/purposes.ts";
import { dayOf } from "#lib/kernel/calendar.ts";

export const standingTones = {
  created: "warning",
  requested: "warning",
  in_force: "success",
  not_yet_started: "info",
  paused: "info",
  expired: "neutral",
  used_up: "neutral",
  refused: "neutral",
  withdrawn: "neutral",
} as const satisfies Record<Standing, Tone>;

export const keptTones = {
  held: "info",
  due: "warning",
  deleted: "success",
} as const satisfies Record<DisclosureStatus, Tone>;

/** An authorisation's purpose; null for a code that is not in the list. */
export const purposeIn = (code: string): Purpose | null =>
  purposes.find((purpose) => purpose.code === code) ?? null;
export const purposeName = (code: string): string => purposeIn(code)?.name ?? code;

export const PLATFORM_GRANTEE = "信桥平台（评分与匹配）";
export const granteeName = (institutionName: string | null): string =>
  institutionName ?? PLATFORM_GRANTEE;

export const frequencyText = (frequency: Frequency | null): string =>
  frequency
    ? `每${frequencyUnitLabels[frequency.unit]}不超过 ${frequency.times} 次`
    : "不限每日次数";

/** The end is the midnight after the last day. */
export const lastDayOf = (endsAt: Date): string => dayOf(new Date(endsAt.getTime() - 1));

export const verdictText = (verdict: AccessVerdict): string =>
  verdict === "granted" ? verdictLabels.granted : `已拒绝：${verdictLabels[verdict]}`;

/** Who looked, in the words of a log. */
export const lookerName = ({
  stage,
  institutionName,
}: Readonly<{ stage: AuthorisationStage; institutionName: string | null }>): string =>
  stage === "own"
    ? "本企业"
    : stage === "platform"
      ? "信桥平台"
      : (institutionName ?? "不属于任何机构");
