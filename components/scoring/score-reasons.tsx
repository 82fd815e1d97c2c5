import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { BaselineMethod, Score, ScoreReason } from "#lib/scoring/model.ts";

type Props = Readonly<{
  reasons: Score["reasons"];
  /** What the card measures losses against. */ method?: BaselineMethod;
}>;

/** What a loss is measured against, as the card says. */
const against: Readonly<Record<BaselineMethod, string>> = {
  max: "该项可得的最高分",
  min: "该项可得的最低分",
  mean: "申请企业平均得分",
  neutral: "中性得分",
  other: "评分卡规定的基准分",
};

/** What cost the most, worst first, and what the enterprise can do about each. */
export function ScoreReasons({ reasons, method = "mean" }: Props) {
  return (
    <Card>
      <CardHeader
        title="主要原因"
        description={`按失分从多到少，最多四项；失分为与${against[method]}之差。`}
      />
      {reasons.length === 0 ? (
        <EmptyState title="没有失分的指标" compact>
          各项指标的得分都不低于{against[method]}。
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
