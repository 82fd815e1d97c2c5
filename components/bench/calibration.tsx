import { ChartFigure } from "#components/charts/chart-figure.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { CalibrationReport } from "#lib/modelling/index.ts";
import { countText, percentText } from "./labels.ts";

/** Whether what is said to happen in one case of ten does: predicted beside observed, by tenths. */
export function Calibration({ calibration }: { readonly calibration: CalibrationReport }) {
  const { slope, intercept, bands } = calibration;
  const percent = (share: number) => Math.round(share * 10_000) / 100;
  const groups = bands.map((_, at) => `第 ${at + 1} 组`);
  return (
    <Card>
      <CardHeader
        title="校准"
        description={`按预测违约率从低到高分组，两条线越近越准。斜率 ${slope === null ? "未知" : slope.toFixed(3)}（1 为准，小于 1 为过于自信），截距 ${intercept === null ? "未知" : intercept.toFixed(3)}（0 为准，大于 0 为低估违约）。`}
      />
      <CardBody>
        <ChartFigure
          words={{ title: "各组的预测与实际违约率", hideTitle: true }}
          spec={{
            kind: "lines",
            categories: groups,
            unit: "%",
            series: [
              { label: "预测违约率", values: bands.map(({ predicted }) => percent(predicted)) },
              { label: "实际违约率", values: bands.map(({ observed }) => percent(observed)) },
            ],
          }}
          defaultHeight={260}
          fallbackDescription={bands
            .map(
              ({ predicted, observed }, at) =>
                `第 ${at + 1} 组预测 ${percentText(predicted)}、实际 ${percentText(observed)}`,
            )
            .join("；")}
          table={{
            columns: [
              { header: "组" },
              { header: "预测违约率" },
              { header: "实际违约率" },
              { header: "行数" },
              { header: "坏样本" },
            ],
            rows: bands.map(({ predicted, observed, n, bad }, at) => ({
              label: `第 ${at + 1} 组`,
              values: [percentText(predicted), percentText(observed), countText(n), countText(bad)],
            })),
          }}
        />
      </CardBody>
    </Card>
  );
}
