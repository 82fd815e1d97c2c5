import { hrefWith, stageFilter, verdictFilter } from "#components/consent/access-filters.ts";
import { AccessLogTable } from "#components/consent/access-log-table.tsx";
import { AccessSummary } from "#components/consent/access-summary.tsx";
import { FilterBar } from "#components/consent/filter-bar.tsx";
import { PrintedBy } from "#components/consent/printed-by.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PrintAndExport } from "#components/layout/print-and-export.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { listOwnAccess, summariseOwnAccess } from "#lib/consent/index.ts";
import { authorisationStages } from "#lib/consent/model.ts";
import { read } from "#lib/web/perform.ts";
import { requireActor } from "#lib/web/session.ts";

export const metadata = { title: "访问记录" };

export default async function AccessLogPage(props: PageProps<"/enterprise/access-log">) {
  const { before: from, institution, verdict, stage } = await props.searchParams;
  const filter = { institution, verdict, stage };
  const [{ page, before }, summary, actor] = await Promise.all([
    read(listOwnAccess, { before: from, institutionId: institution, verdict, stage }),
    read(summariseOwnAccess),
    requireActor(),
  ]);
  const path = "/enterprise/access-log";
  return (
    <>
      <PageHeader
        title="访问记录"
        description="何人、何时、因何查看了本企业的哪些数据。记录在读取的同时写入，任何人不能修改；被拒绝的查询也在其中。"
        actions={<PrintAndExport href={hrefWith(`${path}/export`, filter)} />}
      />
      <PrintedBy actor={actor} at={new Date()} />
      <AccessSummary summary={summary} />
      <Card className="print:break-inside-auto">
        <FilterBar
          action={path}
          filters={[
            {
              name: "institution",
              label: "机构",
              value: typeof institution === "string" ? institution : "",
              options: summary.institutions.map(({ id, name }) => ({ value: id, label: name })),
            },
            verdictFilter(verdict),
            stageFilter(stage, authorisationStages),
          ]}
          className="border-b px-4 py-3 sm:px-5"
        />
        <AccessLogTable
          rows={page}
          reader="enterprise"
          empty={
            <EmptyState
              title={
                from || institution || verdict || stage
                  ? "没有符合条件的记录"
                  : "还没有人查看过本企业的数据"
              }
              compact
            />
          }
        />
      </Card>
      <CursorPagination
        summary="每页 50 条，最近的在前"
        previousHref={from ? hrefWith(path, filter) : null}
        nextHref={before ? hrefWith(path, { ...filter, before }) : null}
      />
    </>
  );
}
