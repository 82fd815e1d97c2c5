import { RadarChart } from "#components/charts/score-charts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Score, ScorePart } from "#lib/scoring/model.ts";

type Props = Readonly<{ parts: Score["parts"] }>;

/** Each dimension from its worst (0) to its best (100); one of which nothing is known is not drawn. */
export function ScoreRadar({ parts }: Props) {
  const dimensions = [...Map.groupBy(parts, (part) => part.dimension)];
  const values = (pointsOf: (part: ScorePart) => number) =>
    dimensions.map(([, all]) =>
      shareOf(
        all.filter((part) => part.known),
        pointsOf,
      ),
    );
  return (
    <Card>
      <CardHeader title="分维度表现" description="0 为最差，100 为最好；平均指申请企业。" />
      <CardBody>
        <RadarChart
          title="分维度表现"
          hideTitle
          axes={dimensions.map(([label]) => ({ label, max: 100 }))}
          series={[
            { label: "本企业", values: values((part) => part.points) },
            { label: "平均", values: values((part) => part.baseline) },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function shareOf(
  parts: readonly ScorePart[],
  pointsOf: (part: ScorePart) => number,
): number | null {
  if (parts.length === 0) return null;
  const sum = (figure: (part: ScorePart) => number) =>
    parts.reduce((total, part) => total + figure(part), 0);
  const worst = sum((part) => part.worst);
  return Math.round((100 * (sum(pointsOf) - worst)) / (sum((part) => part.best) - worst));
}
