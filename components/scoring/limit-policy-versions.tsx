import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import type { LimitPolicyRead } from "#lib/scoring/index.ts";
import { limitPolicyStatusLabels, type LimitPolicyStatus } from "#lib/scoring/model.ts";

type Version = LimitPolicyRead["versions"][number];
type Props = Readonly<{ versions: readonly Version[] }>;

/** Every version that was ever proposed, the newest first; none of them changes. */
export function LimitPolicyVersions({ versions }: Props) {
  return (
    <Card>
      <CardHeader title="历次版本" />
      <DataTable
        caption="额度政策历次版本"
        columns={columns}
        rows={versions}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="还没有提交过" compact>
            目前按评分卡的参数测算。需要本机构自己的参数时，在上方提交第一版。
          </EmptyState>
        }
      />
    </Card>
  );
}

const tones: Readonly<Record<LimitPolicyStatus, Tone>> = {
  proposed: "warning",
  approved: "success",
  declined: "neutral",
  taken_back: "neutral",
};

const columns: readonly Column<Version>[] = [
  {
    key: "version",
    header: "版本",
    rowHeader: true,
    nowrap: true,
    cell: ({ version, figures }) => `第 ${version} 版${figures === null ? "（用评分卡参数）" : ""}`,
  },
  {
    key: "status",
    header: "状态",
    cell: ({ status }) => <Badge tone={tones[status]}>{limitPolicyStatusLabels[status]}</Badge>,
  },
  { key: "from", header: "生效日", nowrap: true, cell: ({ validFrom }) => validFrom },
  {
    key: "proposed",
    header: "提交",
    className: "max-md:hidden",
    cell: ({ proposer, proposedAt, note }) => (
      <>
        {proposer} {timeText(proposedAt)}
        {note === null ? null : <span className="text-muted-foreground block text-xs">{note}</span>}
      </>
    ),
  },
  {
    key: "decided",
    header: "复核",
    cell: ({ decider, decidedAt, decisionNote }) =>
      decidedAt === null ? (
        "—"
      ) : (
        <>
          {decider} {timeText(decidedAt)}
          {decisionNote === null ? null : (
            <span className="text-muted-foreground block text-xs">{decisionNote}</span>
          )}
        </>
      ),
  },
  {
    key: "hash",
    header: "指纹",
    className: "max-lg:hidden",
    cell: ({ hash }) => (
      <span className="font-mono text-xs" title={hash}>
        {hash.slice(0, 8)}
      </span>
    ),
  },
];
