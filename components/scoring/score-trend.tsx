import { LinesChart } from "#components/charts/trend-charts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export type ScorePoint = Readonly<{
  /** A month or a day. */
  at: string;
  /** Null: too little was known. */
  total: number | null;
  cardHash: string;
  cardName: string;
}>;

type Props = Readonly<{
  title: string;
  description: string;
  points: readonly ScorePoint[];
  /** What to do where there are fewer than two points. */
  empty: string;
}>;

/** A score over time; where another card took over, an upright line says so. */
export function ScoreTrend({ title, description, points, empty }: Props) {
  const known = points.filter(({ total }) => total !== null);
  return (
    <Card>
      <CardHeader title={title} description={description} />
      {known.length < 2 ? (
        <EmptyState title="暂时没有走势">{empty}</EmptyState>
      ) : (
        <CardBody>
          <LinesChart
            title={title}
            hideTitle
            unit="分"
            fromZero={false}
            categories={points.map(({ at }) => at)}
            series={[{ label: "评分", values: points.map(({ total }) => total) }]}
            marks={changesOf(points)}
            note={cardsText(points)}
          />
        </CardBody>
      )}
    </Card>
  );
}

const changesOf = (points: readonly ScorePoint[]) =>
  points.flatMap(({ cardHash, cardName }, at) => {
    const before = points[at - 1];
    return before && before.cardHash !== cardHash ? [{ at, label: `改用 ${cardName}` }] : [];
  });

/** In words as well, for whoever does not see the lines. */
function cardsText(points: readonly ScorePoint[]): string {
  const changes = changesOf(points).map(({ at, label }) => `${points[at]?.at} ${label}`);
  return changes.length === 0
    ? `评分卡 ${points.at(-1)?.cardName ?? ""}`
    : `${changes.join("；")}。不同评分卡的分数不能直接比较。`;
}
