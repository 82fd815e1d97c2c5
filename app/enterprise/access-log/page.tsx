import { AccessLogTable } from "#components/consent/access-log-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { listOwnAccess } from "#lib/consent/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "访问记录" };

export default async function AccessLogPage(props: PageProps<"/enterprise/access-log">) {
  const { before: from } = await props.searchParams;
  const { page, before } = await read(listOwnAccess, { before: from });
  return (
    <>
      <PageHeader
        title="访问记录"
        description="何人、何时、因何查看了本企业的哪些数据。记录由数据库在读取的同时写入，任何人不能修改；被拒绝的查询也在其中。"
      />
      <AccessLogTable rows={page} />
      <CursorPagination
        previousHref={from ? "/enterprise/access-log" : null}
        nextHref={before ? `/enterprise/access-log?before=${before}` : null}
      />
    </>
  );
}
