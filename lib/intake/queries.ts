import { and, desc, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import { batches, items, quarantine, submissions } from "#db/schema/intake.ts";
import type { ActorOf } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";
import { correctionsAsSent, rowsAsSent } from "./as-sent.ts";
import { isItemId } from "./catalogue.ts";
import { correctionFields } from "./correction-form.ts";
import { correctionKey } from "./correction-link.ts";

/** The operator sees everything that came in, a department what it answers for. */
export const visibleTo = (actor: ActorOf<"operator" | "department">): SQL | undefined =>
  actor.role === "operator" ? undefined : eq(items.departmentId, actor.departmentId);

/** The latest batches, with how each is accounted for. */
export const listBatches = query("intake.overview", z.object({}), ({ db, actor }) =>
  db
    .select({
      id: batches.id,
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
    })
    .from(batches)
    .innerJoin(items, eq(items.id, batches.itemId))
    .where(visibleTo(actor))
    .orderBy(desc(batches.id))
    .limit(100),
);

/** The latest submissions: what waits, what is worked on, and what became of it. */
export const listSubmissions = query("intake.overview", z.object({}), ({ db, actor }) =>
  db
    .select({
      id: submissions.id,
      itemName: items.name,
      fileName: submissions.fileName,
      channel: submissions.channel,
      format: submissions.format,
      status: submissions.status,
      progress: submissions.progress,
      failure: submissions.failure,
      batchId: submissions.batchId,
      receivedAt: submissions.receivedAt,
      finishedAt: submissions.finishedAt,
    })
    .from(submissions)
    .innerJoin(items, eq(items.id, submissions.itemId))
    .where(visibleTo(actor))
    .orderBy(desc(submissions.receivedAt), desc(submissions.id))
    .limit(100),
);

/** A correction that was sent: what became of it, and what was typed where it has not landed. */
export type CorrectionAttempt = Readonly<{
  submissionId: string;
  status: string;
  failure: string | null;
  receivedAt: Date;
  typed: Readonly<Record<string, string>> | null;
}>;

/** One quarantined row with the form to correct it, and the corrections so far. */
export const readQuarantinedRow = query(
  "intake.overview",
  z.object({ quarantineId: z.coerce.number().int().positive() }),
  async ({ db, actor }, { quarantineId }) => {
    const [row] = await db
      .select({
        id: quarantine.id,
        batchId: quarantine.batchId,
        item: items.id,
        itemName: items.name,
        departmentId: items.departmentId,
        line: quarantine.line,
        field: quarantine.field,
        rule: quarantine.rule,
        message: quarantine.message,
        status: quarantine.status,
        settledAt: quarantine.settledAt,
        settledReason: quarantine.settledReason,
        correctedBatchId: quarantine.correctedBatchId,
      })
      .from(quarantine)
      .innerJoin(batches, eq(batches.id, quarantine.batchId))
      .innerJoin(items, eq(items.id, batches.itemId))
      .where(and(eq(quarantine.id, quarantineId), visibleTo(actor)));
    if (!row || !isItemId(row.item))
      throw new Refusal("not_found", "intake.no_row", "未找到该隔离行。");
    const sent = await db
      .select({
        submissionId: submissions.id,
        status: submissions.status,
        failure: submissions.failure,
        receivedAt: submissions.receivedAt,
      })
      .from(submissions)
      .where(eq(submissions.idempotencyKey, correctionKey(quarantineId)))
      .orderBy(desc(submissions.receivedAt), desc(submissions.id))
      .limit(10);
    const typed = await correctionsAsSent(db, actor, quarantineId);
    const attempts = sent.map((attempt): CorrectionAttempt => ({
      ...attempt,
      typed: typed.get(attempt.submissionId) ?? null,
    }));
    const raw = (await rowsAsSent(db, actor, [quarantineId])).get(quarantineId) ?? {};
    return { ...row, raw, fields: correctionFields(row.item, raw), attempts };
  },
);
