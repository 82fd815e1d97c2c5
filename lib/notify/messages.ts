import { and, count, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { messages } from "#db/schema/notify.ts";
import { command, query } from "../operation/index.ts";
import { organisationOf } from "./organisation.ts";

export const MESSAGES_PER_PAGE = 30;

/** Where a page ended; one that cannot be read means the first page. */
const Cursor = z
  .string()
  .transform((text) => text.split("_"))
  .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
  .optional()
  .catch(undefined);

/** The messages of the actor's organisation, the newest first, page by page. */
export const listMessages = query(
  "notify.read",
  z.object({ after: Cursor }),
  async ({ db, actor }, { after }) => {
    const mine = eq(messages.organisation, organisationOf(actor));
    const beyond = after
      ? sql`(${messages.at}, ${messages.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : undefined;
    const rows = await db
      .select({
        id: messages.id,
        kind: messages.kind,
        subject: messages.subject,
        body: messages.body,
        href: messages.href,
        at: messages.at,
        readAt: messages.readAt,
      })
      .from(messages)
      .where(and(mine, beyond))
      .orderBy(desc(messages.at), desc(messages.id))
      .limit(MESSAGES_PER_PAGE + 1);
    const page = rows.slice(0, MESSAGES_PER_PAGE);
    const last = rows.length > MESSAGES_PER_PAGE ? page.at(-1) : undefined;
    return { page, after: last && `${last.at.toISOString()}_${last.id}` };
  },
);
export type ListedMessage = Awaited<ReturnType<typeof listMessages>>["page"][number];

/** How many messages of the actor's organisation nobody has read. */
export const countUnread = query("notify.read", z.object({}), async ({ db, actor }) => {
  const [row] = await db
    .select({ unread: count() })
    .from(messages)
    .where(and(eq(messages.organisation, organisationOf(actor)), isNull(messages.readAt)));
  return row?.unread ?? 0;
});

/**
 * Marks as read, for the whole organisation, the messages that the person had before their eyes: what
 * came since stays unread. Another organisation's are not found, and are left alone.
 */
export const markRead = command(
  "notify.read",
  z.object({ messageIds: z.array(z.uuid()).min(1).max(MESSAGES_PER_PAGE) }),
  async ({ db, actor, now }, { messageIds }) => {
    const organisation = organisationOf(actor);
    const marked = await db
      .update(messages)
      .set({ readAt: now, readBy: actor.accountId })
      .where(
        and(
          eq(messages.organisation, organisation),
          inArray(messages.id, messageIds),
          isNull(messages.readAt),
        ),
      )
      .returning({ id: messages.id });
    const ids = marked.map(({ id }) => id);
    return {
      result: { marked: ids.length },
      audit: { entity: "message", entityId: ids[0] ?? organisation, detail: { ids } },
    };
  },
);
