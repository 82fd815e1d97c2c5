import { InboxEmpty } from "#components/lending/inbox-empty.tsx";
import { InboxLive } from "#components/lending/inbox-live.tsx";
import { InboxTable } from "#components/lending/inbox-table.tsx";
import { inboxHref, inboxTabs, received } from "#components/lending/inbox-tabs.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { inbox } from "#lib/lending/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "申请收件箱" };

export default async function InboxPage(props: PageProps<"/institution">) {
  const { state, after: from } = await props.searchParams;
  const { filter, page, after, counts } = await read(inbox, { filter: state, after: from });
  return (
    <>
      <PageHeader
        title="申请收件箱"
        description="企业向本机构提交的申请。待办按等待时间排列，等得最久的在最前。"
      />
      <InboxLive received={received(counts)} />
      <Card>
        <TabLinks
          label="按状态筛选"
          items={inboxTabs(counts)}
          current={inboxHref(filter)}
          className="px-4 sm:px-5"
        />
        {page.length > 0 ? (
          <InboxTable rows={page} />
        ) : (
          <InboxEmpty filter={filter} none={received(counts) === 0} beyond={from !== undefined} />
        )}
      </Card>
      {from || after ? (
        <CursorPagination
          summary={`每页 25 条`}
          previousHref={from ? inboxHref(filter) : null}
          nextHref={after ? inboxHref(filter, after) : null}
        />
      ) : null}
    </>
  );
}
