import { and, count, eq, inArray, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { applications } from "#db/schema/lending.ts";
import type { ActorOf } from "../../access/model.ts";
import { query } from "../../operation/index.ts";
import { isOpen, openStates } from "../lifecycle.ts";
import {
  applicationStates,
  inboxFilters,
  type ApplicationState,
  type InboxFilter,
} from "../model.ts";
import { lastEvent, visibleTo } from "../move.ts";
import { waitingOf } from "../waiting.ts";
import { applicationRows, beyond, Cursor, cut, inOrder, PAGE_SIZE } from "./rows.ts";

const Asked = z.object({ filter: z.enum(inboxFilters).catch("open"), after: Cursor });

/**
 * The institution's applications. Where it owes the next step, whoever has waited longest comes
 * first; what is finished is read from the newest.
 */
export const inbox = query(
  "application.inbox",
  Asked,
  async ({ db, actor, now }, { filter, after }) => {
    const last = lastEvent(db);
    const waits = filter === "open" || (filter !== "all" && isOpen(filter));
    const direction = waits ? "asc" : "desc";
    const [rows, counts] = await Promise.all([
      applicationRows(db, last)
        .where(and(visibleTo(actor), inState(last.state, filter), beyond(after, direction)))
        .orderBy(inOrder(direction))
        .limit(PAGE_SIZE + 1),
      countsByState(db, actor),
    ]);
    const { page, after: next } = cut(rows);
    const withWaiting = page.map((row) => ({ ...row, waiting: waitingOf(row, now) }));
    return { filter, page: withWaiting, after: next, counts };
  },
);
export type InboxRow = Awaited<ReturnType<typeof inbox>>["page"][number];

type StateColumn = ReturnType<typeof lastEvent>["state"];

function inState(state: StateColumn, filter: InboxFilter): SQL | undefined {
  if (filter === "all") return undefined;
  return filter === "open" ? inArray(state, [...openStates]) : eq(state, filter);
}

/** How many of the institution's applications stand in each state; every state is named. */
async function countsByState(db: Db, actor: ActorOf<"loan_officer">) {
  const last = lastEvent(db);
  const rows = await db
    .select({ state: last.state, count: count() })
    .from(applications)
    .innerJoinLateral(last, sql`true`)
    .where(visibleTo(actor))
    .groupBy(last.state);
  const found = new Map(rows.map((row) => [row.state, row.count]));
  const entries = applicationStates.map((state) => [state, found.get(state) ?? 0] as const);
  return Object.fromEntries(entries) as Record<ApplicationState, number>; // One entry for each state.
}
