import type { Tone } from "#components/ui/tone.ts";
import type { DemandStatus } from "#lib/matching/model.ts";

export const demandStatusLabels = {
  open: "匹配中",
  closed: "已关闭",
} as const satisfies Record<DemandStatus, string>;

export const demandStatusTones = {
  open: "info",
  closed: "neutral",
} as const satisfies Record<DemandStatus, Tone>;
