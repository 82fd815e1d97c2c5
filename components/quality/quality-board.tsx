import { LinesChart } from "#components/charts/trend-charts.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { MonthPicker } from "#components/statistics/month-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import { rateLabels, type QualityLine, type QualityRates } from "#lib/quality/model.ts";
import type { QualityBoard as Board } from "#lib/quality/index.ts";
import { dayOf, monthOf, timeText } from "#lib/kernel/calendar.ts";
import { QualityTable } from "./quality-table.tsx";
import { goalText, rateText } from "./rate-text.ts";

type Props = Readonly<{
  board: Board;
  /** The portal's own page: `/operator/quality`. */ href: string;
}>;

const rates = Object.keys(rateLabels) as (keyof QualityRates)[]; // Keys of the literal.

/** The quality board, the same in every portal; whom it shows what is the query's business. */
export function QualityBoard({ board, href }: Props) {
  const { month, overall, byDepartment, byItem, byRegion, trend } = board;
  return (
    <>
      <PageHeader
        title="数据归集质量"
        description="按数据到达平台的月份统计。合规率、及时率、覆盖率与代码质量均由批次、隔离行和记录直接计算，可随时重算。"
        actions={
          <div className="flex flex-wrap items-center gap-2">
            <MonthPicker month={month} latest={monthOf(dayOf(new Date()))} href={href} />
            <Button asChild variant="secondary">
              <a href={`/api/quality/${month}?format=xlsx`} download>
                通报 XLSX
              </a>
            </Button>
            <Button asChild variant="secondary">
              <a href={`/api/quality/${month}?format=pdf`} download>
                通报 PDF
              </a>
            </Button>
          </div>
        }
      />
      {overall === null ? (
        <Card>
          <EmptyState title="本月尚未统计">
            质量统计每小时更新一次；数据报送后最迟一小时即可看到。可用上方按钮查看其他月份。
          </EmptyState>
        </Card>
      ) : (
        <>
          <Overall overall={overall} />
          <Trend trend={trend} />
          <QualityTable title="按数源部门" lines={byDepartment} />
          <QualityTable title="按数据项" lines={byItem} behind={{ href, month }} />
          <QualityTable title="按地区" lines={byRegion} />
          <p className="text-muted-foreground text-xs">
            {board.computedAt ? `统计时间 ${timeText(board.computedAt)}。` : ""}
            及时率只统计有时限承诺的行政许可与行政处罚（7
            个工作日，按法定工作日历）。重复报送的相同行不计入。
          </p>
        </>
      )}
    </>
  );
}

function Overall({ overall }: { readonly overall: QualityLine }) {
  return (
    <StatGrid className="lg:grid-cols-5">
      {rates.map((rate) => (
        <StatTile
          key={rate}
          label={rateLabels[rate]}
          value={rateText(rate, overall[rate])}
          unit="%"
          hint={goalText(rate, overall[rate]) ?? hints[rate]?.(overall)}
        />
      ))}
    </StatGrid>
  );
}

const hints: Readonly<Partial<Record<keyof QualityRates, (line: QualityLine) => string>>> = {
  conformityBps: (line) =>
    `收到 ${line.received.toLocaleString("zh-CN")} 行，隔离 ${line.quarantined.toLocaleString("zh-CN")} 行`,
  coverageBps: () => "有该数据项记录的存续企业占比，各数据项平均",
};

function Trend({ trend }: { readonly trend: readonly QualityLine[] }) {
  // One month is no course, and months in which nothing arrived have no rate.
  if (trend.filter(({ received }) => received > 0).length < 2) return null;
  const percent = (bps: number | null) => (bps === null ? null : bps / 100);
  return (
    <Card>
      <CardHeader title="近 12 个月" />
      <CardBody>
        <LinesChart
          title="合规率与及时率"
          categories={trend.map(({ id }) => id)}
          unit="%"
          series={[
            {
              label: rateLabels.conformityBps,
              values: trend.map((line) => percent(line.conformityBps)),
            },
            {
              label: rateLabels.timelinessBps,
              values: trend.map((line) => percent(line.timelinessBps)),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
