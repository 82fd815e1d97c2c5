import { LinesChart } from "#components/charts/trend-charts.tsx";
import { hrefWith } from "#components/consent/access-filters.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { Distribution, MonthDistribution } from "#lib/evaluation/index.ts";
import { gradesOf } from "#lib/evaluation/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { countText } from "./count-text.tsx";
import { DistributionTable } from "./distribution-table.tsx";
import { TrendTable } from "./trend-table.tsx";

type Props = Readonly<{ found: Distribution; path: string }>;

/** A regulator's area by grade: the month, its places and industries, and the year before. */
export function DistributionView({ found, path }: Props) {
  const { chosen, templates, month } = found;
  return (
    <>
      {chosen === null ? (
        <Card>
          <EmptyState title="本月没有评价结果">
            每月 1 日评价上一个整月；没有生效模板的月份不评价。可用上方按钮查看其他月份。
          </EmptyState>
        </Card>
      ) : (
        <>
          {templates.length > 1 ? (
            <TabLinks
              label="评价模板"
              current={hrefWith(path, { month, template: chosen.hash })}
              items={templates.map(({ hash, template }) => ({
                href: hrefWith(path, { month, template: hash }),
                label: `${template.name} 第 ${template.version} 版`,
              }))}
            />
          ) : null}
          <Tiles chosen={chosen} />
          <DistributionTable title="按地区" month={chosen} lines={chosen.byRegion} />
          <DistributionTable title="按行业" month={chosen} lines={chosen.byIndustry} />
        </>
      )}
      <Trend trend={found.trend} />
      {chosen ? <Account found={found} chosen={chosen} /> : null}
    </>
  );
}

function Tiles({ chosen: { template, whole } }: { readonly chosen: MonthDistribution }) {
  const { enterprises } = whole;
  return (
    <StatGrid className="sm:grid-cols-3 lg:grid-cols-7">
      <StatTile label="评价企业" value={countText(enterprises)} unit="户" />
      {gradesOf(template).map(({ grade, label }, at) => {
        const count = whole.counts[at] ?? null;
        const share =
          count === null || enterprises === null || enterprises === 0
            ? null
            : `占 ${((100 * count) / enterprises).toFixed(1)}%`;
        return (
          <StatTile
            key={label}
            label={grade === null ? label : `${grade} 级 ${label}`}
            value={countText(count)}
            {...(count === null ? {} : { unit: "户" })}
            {...(share === null ? {} : { hint: share })}
          />
        );
      })}
    </StatGrid>
  );
}

/** By the grades of the last month's template; a month of other grades has a gap, and the table tells. */
function Trend({ trend }: Pick<Distribution, "trend">) {
  const evaluated = trend.filter(({ found }) => found !== null);
  const last = evaluated.at(-1)?.found;
  if (!last || evaluated.length < 2) return null;
  const grades = last.template.grades;
  const shareOf = (found: MonthDistribution | null, grade: string): number | null => {
    const at = found?.template.grades.findIndex((one) => one.grade === grade) ?? -1;
    const [count, all] = [found?.whole.counts[at] ?? null, found?.whole.enterprises ?? null];
    return count === null || all === null || all === 0
      ? null
      : Math.round((1000 * count) / all) / 10;
  };
  return (
    <Card>
      <CardHeader
        title="近 13 个月"
        description="各等级占评价企业的比例；不显示的户数在图中留空。"
      />
      <CardBody className="border-b">
        <LinesChart
          title="各等级占比"
          hideTitle
          unit="%"
          categories={trend.map(({ month }) => month)}
          series={grades.map(({ grade, label }) => ({
            label: `${grade} ${label}`,
            values: trend.map(({ found }) => shareOf(found, grade)),
          }))}
        />
      </CardBody>
      <TrendTable trend={trend} grades={grades} />
    </Card>
  );
}

type AccountProps = Readonly<{ found: Distribution; chosen: MonthDistribution }>;

/** By which template, from what was known when, and what is not shown. */
const Account = ({ found: { standing }, chosen: { template } }: AccountProps) => (
  <p className="text-muted-foreground text-xs">
    {template.example ? <Badge tone="warning">示例模板</Badge> : null} 模板：{template.name}（
    {template.id} 第 {template.version} 版）。{template.source}
    {standing ? ` 按 ${timeText(standing.knownAt)} 已归集的数据评价，可随时重算，结果相同。` : null}
    “不显示”是不足 10 户的数，或为避免由合计推算出这些数而一并不显示的数；0 是没有企业。
  </p>
);
