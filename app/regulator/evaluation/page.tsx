import { hrefWith } from "#components/consent/access-filters.ts";
import { DistributionView } from "#components/evaluation/distribution-view.tsx";
import { ExportCsv } from "#components/layout/print-and-export.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { MonthPicker } from "#components/statistics/month-picker.tsx";
import { readDistribution } from "#lib/evaluation/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "信用评价分布" };

export default async function DistributionPage(props: PageProps<"/regulator/evaluation">) {
  const { month, template } = await props.searchParams;
  const found = await read(readDistribution, { month, template });
  const path = "/regulator/evaluation";
  return (
    <>
      <PageHeader
        title={`${found.regionName}公共信用评价分布`}
        description="每月末按当日有效的模板评价全部存续企业，只统计户数，不含单家企业。不足 10 户的不显示。"
        actions={
          <>
            <MonthPicker month={found.month} latest={found.latest} href={path} />
            {found.chosen ? (
              <ExportCsv href={hrefWith(`${path}/export`, { month: found.month, template })} />
            ) : null}
          </>
        }
      />
      <DistributionView found={found} path={path} />
    </>
  );
}
