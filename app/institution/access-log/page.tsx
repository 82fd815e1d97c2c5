import { hrefWith, stageFilter, verdictFilter } from "#components/consent/access-filters.ts";
import { AccessLogTable } from "#components/consent/access-log-table.tsx";
import { FilterBar } from "#components/consent/filter-bar.tsx";
import { PrintedBy } from "#components/consent/printed-by.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PrintAndExport } from "#components/layout/print-and-export.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { listInstitutionAccess } from "#lib/consent/index.ts";
import { read } from "#lib/web/perform.ts";
import { requireActor } from "#lib/web/session.ts";

export const metadata = { title: "访问记录" };

export default async function InstitutionAccessPage(props: PageProps<"/institution/access-log">) {
  const { after: from, enterprise, verdict, stage } = await props.searchParams;
  const filter = { enterprise, verdict, stage };
  const [{ page, after }, actor] = await Promise.all([
    read(listInstitutionAccess, { ...filter, after: from }),
    requireActor(),
  ]);
  const path = "/institution/access-log";
  return (
    <>
      <PageHeader
        title="访问记录"
        description="本机构人员对企业信用档案的每一次查询，被拒绝的也在其中。企业看到的是同一份记录。"
        actions={<PrintAndExport href={hrefWith(`${path}/export`, filter)} />}
      />
      <PrintedBy actor={actor} at={new Date()} />
      <Card className="print:break-inside-auto">
        <FilterBar
          action={path}
          filters={[
            {
              name: "enterprise",
              label: "企业",
              value: typeof enterprise === "string" ? enterprise : "",
              placeholder: "名称或信用代码",
            },
            verdictFilter(verdict),
            stageFilter(stage, ["before_loan", "during_loan", "after_loan"]),
          ]}
          className="border-b px-4 py-3 sm:px-5"
        />
        <AccessLogTable
          rows={page}
          reader="institution"
          empty={
            <EmptyState
              title={
                from || enterprise || verdict || stage ? "没有符合条件的记录" : "本机构还没有查询过"
              }
              compact
            >
              在申请页打开信用档案后，查询会记在这里。
            </EmptyState>
          }
        />
      </Card>
      <CursorPagination
        summary="每页 50 条，最近的在前"
        previousHref={from ? hrefWith(path, filter) : null}
        nextHref={after ? hrefWith(path, { ...filter, after }) : null}
      />
    </>
  );
}
