import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Timeline, type TimelineState } from "#components/ui/timeline.tsx";
import { timeText } from "#lib/kernel/calendar.ts";

type Change = Readonly<{
  seq: number;
  at: Date;
  fromStatus: string | null;
  toStatus: string;
  actor: string | null;
  reason: string | null;
}>;

const words: Readonly<Record<string, string>> = {
  created: "生成授权书",
  requested: "机构请求授权",
  agreed: "签署生效",
  paused: "暂停",
  refused: "拒绝",
  withdrawn: "撤回",
  expired: "到期",
  used_up: "次数用完",
};
const titleOf = ({ fromStatus, toStatus }: Change) =>
  fromStatus === "paused" && toStatus === "agreed" ? "恢复" : (words[toStatus] ?? toStatus);
const stateOf = ({ toStatus }: Change): TimelineState =>
  toStatus === "refused" || toStatus === "withdrawn" ? "failed" : "done";

/** How it came to stand as it does: every change, who made it and why. */
export function AuthorisationHistory({ history }: { readonly history: readonly Change[] }) {
  return (
    <Card>
      <CardHeader title="状态记录" />
      <CardBody>
        {history.length === 0 ? (
          <p className="text-muted-foreground">暂无记录。</p>
        ) : (
          <Timeline
            items={history.map((change) => ({
              key: String(change.seq),
              title: titleOf(change),
              state: stateOf(change),
              time: timeText(change.at),
              actor: change.actor ?? "系统",
              detail: change.reason ?? undefined,
            }))}
          />
        )}
      </CardBody>
    </Card>
  );
}
