import { asc, count, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { batches, items, quarantine } from "#db/schema/intake.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";

/** The latest batches, with how each is accounted for. */
export const listBatches = query("intake.overview", z.object({}), ({ db }) =>
  db
    .select({
      id: batches.id,
      itemName: items.name,
      source: batches.source,
      status: batches.status,
      received: batches.received,
      accepted: batches.accepted,
      superseded: batches.superseded,
      duplicate: batches.duplicate,
      quarantined: batches.quarantined,
      startedAt: batches.startedAt,
      finishedAt: batches.finishedAt,
    })
    .from(batches)
    .innerJoin(items, eq(items.id, batches.itemId))
    .orderBy(desc(batches.id))
    .limit(100),
);

const PAGE_SIZE = 50;

/** The rows of one batch that could not be kept, by line, with the rules they broke. */
export const readQuarantine = query(
  "intake.overview",
  z.object({
    batchId: z.coerce.number().int().positive(),
    page: z.coerce.number().int().min(1).default(1),
  }),
  async ({ db }, { batchId, page }) => {
    const [batch] = await db
      .select({
        id: batches.id,
        itemName: items.name,
        source: batches.source,
        quarantined: batches.quarantined,
      })
      .from(batches)
      .innerJoin(items, eq(items.id, batches.itemId))
      .where(eq(batches.id, batchId));
    if (!batch) throw new Refusal("not_found", "intake.no_batch", "未找到该批次。");
    const rows = await db
      .select({
        id: quarantine.id,
        line: quarantine.line,
        field: quarantine.field,
        rule: quarantine.rule,
        message: quarantine.message,
        raw: sql<string>`left(${quarantine.raw}::text, 300)`,
      })
      .from(quarantine)
      .where(eq(quarantine.batchId, batchId))
      .orderBy(asc(quarantine.line), asc(quarantine.id))
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE);
    const [found] = await db
      .select({ n: count() })
      .from(quarantine)
      .where(eq(quarantine.batchId, batchId));
    return { batch, rows, page, pageCount: Math.ceil((found?.n ?? 0) / PAGE_SIZE) };
  },
);
