import { ConfirmDeletionForm } from "#components/consent/confirm-deletion-form.tsx";
import { DisclosureTable } from "#components/consent/disclosure-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ExportCsv } from "#components/layout/print-and-export.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { listDisclosures } from "#lib/consent/index.ts";
import { disclosureLabels, type DisclosureStatus } from "#lib/consent/model.ts";
import { read } from "#lib/web/perform.ts";
import { confirmDeletionAction } from "./actions.ts";

export const metadata = { title: "数据保存与删除" };

const shown = ["due", "held", "deleted"] as const satisfies readonly DisclosureStatus[];
const hrefOf = (status: DisclosureStatus, after?: string) =>
  `/institution/disclosures?status=${status}${after ? `&after=${after}` : ""}`;

export default async function DisclosuresPage(props: PageProps<"/institution/disclosures">) {
  const { status: asked, after: from } = await props.searchParams;
  const { status, page, after, counts } = await read(listDisclosures, {
    status: asked,
    after: from,
  });
  const table = <DisclosureTable status={status} rows={page} />;
  return (
    <>
      <PageHeader
        title="数据保存与删除"
        description="本机构凭授权查询所得的企业数据与可保存的期限。期限届满或企业撤回授权后，须删除全部副本并在此确认。"
        actions={<ExportCsv href={`/institution/disclosures/export?status=${status}`} />}
      />
      <TabLinks
        label="按状态筛选"
        items={shown.map((one) => ({
          href: hrefOf(one),
          label: disclosureLabels[one],
          count: counts[one],
        }))}
        current={hrefOf(status)}
      />
      {status === "due" && page.length > 0 ? (
        <ConfirmDeletionForm key={counts.deleted} action={confirmDeletionAction}>
          {table}
        </ConfirmDeletionForm>
      ) : (
        <Card>{table}</Card>
      )}
      {from || after ? (
        <CursorPagination
          previousHref={from ? hrefOf(status) : null}
          nextHref={after ? hrefOf(status, after) : null}
        />
      ) : null}
    </>
  );
}
