import { PageHeader } from "#components/layout/page-header.tsx";
import { whatComes } from "#components/notify/labels.ts";
import { MarkReadForm } from "#components/notify/mark-read-form.tsx";
import { MessageList } from "#components/notify/message-list.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { listMessages } from "#lib/notify/index.ts";
import { read } from "#lib/web/perform.ts";
import { requireActor } from "#lib/web/session.ts";
import { markReadAction } from "./actions.ts";

type Props = Readonly<{
  /** The page's own address. */
  base: string;
  after: string | string[] | undefined;
}>;

/** The page of messages, the same in every portal. */
export async function PortalMessages({ base, after }: Props) {
  const from = typeof after === "string" ? after : undefined;
  const [{ role }, list] = await Promise.all([requireActor(), read(listMessages, { after: from })]);
  const unread = list.page.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  return (
    <>
      <PageHeader
        title="消息"
        description="发给本单位的消息，单位内的人员共同可见；一人标为已读，即对全单位已读。"
        actions={
          unread.length > 0 ? <MarkReadForm messageIds={unread} action={markReadAction} /> : null
        }
      />
      <MessageList messages={list.page} whatComes={whatComes[role]} />
      {from || list.after ? (
        <CursorPagination
          label="消息分页"
          previousHref={from ? base : null}
          nextHref={list.after ? `${base}?after=${list.after}` : null}
        />
      ) : null}
    </>
  );
}
