import { MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import type { AccessStatistics } from "#lib/consent/index.ts";
import { verdictLabels } from "#lib/consent/model.ts";

type Props = Readonly<{ figures: AccessStatistics }>;
type Looks = Readonly<{ granted: number; denied: number }>;
type Named = Looks & Readonly<{ code: string; name: string }>;

const shareText = ({ granted, denied }: Looks) =>
  granted + denied === 0 ? null : ((denied / (granted + denied)) * 100).toFixed(1);

/** How often was looked, by whom, what for, and with what answer. */
export function AccessFigures({ figures }: Props) {
  const { total, series, month } = figures;
  return (
    <>
      <StatGrid>
        <StatTile label="本月查询" value={total.granted + total.denied} unit="次" />
        <StatTile label="放行" value={total.granted} unit="次" />
        <StatTile label="拒绝" value={total.denied} unit="次" />
        <StatTile label="拒绝占比" value={shareText(total)} unit="%" />
      </StatGrid>
      <Card>
        <CardHeader title="逐月查询次数" description="近 13 个月" />
        <CardBody>
          <MonthBarsChart
            title="逐月查询次数"
            hideTitle
            months={series.map((one) => one.month)}
            unit="次"
            bars={[
              { label: "放行", values: series.map(({ granted }) => granted) },
              { label: "拒绝", values: series.map(({ denied }) => denied) },
            ]}
          />
        </CardBody>
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardHeader title="按机构" description={month} />
          <NamedTable caption={`${month} 按机构`} first="查询方" rows={figures.byInstitution} />
        </Card>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <Card>
            <CardHeader title="按用途" description={month} />
            <NamedTable caption={`${month} 按用途`} first="用途" rows={figures.byPurpose} />
          </Card>
          <Card>
            <CardHeader title="拒绝原因" description={month} />
            <DataTable
              caption={`${month} 拒绝原因`}
              columns={[
                {
                  key: "verdict",
                  header: "原因",
                  rowHeader: true,
                  cell: ({ verdict }) => verdictLabels[verdict],
                },
                {
                  key: "looks",
                  header: "拒绝",
                  unit: "次",
                  numeric: true,
                  cell: ({ looks }) => looks,
                },
              ]}
              rows={figures.refusals}
              rowKey={({ verdict }) => verdict}
              empty={<EmptyState title="本月没有被拒绝的查询" compact />}
            />
          </Card>
        </div>
      </div>
      <Course figures={figures} />
    </>
  );
}

function NamedTable(props: Readonly<{ caption: string; first: string; rows: readonly Named[] }>) {
  const columns: readonly Column<Named>[] = [
    {
      key: "name",
      header: props.first,
      rowHeader: true,
      className: "min-w-36",
      cell: ({ name }) => name,
    },
    { key: "granted", header: "放行", unit: "次", numeric: true, cell: ({ granted }) => granted },
    { key: "denied", header: "拒绝", unit: "次", numeric: true, cell: ({ denied }) => denied },
    {
      key: "share",
      header: "拒绝占比",
      unit: "%",
      numeric: true,
      className: "max-sm:hidden",
      cell: shareText,
    },
  ];
  return (
    <DataTable
      caption={props.caption}
      columns={columns}
      rows={props.rows}
      rowKey={({ code }) => code}
      empty={<EmptyState title="本月没有查询" compact />}
    />
  );
}

type CourseRow = AccessStatistics["course"][number];

/** Every institution over the months, the last one first; what was refused in brackets. */
function Course({ figures: { course, months } }: Props) {
  const columns: readonly Column<CourseRow>[] = [
    { key: "name", header: "查询方", rowHeader: true, nowrap: true, cell: ({ name }) => name },
    ...months
      .map((month, at): Column<CourseRow> => ({
        key: month,
        header: month.slice(2),
        numeric: true,
        cell: (row) => looksText(row.months[at]),
      }))
      .toReversed(),
  ];
  return (
    <Card>
      <CardHeader title="各机构逐月" description="放行次数，括号内为拒绝次数" />
      <DataTable
        caption="各机构逐月查询次数"
        columns={columns}
        rows={course}
        rowKey={({ code }) => code}
        pinFirst
        empty={<EmptyState title="近 13 个月没有查询" compact />}
      />
    </Card>
  );
}

const looksText = (looks: Looks | undefined) =>
  looks === undefined || looks.granted + looks.denied === 0
    ? "0"
    : `${looks.granted}${looks.denied > 0 ? `（${looks.denied}）` : ""}`;
