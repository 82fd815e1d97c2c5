import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { submissions } from "#db/schema/intake.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { isItemId } from "../catalogue.ts";
import { contentHashOf } from "../ingest-file.ts";
import { refuseForeign, storeSubmission } from "../submissions.ts";

/**
 * Takes a batch that a department's program pushes. The program's own key makes it one submission,
 * however often and however much at once it is sent; the same key with anything else is refused.
 */
export const pushBatch = command(
  "intake.submit",
  z.object({
    item: z.string({ error: "请在地址中以 item 指明数据项。" }).refine(isItemId, {
      error: "目录中没有这个数据项。",
    }),
    bytes: z.instanceof(Uint8Array),
    clientId: z.string(),
    idempotencyKey: z.string(),
  }),
  async ({ db, actor, now }, { item, bytes, clientId, idempotencyKey }) => {
    refuseForeign(item, actor.departmentId);
    const contentHash = contentHashOf(bytes);
    // Requests of one key take turns, so that all but the first find what it stored.
    await db.execute(sql`
      select pg_advisory_xact_lock(hashtextextended('intake.push:' || ${clientId}::text || ' ' || ${idempotencyKey}::text, 0))`);
    const [before] = await db
      .select({
        id: submissions.id,
        itemId: submissions.itemId,
        contentHash: submissions.contentHash,
      })
      .from(submissions)
      .where(
        and(eq(submissions.clientId, clientId), eq(submissions.idempotencyKey, idempotencyKey)),
      );
    if (before && (before.itemId !== item || before.contentHash !== contentHash)) {
      throw new Refusal(
        "conflict",
        "api.idempotency_conflict",
        "该 Idempotency-Key 已用于内容不同的请求，请换一个新的 key。",
      );
    }
    const submissionId =
      before?.id ??
      (await storeSubmission(db, {
        departmentId: actor.departmentId,
        item,
        channel: "push",
        accountId: actor.accountId,
        clientId,
        idempotencyKey,
        fileName: `推送 ${idempotencyKey}`,
        bytes,
        contentHash,
        now,
      }));
    return {
      result: { submissionId },
      audit: {
        entity: "submission",
        entityId: submissionId,
        detail: {
          item,
          clientId,
          contentHash,
          bytes: bytes.length,
          repeated: before !== undefined,
        },
      },
    };
  },
);
