import { RadarChart } from "#components/charts/score-charts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { EvaluatedDimension } from "#lib/evaluation/model.ts";

type Props = Readonly<{ dimensions: readonly EvaluatedDimension[] }>;

/** Each dimension as the share of its known points that was kept; one of which nothing is known is not drawn. */
export function EvaluationRadar({ dimensions }: Props) {
  return (
    <Card>
      <CardHeader title="分维度表现" description="得分占该维度已评满分的百分比，100 为没有失分。" />
      <CardBody>
        <RadarChart
          title="公共信用评价分维度表现"
          hideTitle
          axes={dimensions.map(({ name }) => ({ label: name, max: 100 }))}
          series={[
            {
              label: "本企业",
              values: dimensions.map(({ points, weight }) =>
                weight === 0 ? null : Math.round((100 * points) / weight),
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
