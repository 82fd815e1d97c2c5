import { Callout } from "#components/ui/callout.tsx";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import { isWaiting } from "./waiting-days.tsx";

type Props = Readonly<{ application: Pick<ApplicationForOfficer, "state" | "waiting"> }>;

/** Says how long the enterprise has waited, while it waits. */
export function OverdueNote({ application: { state, waiting } }: Props) {
  if (!isWaiting(state)) return null;
  const { days, promisedDays, overdue } = waiting;
  const waited = days === 0 ? "今日提交" : `企业已等待 ${days} 天`;
  return overdue ? (
    <Callout tone="danger" title={`${waited}，超过承诺的 ${promisedDays} 天`}>
      请尽快答复。企业和监管人员都能看到答复用时。
    </Callout>
  ) : (
    <Callout tone="info" title={`${waited}，承诺 ${promisedDays} 天内答复`} />
  );
}
