import { Callout } from "#components/ui/callout.tsx";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import { isWaiting } from "./waiting-days.tsx";

type Props = Readonly<{ application: Pick<ApplicationForOfficer, "state" | "waiting"> }>;

/** Says that the promise is broken while the enterprise still waits; nothing otherwise. */
export function OverdueNote({ application: { state, waiting } }: Props) {
  if (!isWaiting(state) || !waiting.overdue) return null;
  return (
    <Callout
      tone="danger"
      title={`企业已等待 ${waiting.days} 天，超过承诺的 ${waiting.promisedDays} 天`}
    >
      请尽快答复，企业能看到答复用时。
    </Callout>
  );
}
