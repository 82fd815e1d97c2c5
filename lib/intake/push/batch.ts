import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { batches, items, quarantine } from "#db/schema/intake.ts";
import type { ActorOf } from "../../access/model.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { query } from "../../operation/index.ts";
import { rowsAsSent } from "../as-sent.ts";
import { visibleTo } from "../queries.ts";
import { fieldLabel, saidIn } from "./said.ts";

type Seeing = ActorOf<"operator" | "department">;

const batchId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const ROWS_PER_PAGE = 50;

const head = {
  id: batches.id,
  itemId: batches.itemId,
  itemName: items.name,
  source: batches.source,
  channel: batches.channel,
  status: batches.status,
  received: batches.received,
  accepted: batches.accepted,
  superseded: batches.superseded,
  duplicate: batches.duplicate,
  quarantined: batches.quarantined,
  startedAt: batches.startedAt,
  finishedAt: batches.finishedAt,
} as const;

async function visibleBatch(db: Db, actor: Seeing, id: number) {
  const [batch] = await db
    .select(head)
    .from(batches)
    .innerJoin(items, eq(items.id, batches.itemId))
    .where(and(eq(batches.id, id), visibleTo(actor)));
  if (!batch) throw new Refusal("not_found", "intake.no_batch", "未找到该批次。");
  return batch;
}

const row = {
  id: quarantine.id,
  line: quarantine.line,
  field: quarantine.field,
  rule: quarantine.rule,
  message: quarantine.message,
  status: quarantine.status,
} as const;

/** A batch with a page of its quarantined rows: those that wait for the department, or all. */
export const readBatch = query(
  "intake.overview",
  z.object({
    batchId,
    show: z.enum(["open", "all"]).default("open").catch("open"),
    page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
  }),
  async ({ db, actor }, { batchId: id, show, page }) => {
    const batch = await visibleBatch(db, actor, id);
    const counts = await db
      .select({ status: quarantine.status, rows: count() })
      .from(quarantine)
      .where(eq(quarantine.batchId, id))
      .groupBy(quarantine.status);
    const of = (status: string) => counts.find((one) => one.status === status)?.rows ?? 0;
    const all = counts.reduce((sum, { rows }) => sum + rows, 0);
    const rows = await db
      .select(row)
      .from(quarantine)
      .where(
        and(
          eq(quarantine.batchId, id),
          show === "open" ? eq(quarantine.status, "open") : undefined,
        ),
      )
      .orderBy(asc(quarantine.line), asc(quarantine.id))
      .limit(ROWS_PER_PAGE)
      .offset((page - 1) * ROWS_PER_PAGE);
    const sent = await rowsAsSent(db, actor, idsOf(rows));
    return {
      batch,
      open: of("open"),
      corrected: of("corrected"),
      dismissed: of("dismissed"),
      show,
      rows: rows.map((one) => ({
        ...one,
        fieldLabel: fieldLabel(batch.itemId, one.field),
        said: saidIn(batch.itemId, sent.get(one.id) ?? {}),
      })),
      page,
      pageCount: Math.ceil((show === "open" ? of("open") : all) / ROWS_PER_PAGE),
    };
  },
);
export type BatchView = Awaited<ReturnType<typeof readBatch>>;

const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

/** As many rows as a spreadsheet shows without trouble; a batch with more has another problem. */
const MOST_EXPORTED = 100_000;

/** All quarantined rows of a batch as they were sent, for the department to mend in its own tools. */
export const exportQuarantine = query(
  "intake.overview",
  z.object({ batchId }),
  async ({ db, actor }, { batchId: id }) => {
    const batch = await visibleBatch(db, actor, id);
    const rows = await db
      .select(row)
      .from(quarantine)
      .where(eq(quarantine.batchId, id))
      .orderBy(asc(quarantine.line), asc(quarantine.id))
      .limit(MOST_EXPORTED);
    const sent = await rowsAsSent(db, actor, idsOf(rows));
    return { batch, rows: rows.map((one) => ({ ...one, raw: sent.get(one.id) ?? {} })) };
  },
);

const BATCHES_PER_PAGE = 30;

const open = sql<number>`(
  select count(*)::int from ${quarantine} where ${quarantine.batchId} = ${batches.id} and ${quarantine.status} = 'open')`;

/** Batches that have arrived, the newest first, page by page: all, or those with rows that wait. */
export const listOwnBatches = query(
  "intake.submit",
  z.object({
    item: z.string().default("").catch(""),
    show: z.enum(["all", "open"]).default("all").catch("all"),
    page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
  }),
  async ({ db, actor }, { item, show, page }) => {
    const which = and(
      visibleTo(actor),
      item ? eq(batches.itemId, item) : undefined,
      show === "open" ? sql`${open} > 0` : undefined,
    );
    const rows = await db
      .select({ ...head, open })
      .from(batches)
      .innerJoin(items, eq(items.id, batches.itemId))
      .where(which)
      .orderBy(desc(batches.id))
      .limit(BATCHES_PER_PAGE)
      .offset((page - 1) * BATCHES_PER_PAGE);
    const [found] = await db
      .select({ rows: count() })
      .from(batches)
      .innerJoin(items, eq(items.id, batches.itemId))
      .where(which);
    const total = found?.rows ?? 0;
    return { rows, show, page, total, pageCount: Math.ceil(total / BATCHES_PER_PAGE) };
  },
);
export type OwnBatch = Awaited<ReturnType<typeof listOwnBatches>>["rows"][number];
