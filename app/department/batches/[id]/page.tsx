import { Download } from "lucide-react";
import { BatchFacts } from "#components/intake/batch-facts.tsx";
import { QuarantineRows } from "#components/intake/quarantine-rows.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { readBatch } from "#lib/intake/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "批次" };

export default async function BatchPage(props: PageProps<"/department/batches/[id]">) {
  const { id } = await props.params;
  const view = await read(readBatch, { ...(await props.searchParams), batchId: id });
  const { batch, open, corrected, dismissed, show, rows, page, pageCount } = view;
  const base = `/department/batches/${batch.id}`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "批次与更正", href: "/department/batches" }, { label: `批次 #${batch.id}` }]}
        title={`批次 #${batch.id} · ${batch.itemName}`}
        description={batch.source}
        actions={
          batch.quarantined > 0 ? (
            <Button asChild variant="secondary">
              {/* A file, not a page. */}
              <a href={`${base}/export`} download>
                <Download aria-hidden />
                导出隔离行（CSV）
              </a>
            </Button>
          ) : null
        }
      />
      <BatchFacts batch={batch} />
      {batch.quarantined > 0 ? (
        <Card>
          <TabLinks
            label="隔离行"
            className="px-4 sm:px-5"
            current={show === "open" ? base : `${base}?show=all`}
            items={[
              { href: base, label: "待更正", count: open },
              { href: `${base}?show=all`, label: "全部", count: open + corrected + dismissed },
            ]}
          />
          <QuarantineRows batch={batch} rows={rows} show={show} />
        </Card>
      ) : null}
      <Pagination
        page={page}
        pageCount={pageCount}
        hrefFor={(next) => `${base}?show=${show}&page=${next}`}
      />
    </>
  );
}
