import { and, asc, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import { batches, items, quarantine, submissions } from "#db/schema/intake.ts";
import type { ActorOf } from "../../access/model.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { query } from "../../operation/index.ts";
import { rowsAsSent } from "../as-sent.ts";

/** The operator sees everything that came in, a department what it sent itself. */
const visibleTo = (actor: ActorOf<"operator" | "department">): SQL | undefined =>
  actor.role === "operator" ? undefined : eq(submissions.departmentId, actor.departmentId);

const ROWS_PER_PAGE = 200;

/**
 * Where a submission stands: rows read so far, and once it has landed what became of each of them, with
 * a page of those in quarantine. What is not the department's own is not found.
 */
export const readSubmission = query(
  "intake.overview",
  z.object({
    submissionId: z.string(),
    page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
  }),
  async ({ db, actor }, { submissionId, page }) => {
    const known = z.uuid().safeParse(submissionId);
    const [found] = known.success
      ? await db
          .select({
            id: submissions.id,
            itemId: submissions.itemId,
            itemName: items.name,
            fileName: submissions.fileName,
            channel: submissions.channel,
            status: submissions.status,
            progress: submissions.progress,
            failure: submissions.failure,
            receivedAt: submissions.receivedAt,
            finishedAt: submissions.finishedAt,
            batchId: submissions.batchId,
            received: batches.received,
            accepted: batches.accepted,
            superseded: batches.superseded,
            duplicate: batches.duplicate,
            quarantined: batches.quarantined,
          })
          .from(submissions)
          .innerJoin(items, eq(items.id, submissions.itemId))
          .leftJoin(batches, eq(batches.id, submissions.batchId))
          .where(and(eq(submissions.id, known.data), visibleTo(actor)))
      : [];
    if (!found) throw new Refusal("not_found", "intake.no_submission", "未找到该次报送。");
    const { batchId, received, accepted, superseded, duplicate, quarantined, ...submission } =
      found;
    if (batchId === null) return { ...submission, batch: null, rows: [], page: 1, pageCount: 0 };
    const rows = await db
      .select({
        id: quarantine.id,
        line: quarantine.line,
        field: quarantine.field,
        rule: quarantine.rule,
        message: quarantine.message,
        status: quarantine.status,
      })
      .from(quarantine)
      .where(eq(quarantine.batchId, batchId))
      .orderBy(asc(quarantine.line), asc(quarantine.id))
      .limit(ROWS_PER_PAGE)
      .offset((page - 1) * ROWS_PER_PAGE);
    const batch = {
      id: batchId,
      received: received ?? 0,
      accepted: accepted ?? 0,
      superseded: superseded ?? 0,
      duplicate: duplicate ?? 0,
      quarantined: quarantined ?? 0,
    };
    const sent = await rowsAsSent(
      db,
      actor,
      rows.map(({ id }) => id),
    );
    return {
      ...submission,
      batch,
      rows: rows.map((row) => ({ ...row, raw: sent.get(row.id) ?? null })),
      page,
      pageCount: Math.ceil(batch.quarantined / ROWS_PER_PAGE),
    };
  },
);
export type SubmissionView = Awaited<ReturnType<typeof readSubmission>>;
