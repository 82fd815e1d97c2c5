import { Timeline, type TimelineItem } from "#components/ui/timeline.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { OwnApplication } from "#lib/lending/index.ts";
import {
  eventLabels,
  type ApplicationEventKind,
  type ApplicationState,
} from "#lib/lending/model.ts";

type Props = Readonly<{
  application: Pick<OwnApplication, "steps" | "state" | "institutionName">;
}>;

/** What happened, with its time and actor, and what is still to come. */
export function OwnApplicationTimeline({ application }: Props) {
  const { steps, state, institutionName } = application;
  const done = steps.map((step): TimelineItem => ({
    key: String(step.seq),
    title: step.label,
    state: endings[step.kind] ?? "done",
    time: timeText(step.at),
    actor: actorOf(step, institutionName),
    ...(step.detail === null ? {} : { detail: step.detail }),
  }));
  const ahead = stepsAhead[state].map((kind, index): TimelineItem => ({
    key: kind,
    title: eventLabels[kind],
    state: index === 0 ? "current" : "pending",
    ...(index === 0 ? { actor: `由${institutionName}办理` } : {}),
  }));
  return <Timeline items={[...done, ...ahead]} />;
}

type Step = OwnApplication["steps"][number];

const endings: Readonly<Partial<Record<ApplicationEventKind, TimelineItem["state"]>>> = {
  reject: "failed",
  withdraw: "skipped",
  close: "skipped",
};

/** The platform closes what waits for an institution that has left; the rest is the two parties'. */
function actorOf({ kind, by }: Step, institutionName: string): string {
  if (kind === "close") return "信桥平台";
  return ownSteps.includes(kind) ? (by ?? "本企业") : institutionName;
}

const ownSteps: readonly ApplicationEventKind[] = ["submit", "withdraw"];

const whole: readonly ApplicationEventKind[] = [
  "accept",
  "approve",
  "sign_contract",
  "disburse",
  "settle",
];

/** The way that a loan goes when nothing stops it. */
const stepsAhead = {
  submitted: whole,
  accepted: whole.slice(1),
  granted: whole.slice(2),
  contracted: whole.slice(3),
  disbursed: whole.slice(4),
  settled: [],
  rejected: [],
  withdrawn: [],
  closed: [],
} as const satisfies Record<ApplicationState, readonly ApplicationEventKind[]>;
