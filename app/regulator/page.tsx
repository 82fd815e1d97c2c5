import { BreakdownTable } from "#components/statistics/breakdown-table.tsx";
import { MonthCharts } from "#components/statistics/month-charts.tsx";
import { MonthPicker } from "#components/statistics/month-picker.tsx";
import { MonthTiles } from "#components/statistics/month-tiles.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { dayOf, monthOf } from "#lib/kernel/calendar.ts";
import { monthFigures } from "#lib/statistics/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "融资统计" };

export default async function RegulatorPage(props: PageProps<"/regulator">) {
  const { month } = await props.searchParams;
  const figures = await read(monthFigures, { month });
  return (
    <>
      <PageHeader
        title={`${figures.regionName}融资统计`}
        description="全部由申请事件直接计算，随时可以重算核对。月份按北京时间划分；无数据与零分开显示。"
        actions={<MonthPicker month={figures.month} latest={monthOf(dayOf(new Date()))} />}
      />
      <MonthTiles figures={figures} />
      <MonthCharts figures={figures} />
      <BreakdownTable title="按地区" caption="按地区统计" lines={figures.byRegion} />
      <BreakdownTable title="按行业" caption="按行业门类统计" lines={figures.byIndustry} />
      <BreakdownTable title="按机构" caption="按金融机构统计" lines={figures.byInstitution} />
    </>
  );
}
