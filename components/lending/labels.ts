import type { Tone } from "#components/ui/tone.ts";
import type { ApplicationState } from "#lib/lending/model.ts";

export const stateTones = {
  submitted: "info",
  accepted: "info",
  granted: "success",
  contracted: "success",
  disbursed: "success",
  settled: "neutral",
  rejected: "danger",
  withdrawn: "neutral",
  closed: "neutral",
} as const satisfies Record<ApplicationState, Tone>;
