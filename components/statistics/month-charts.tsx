import { RegionMapChart } from "#components/charts/region-map-chart.tsx";
import { LinesChart, MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Figures, MonthFigures } from "#lib/statistics/model.ts";

const wan = (fen: number) => Math.round(fen / 10_000) / 100;
const percent = (bps: number | null) => (bps === null ? null : bps / 100);

export function MonthCharts({ figures }: { readonly figures: MonthFigures }) {
  const { series, byRegion } = figures;
  const months = series.map(({ month }) => month);
  const pick = <Value,>(value: (each: Figures) => Value) =>
    series.map((each) => value(each.figures));
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card>
        <CardHeader title="授信与放款" description="近 13 个月" />
        <CardBody>
          <MonthBarsChart
            title="授信与放款金额"
            months={months}
            unit="万元"
            bars={[
              { label: "授信金额", values: pick((each) => wan(each.grantedAmountFen)) },
              { label: "放款金额", values: pick((each) => wan(each.disbursedAmountFen)) },
            ]}
            line={{ label: "放款笔数", unit: "笔", values: pick((each) => each.disbursedCount) }}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="各市州放款" description={`${figures.month}，按企业登记地`} />
        <CardBody>
          <RegionMapChart
            title="各市州放款金额"
            label="放款金额"
            unit="万元"
            regions={byRegion.map(({ code, figures: each }) => ({
              code,
              value: wan(each.disbursedAmountFen),
            }))}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="信用贷款与首贷户" description="近 13 个月占比" />
        <CardBody>
          <LinesChart
            title="信用贷款与首贷户占比"
            categories={months}
            unit="%"
            series={[
              { label: "信用贷款占比", values: pick((each) => percent(each.creditLoanShareBps)) },
              { label: "首贷户占比", values: pick((each) => percent(each.firstLoanShareBps)) },
            ]}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="平均放款利率" description="近 13 个月，执行年利率" />
        <CardBody>
          <LinesChart
            title="平均放款利率"
            categories={months}
            unit="%"
            fromZero={false}
            series={[{ label: "平均利率", values: pick((each) => percent(each.averageRateBps)) }]}
          />
        </CardBody>
      </Card>
    </div>
  );
}
