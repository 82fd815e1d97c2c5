import { GaugeChart } from "#components/charts/score-charts.tsx";
import { gradeTone } from "#components/scoring/score-scale.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { nationalLabels, passedOn, type Evaluation } from "#lib/evaluation/model.ts";
import { bpsText } from "#lib/kernel/money.ts";

type Props = Readonly<{
  evaluation: Evaluation;
  /** Until when the data reaches. */
  asOf: string;
  /** To the enterprise itself: with what it can do. */
  own?: boolean;
}>;

/** Grade and score on the template's scale, by which template, and what a veto decided. */
export function EvaluationResult({ evaluation, asOf, own = false }: Props) {
  const { template, score, total, grade, label, national, knownBps, vetoes } = evaluation;
  const note = passedOn(evaluation);
  return (
    <Card>
      <CardHeader
        title="公共信用评价"
        actions={
          grade === null ? (
            <Badge>暂不评级</Badge>
          ) : (
            <Badge tone={gradeTone(grade, template.grades)}>
              {grade} 级 · {label}
            </Badge>
          )
        }
      />
      <CardBody className="grid gap-4">
        {vetoes.length > 0 ? (
          <Callout tone="danger" title={`一票否决：直接定为 ${grade ?? "—"} 级，与分数无关`}>
            {vetoes.map(({ id, reason, remedy }) => (
              <p key={id}>
                {reason}。{own ? remedy : null}
              </p>
            ))}
          </Callout>
        ) : null}
        {score === null ? (
          <p className="text-sm text-slate-700">
            {`已知指标只占 ${bpsText(knownBps)}，不足 ${bpsText(template.leastKnownBps)}，不计分。${own ? "补齐下方“未评分的指标”后即可评分。" : ""}`}
          </p>
        ) : (
          <GaugeChart
            title="公共信用评价得分"
            hideTitle
            label="评价得分"
            value={score}
            min={0}
            max={total}
            bands={bandsOf(evaluation)}
            description={`公共信用评价 ${score} 分，满分 ${total} 分，${grade ?? "未评"} 级（${label ?? "—"}）。`}
          />
        )}
        <dl className="grid grid-cols-3 gap-x-4 border-t pt-4">
          <Figure name="得分">{score === null ? "—" : `${score} / ${total}`}</Figure>
          <Figure name="国家标准四级">
            {national === null ? "—" : `${national} ${nationalLabels[national]}`}
          </Figure>
          <Figure name="数据完整度">{bpsText(knownBps)}</Figure>
        </dl>
        {note === null ? null : <Callout tone="warning">{note}</Callout>}
        <TemplateNamed template={template} asOf={asOf} />
      </CardBody>
    </Card>
  );
}

type NamedProps = Readonly<{ template: Evaluation["template"]; asOf: string }>;

/** Whose rules gave it, and whether they are anybody's rules at all. */
const TemplateNamed = ({ template, asOf }: NamedProps) => (
  <p className="text-muted-foreground text-xs">
    {template.example ? <Badge tone="warning">示例模板</Badge> : null} 数据截至 {asOf} · 模板“
    {template.name}”（{template.id} 第 {template.version} 版）。{template.source}
  </p>
);

const Figure = (props: { readonly name: string; readonly children: string }) => (
  <div className="min-w-0">
    <dt className="text-muted-foreground text-xs">{props.name}</dt>
    <dd className="figures text-base font-semibold text-slate-900">{props.children}</dd>
  </div>
);

/** From the worst grade up, each to where the next begins; a score on a border belongs to the better. */
const bandsOf = ({ template, total, score }: Evaluation) =>
  template.grades.toReversed().map(({ grade, label }, place, fromWorst) => {
    const next = fromWorst[place + 1]?.from ?? total;
    return {
      label: `${grade} ${label}`,
      tone: gradeTone(grade, template.grades),
      upTo: next === score && place + 1 < fromWorst.length ? next - 1 : next,
    };
  });
