import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { lossesOf, unscoredOf, type Evaluation } from "#lib/evaluation/model.ts";

const MOST_LOSSES = 5;

/** What costs most points, worst first, and what the enterprise can do about each. */
export function EvaluationLosses({ evaluation }: { readonly evaluation: Evaluation }) {
  const losses = lossesOf(evaluation);
  return (
    <Card>
      <CardHeader title="失分最多的指标" description={distanceText(evaluation)} />
      {losses.length === 0 ? (
        <EmptyState title="已评的指标都没有失分" compact>
          {unscoredOf(evaluation).length === 0
            ? "保持即可。"
            : "保持即可；“未评分的指标”补齐后会一并计分。"}
        </EmptyState>
      ) : (
        <CardBody>
          <ol className="grid gap-4">
            {losses.slice(0, MOST_LOSSES).map(({ fact, name, dimension, observed, lost, remedy }, place) => (
              <li key={fact} className="flex gap-3">
                <span
                  aria-hidden
                  className="figures mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-slate-100 text-xs text-slate-600"
                >
                  {place + 1}
                </span>
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                    <span className="font-medium text-slate-900">
                      {name}：{observed}
                    </span>
                    <span className="figures text-danger text-sm">−{lost} 分</span>
                  </p>
                  <p className="text-sm text-slate-700">{remedy}</p>
                  <p className="text-muted-foreground text-xs">{dimension}</p>
                </div>
              </li>
            ))}
          </ol>
          {losses.length > MOST_LOSSES ? (
            <p className="text-muted-foreground mt-4 border-t pt-3 text-xs">
              另有 {losses.length - MOST_LOSSES} 项失分较少，见下方“全部指标与得分”。
            </p>
          ) : null}
        </CardBody>
      )}
    </Card>
  ); // prettier-ignore
}

/** How far it is to the next better grade. */
function distanceText({ template, score, grade, vetoes }: Evaluation): string {
  if (vetoes.length > 0) return "解除一票否决之前，提高分数不能改变等级。";
  const place = template.grades.findIndex((one) => one.grade === grade);
  if (score === null || place < 0) return "数据不足，暂不评级。";
  const next = template.grades[place - 1];
  return next
    ? `距 ${next.grade} 级（${next.label}，${next.from} 分起）还差 ${next.from - score} 分。`
    : "已是最高等级。";
}
