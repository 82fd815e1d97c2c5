import type { Tone } from "#components/ui/tone.ts";
import type { Standing } from "#lib/consent/model.ts";

export const standingTones = {
  created: "warning",
  in_force: "success",
  not_yet_started: "info",
  expired: "neutral",
  used_up: "neutral",
  withdrawn: "neutral",
} as const satisfies Record<Standing, Tone>;
