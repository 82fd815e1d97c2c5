import { Timeline, type TimelineItem } from "#components/ui/timeline.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import {
  eventLabels,
  type ApplicationEventKind,
  type ApplicationState,
} from "#lib/lending/model.ts";

type Props = Readonly<{ application: Pick<ApplicationForOfficer, "steps" | "state"> }>;

/** What happened and who did it, then what is still to come. */
export function ApplicationTimeline({ application: { steps, state } }: Props) {
  const done = steps.map((step): TimelineItem => ({
    key: String(step.seq),
    title: step.label,
    state:
      step.kind === "reject"
        ? "failed"
        : step.kind === "withdraw" || step.kind === "close"
          ? "skipped"
          : "done",
    time: timeText(step.at),
    actor: step.by ?? "经办人已注销",
    ...(step.detail === null ? {} : { detail: step.detail }),
  }));
  const ahead = stepsAhead[state].map((kind, index): TimelineItem => ({
    key: kind,
    title: eventLabels[kind],
    state: index === 0 ? "current" : "pending",
  }));
  return <Timeline items={[...done, ...ahead]} />;
}

const course: readonly ApplicationEventKind[] = [
  "accept",
  "approve",
  "sign_contract",
  "disburse",
  "settle",
];

/** The way that a loan goes when nothing stops it. */
const stepsAhead = {
  submitted: course,
  accepted: course.slice(1),
  granted: course.slice(2),
  contracted: course.slice(3),
  disbursed: course.slice(4),
  settled: [],
  rejected: [],
  withdrawn: [],
  closed: [],
} as const satisfies Record<ApplicationState, readonly ApplicationEventKind[]>;
