import { hrefWith } from "#components/consent/access-filters.ts";
import { AccessFigures } from "#components/consent/access-figures.tsx";
import { FilterBar } from "#components/consent/filter-bar.tsx";
import { InspectionForm } from "#components/consent/inspection-form.tsx";
import { InspectionsTable } from "#components/consent/inspections-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ExportCsv } from "#components/layout/print-and-export.tsx";
import { MonthPicker } from "#components/statistics/month-picker.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { accessStatistics, listInspections } from "#lib/consent/index.ts";
import { purposes } from "#lib/consent/purposes.ts";
import { addDays, dayOf, monthOf } from "#lib/kernel/calendar.ts";
import { read } from "#lib/web/perform.ts";
import { inspectAction } from "./actions.ts";

export const metadata = { title: "访问监督" };

export default async function AccessSupervisionPage(props: PageProps<"/regulator/access">) {
  const { month, purpose } = await props.searchParams;
  const [figures, inspections] = await Promise.all([
    read(accessStatistics, { month, purpose }),
    read(listInspections),
  ]);
  const today = dayOf(new Date());
  const path = "/regulator/access";
  return (
    <>
      <PageHeader
        title="访问监督"
        description={`各机构对${figures.regionName}企业信用档案的查询次数，不含单家企业。查看单笔记录须写明理由并留痕。`}
        actions={
          <>
            <MonthPicker
              month={figures.month}
              latest={monthOf(today)}
              href={path}
              kept={{ purpose: figures.purpose ?? undefined }}
            />
            <ExportCsv href={hrefWith(`${path}/export`, { month, purpose })} />
          </>
        }
      />
      <FilterBar
        action={path}
        kept={{ month: figures.month }}
        filters={[
          {
            name: "purpose",
            label: "用途",
            value: figures.purpose ?? "",
            options: purposes.map(({ code, name }) => ({ value: code, label: name })),
          },
        ]}
      />
      <AccessFigures figures={figures} />
      <InspectionForm
        institutions={figures.institutions}
        from={addDays(today, -30)}
        to={today}
        action={inspectAction}
      />
      <Card>
        <CardHeader title="查阅留痕" description="本辖区监管人员查阅单笔记录的情况，最近 50 次。" />
        <InspectionsTable rows={inspections} />
      </Card>
    </>
  );
}
