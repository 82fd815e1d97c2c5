import { Callout } from "#components/ui/callout.tsx";
import type { RunStanding } from "#lib/bench/index.ts";
import { isOver } from "#lib/bench/model.ts";
import { RepeatRunButton, type RepeatAction, type RunAction } from "./run-buttons.tsx";
import { RunLive } from "./run-live.tsx";

type Props = Readonly<{ standing: RunStanding; cancel: RunAction; repeat: RepeatAction }>;

/** The look at a table's columns while it is under way, or why there was none. */
export function TableLooking({ standing, cancel, repeat }: Props) {
  if (!isOver(standing.status))
    return <RunLive key={standing.id} standing={standing} cancel={cancel} />;
  const cancelled = standing.status === "cancelled";
  return (
    <Callout
      tone={cancelled ? "info" : "danger"}
      title={cancelled ? "查看各列已取消" : "没有看成各列"}
      actions={<RepeatRunButton id={standing.id} action={repeat} stay />}
    >
      {standing.failure ?? "可重新运行，或在下方重新选择目标列。"}
    </Callout>
  );
}
