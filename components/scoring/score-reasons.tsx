import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Score, ScoreReason } from "#lib/scoring/model.ts";

type Props = Readonly<{ reasons: Score["reasons"] }>;

/** What cost the most, worst first, and what the enterprise can do about each. */
export function ScoreReasons({ reasons }: Props) {
  return (
    <Card>
      <CardHeader
        title="主要原因"
        description="按失分从多到少，最多四项；失分为与申请企业平均得分之差。"
      />
      {reasons.length === 0 ? (
        <EmptyState title="没有低于平均的指标" compact>
          各项指标的得分都不低于申请企业的平均水平。
        </EmptyState>
      ) : (
        <CardBody>
          <ol className="grid gap-4">
            {reasons.map((reason, place) => (
              <li key={reason.code} className="flex gap-3">
                <span
                  aria-hidden
                  className="figures mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-slate-100 text-xs text-slate-600"
                >
                  {place + 1}
                </span>
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                    <span className="font-medium text-slate-900">{reason.text}</span>
                    <Lost reason={reason} />
                  </p>
                  <p className="text-sm text-slate-700">{reason.remedy}</p>
                </div>
              </li>
            ))}
          </ol>
        </CardBody>
      )}
    </Card>
  );
}

function Lost({ reason: { kind, lost } }: { readonly reason: ScoreReason }) {
  if (lost === null) return <Badge tone="danger">一票否决</Badge>;
  return (
    <span className="flex items-center gap-2">
      {kind === "missing" ? <Badge>数据缺失</Badge> : null}
      <span className="figures text-danger text-sm">-{lost} 分</span>
    </span>
  );
}
