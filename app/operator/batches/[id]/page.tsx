import { QuarantineTable } from "#components/operator/quarantine-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { readBatch } from "#lib/intake/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "隔离数据" };

export default async function BatchPage(props: PageProps<"/operator/batches/[id]">) {
  const { id } = await props.params;
  const { page: asked } = await props.searchParams;
  const { batch, rows, page, pageCount } = await read(readBatch, {
    batchId: id,
    show: "all",
    page: asked,
  });
  return (
    <>
      <PageHeader
        title={`批次 #${batch.id} 的隔离数据`}
        description={`${batch.itemName} · ${batch.source} · 共 ${batch.quarantined} 行。报送的内容仅数源部门可见、可更正。`}
      />
      <QuarantineTable rows={rows} />
      <Pagination
        page={page}
        pageCount={pageCount}
        hrefFor={(next) => `/operator/batches/${batch.id}?page=${next}`}
      />
    </>
  );
}
