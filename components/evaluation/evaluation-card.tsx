import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import {
  nationalLabels,
  passedOn,
  type EvaluatedItem,
  type Evaluation,
} from "#lib/evaluation/model.ts";
import { bpsText } from "#lib/kernel/money.ts";

/** One evaluation: grade and score, what decided it, and every item with its points. */
export function EvaluationCard({ evaluation }: { readonly evaluation: Evaluation }) {
  const { template, vetoes, dimensions } = evaluation;
  const note = passedOn(evaluation);
  return (
    <Card>
      <CardHeader
        title={template.name}
        description={template.source}
        actions={template.example ? <Badge tone="neutral">示例模板</Badge> : null}
      />
      <CardBody className="grid gap-5">
        <Result evaluation={evaluation} />
        {vetoes.length > 0 ? (
          <ul className="grid gap-2">
            {vetoes.map(({ id, reason, remedy }) => (
              <li key={id} className="text-sm">
                <span className="text-danger font-medium">一票否决：{reason}。</span>
                <span className="text-slate-700">{remedy}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {note === null ? null : <p className="text-sm text-slate-700">{note}</p>}
      </CardBody>
      {dimensions.map((dimension) => (
        <section key={dimension.id} className="border-border border-t">
          <h3 className="flex items-baseline justify-between gap-4 px-5 pt-4 pb-2 font-medium">
            {dimension.name}
            <span className="figures text-sm text-slate-700">
              {dimension.weight === 0 ? "未评" : `${dimension.points} / ${dimension.weight} 分`}
            </span>
          </h3>
          <DataTable
            caption={`${template.name}：${dimension.name}`}
            columns={columns}
            rows={dimension.items}
            rowKey={(item) => item.fact}
          />
        </section>
      ))}
    </Card>
  );
}

function Result({ evaluation }: { readonly evaluation: Evaluation }) {
  const { score, total, grade, label, national, knownBps } = evaluation;
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      <Figure name="等级">{grade === null ? "数据不足，暂不评级" : `${grade} · ${label}`}</Figure>
      <Figure name="得分">{score === null ? "—" : `${score} / ${total}`}</Figure>
      <Figure name="国家标准四级">
        {national === null ? "—" : `${national}（${nationalLabels[national]}）`}
      </Figure>
      <Figure name="数据完整度">{bpsText(knownBps)}</Figure>
    </dl>
  );
}

const Figure = (props: { readonly name: string; readonly children: string }) => (
  <div>
    <dt className="text-muted-foreground text-xs">{props.name}</dt>
    <dd className="figures text-lg font-semibold text-slate-900">{props.children}</dd>
  </div>
);

const columns: readonly Column<EvaluatedItem>[] = [
  {
    key: "name",
    header: "指标",
    rowHeader: true,
    cell: ({ name, remedy }) => (
      <>
        {name}
        {remedy === null ? null : (
          <span className="text-muted-foreground block text-xs font-normal">{remedy}</span>
        )}
      </>
    ),
  },
  {
    key: "observed",
    header: "企业数值",
    numeric: true,
    cell: ({ observed }) => observed ?? <span className="text-slate-500">未知</span>,
  },
  {
    key: "points",
    header: "得分（分）",
    numeric: true,
    nowrap: true,
    cell: ({ points, weight }) =>
      points === null ? <span className="text-slate-500">未评</span> : `${points} / ${weight}`,
  },
];
