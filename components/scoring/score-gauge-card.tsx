import { GaugeChart } from "#components/charts/score-charts.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { InfoTip } from "#components/ui/tooltip.tsx";
import { bpsText } from "#lib/kernel/money.ts";
import type { Grade, Score } from "#lib/scoring/model.ts";
import { gradeTone, scaleOf } from "./score-scale.ts";

type Props = Readonly<{
  score: Score;
  /** Of the card that gave it, the best first. */
  grades: readonly Grade[];
  /** Written out. */
  scoredAt: string;
  title?: string;
}>;

/** The score with what it means and how sure it is. */
export function ScoreGaugeCard({ score, grades, scoredAt, title = "信用评分" }: Props) {
  const { total, grade, gradeLabel, completenessBps, range, parts } = score;
  const known = parts.filter((part) => part.known).length;
  return (
    <Card>
      <CardHeader
        title={title}
        actions={
          <Badge tone={gradeTone(grade, grades)}>
            {grade} 级 · {gradeLabel}
          </Badge>
        }
      />
      <CardBody className="grid gap-4">
        {score.vetoed ? (
          <Callout tone="danger" title="触发一票否决">
            等级直接定为 {grade} 级，与分数无关。
          </Callout>
        ) : null}
        <GaugeChart
          title={title}
          hideTitle
          label="评分"
          value={total}
          {...scaleOf(score, grades)}
          description={`信用评分 ${total} 分，${grade} 级（${gradeLabel}）。`}
        />
        <dl className="grid grid-cols-3 gap-x-4 border-t pt-4">
          <Fact
            term="违约概率"
            value={
              score.defaultProbabilityBps === null ? "—" : bpsText(score.defaultProbabilityBps)
            }
            tip="由分数按评分卡的刻度换算的一年内违约概率。"
          />
          <Fact
            term="数据完整度"
            value={bpsText(completenessBps)}
            tip={`评分卡的 ${parts.length} 项指标中，已知 ${known} 项。未知的按略低于平均计分。`}
          />
          <Fact
            term="得分区间"
            value={range.low === range.high ? "已确定" : `${range.low}–${range.high}`}
            tip="未知的指标如果全部取最差或最好，总分会落在的区间。"
          />
        </dl>
        <p className="text-muted-foreground text-xs">
          {scoredAt} 评分 · 评分卡 {score.card.id} v{score.card.version}
          <span className="ml-1 font-mono" title={score.card.hash}>
            {score.card.hash.slice(0, 8)}
          </span>
        </p>
      </CardBody>
    </Card>
  );
}

type FactProps = Readonly<{ term: string; value: string; tip: string }>;

function Fact({ term, value, tip }: FactProps) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-xs">
        {term} <InfoTip label={`${term}的说明`}>{tip}</InfoTip>
      </dt>
      <dd className="figures text-base font-semibold text-slate-900">{value}</dd>
    </div>
  );
}
