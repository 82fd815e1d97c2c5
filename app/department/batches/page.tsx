import { FilterBar } from "#components/consent/filter-bar.tsx";
import { OwnBatchTable } from "#components/intake/own-batch-table.tsx";
import { SubmissionTable } from "#components/intake/submission-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { listOwnBatches, listSubmissions, ownItems } from "#lib/intake/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "批次与更正" };

export default async function BatchesPage(props: PageProps<"/department/batches">) {
  const asked = await props.searchParams;
  const item = typeof asked.item === "string" ? asked.item : "";
  const [items, submissions, { rows, show, page, pageCount, total }] = await Promise.all([
    read(ownItems),
    read(listSubmissions),
    read(listOwnBatches, { item, show: asked.show, page: asked.page }),
  ]);
  const waiting = submissions.filter(({ status }) => status !== "landed").slice(0, 20);
  return (
    <>
      <PageHeader
        title="批次与更正"
        description="每个批次的去向，以及被隔离的数据行。隔离的行只能由本部门更正后再报送，或注明原因不再报送。"
      />
      <FilterBar
        action="/department/batches"
        filters={[
          {
            name: "item",
            label: "数据项",
            value: item,
            options: items.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: "show",
            label: "隔离行",
            value: show === "open" ? "open" : "",
            options: [{ value: "open", label: "有待更正" }],
          },
        ]}
      />
      {waiting.length > 0 && item === "" && show === "all" ? <SubmissionTable rows={waiting} title="等待处理与未入库" /> : null}
      <OwnBatchTable rows={rows} />
      <Pagination
        page={page}
        pageCount={pageCount}
        summary={`共 ${total} 个批次`}
        hrefFor={(next) =>
          `/department/batches?${new URLSearchParams({ item, show, page: String(next) })}`
        }
      />
    </>
  );
}
