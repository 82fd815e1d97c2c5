import { and, count, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { batches, quarantine, submissions } from "#db/schema/intake.ts";
import { departmentName } from "../registry/departments.ts";
import { query } from "../operation/index.ts";
import { catalogue, type ItemId } from "./catalogue.ts";

/** How an item arrives: when it last did, and how many of the enterprises there are it tells of. */
export type ItemArrival = Readonly<{
  lastArrivedAt: Date | null;
  /** Whether that is within the item's promise; null: it never came. */
  isFresh: boolean | null;
  /** Enterprises in the registry and those with a current row; null: not counted yet. */
  registered: number | null;
  covered: number | null;
  countedAt: Date | null;
}>;

type Row = Readonly<{
  itemId: string;
  lastArrivedAt: string | null;
  registered: number | null;
  covered: number | null;
  countedAt: string | null;
}>;

/** The figures of the last month that was counted, over all regions. */
async function arrivals(db: Db, now: Date): Promise<(id: ItemId, freshDays: number) => ItemArrival> {
  const rows = await db.execute<Row>(sql`
    with counted as (
      select distinct on (q.item_id) q.item_id, q.month from intake.quality q
      order by q.item_id, q.month desc
    ), figures as (
      select q.item_id, sum(q.registered)::int as registered, sum(q.covered)::int as covered,
        max(q.computed_at) as counted_at
      from intake.quality q join counted c on c.item_id = q.item_id and c.month = q.month
      group by q.item_id
    )
    select i.id as "itemId", f.registered, f.covered, f.counted_at as "countedAt",
      (select max(b.finished_at) from intake.batch b
       where b.item_id = i.id and b.status = 'landed'
         -- A public list that names nobody has arrived too.
         and (b.received > b.quarantined or (b.received = 0 and i.sharing = 'public'))) as "lastArrivedAt"
    from intake.item i left join figures f on f.item_id = i.id`);
  const found = new Map(rows.map((row) => [row.itemId, row]));
  return (id, freshDays) => {
    const row = found.get(id);
    const lastArrivedAt = instant(row?.lastArrivedAt);
    return {
      lastArrivedAt,
      isFresh:
        lastArrivedAt && now.getTime() - lastArrivedAt.getTime() <= freshDays * 86_400_000,
      registered: row?.registered ?? null,
      covered: row?.covered ?? null,
      countedAt: instant(row?.countedAt),
    };
  };
}

const instant = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

/** Every item of the catalogue: whose it is, how it is shared, what for, and how it arrives. */
export const readCatalogue = query("intake.catalogue", z.object({}), async ({ db, now }) => {
  const arrivalOf = await arrivals(db, now);
  return catalogue.map((item) => ({
    id: item.id,
    name: item.name,
    class: item.class,
    departmentName: departmentName(item.department),
    sharing: item.sharing,
    period: item.period,
    freshDays: item.freshDays,
    timelyWorkingDays: item.timelyWorkingDays,
    uses: item.uses,
    ...arrivalOf(item.id, item.freshDays),
  }));
});
export type CatalogueRow = Awaited<ReturnType<typeof readCatalogue>>[number];

/** The department's own items, with what waits for it in each. */
export const readDepartmentOverview = query(
  "intake.submit",
  z.object({}),
  async ({ db, actor, now }) => {
    const own = catalogue.filter(({ department }) => department === actor.departmentId);
    const ids = own.map(({ id }) => id);
    const arrivalOf = await arrivals(db, now);
    const open = await db
      .select({ itemId: batches.itemId, rows: count() })
      .from(quarantine)
      .innerJoin(batches, eq(batches.id, quarantine.batchId))
      .where(and(eq(quarantine.status, "open"), inArray(batches.itemId, ids)))
      .groupBy(batches.itemId);
    const [waiting] = await db
      .select({ files: count() })
      .from(submissions)
      .where(
        and(
          eq(submissions.departmentId, actor.departmentId),
          inArray(submissions.status, ["queued", "processing"]),
        ),
      );
    const openOf = new Map(open.map(({ itemId, rows }) => [itemId, rows]));
    return {
      waiting: waiting?.files ?? 0,
      items: own.map((item) => ({
        id: item.id,
        name: item.name,
        class: item.class,
        freshDays: item.freshDays,
        openQuarantine: openOf.get(item.id) ?? 0,
        ...arrivalOf(item.id, item.freshDays),
      })),
    };
  },
);
export type DepartmentItem = Awaited<ReturnType<typeof readDepartmentOverview>>["items"][number];

/** Items that a department sends, as a form's choices, in the catalogue's order. */
export const ownItems = query("intake.submit", z.object({}), async ({ actor }) =>
  catalogue
    .filter(({ department }) => department === actor.departmentId)
    .map(({ id, name }) => ({ id, name })),
);
