import { cn } from "#components/ui/cn.ts";
import type { Waiting } from "#lib/lending/index.ts";
import type { ApplicationState } from "#lib/lending/model.ts";

type Props = Readonly<{ state: ApplicationState; waiting: Waiting; className?: string }>;

/** Days waited against days promised; after the decision, the days that it took. */
export function WaitingDays({ state, waiting, className }: Props) {
  const { days, promisedDays, overdue } = waiting;
  const waits = isWaiting(state);
  return (
    <span className={cn("figures", waits && overdue ? "text-danger" : "text-slate-700", className)}>
      <span className={waits && overdue ? "font-semibold" : undefined}>{days}</span>
      <span className={waits && overdue ? undefined : "text-slate-500"}> / {promisedDays}</span>
      <span className="sr-only">
        {waits ? (overdue ? "，已超过承诺天数" : "，在承诺天数内") : "，已答复"}
      </span>
    </span>
  );
}

/** The promise is counted to the decision. */
export const isWaiting = (state: ApplicationState): boolean =>
  state === "submitted" || state === "accepted";
