import { createHash } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { batches, quarantine, submissions } from "#db/schema/intake.ts";
import { enterprises } from "#db/schema/registry.ts";
import type { ActorOf } from "../access/model.ts";
import { dayOf } from "../kernel/calendar.ts";
import { someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command } from "../operation/index.ts";
import { rowsAsSent } from "./as-sent.ts";
import { isItemId, itemOf, type ItemId } from "./catalogue.ts";
import { correctionKey } from "./correction-link.ts";
import { correctedRow, typedShape } from "./correction-form.ts";
import { registeredEnterprises } from "./enterprises.ts";
import { makeJudge } from "./judge.ts";
import type { Quarantined } from "./landing.ts";
import type { RowProblem } from "./model.ts";
import { storeSubmission } from "./submissions.ts";

const quarantineId = z.coerce.number().int().positive();

/** What a quarantined row says once a person has corrected it, and where it stood. */
type Held = Readonly<{ id: number; batchId: number; item: ItemId; line: number; raw: object }>;

/**
 * Sends a quarantined row again, with the values that a person of the owning department has typed. It is
 * checked here as intake will check it: what is still wrong comes back with its field, and the form keeps
 * what was typed. What is right waits as a submission of one row, lands as a batch of one, and settles
 * the quarantined row in the same transaction.
 */
export const correctQuarantined = command(
  "intake.correct",
  z.object({
    quarantineId,
    /** By column name, as `readQuarantinedRow` gives them. */
    values: z.record(z.string().max(200), z.string().max(20_000)),
  }),
  async ({ db, actor, now }, { quarantineId: id, values }) => {
    const held = await lockOpen(db, actor, id);
    await refusePending(db, id);
    const typed = correctedRow(held.item, typedShape(held.item, held.raw), values);
    const wrong = await problemIn(db, held.item, typed, dayOf(now));
    if (wrong) {
      throw new Refusal("invalid", `intake.${wrong.rule}`, wrong.message, {
        fields: [{ path: wrong.field, message: wrong.message }],
      });
    }
    const bytes = Buffer.from(`${JSON.stringify(typed)}\n`);
    const submissionId = await storeSubmission(db, {
      departmentId: actor.departmentId,
      item: held.item,
      channel: "file",
      accountId: actor.accountId,
      idempotencyKey: correctionKey(id),
      fileName: `更正：批次 ${held.batchId} 第 ${held.line} 行`,
      bytes,
      // Two rows corrected to say the same are two corrections.
      contentHash: createHash("sha256")
        .update(`${correctionKey(id)}\n`)
        .update(bytes)
        .digest("hex"),
      now,
    });
    return {
      result: { submissionId },
      audit: {
        entity: "quarantine",
        entityId: String(id),
        detail: { item: held.item, batchId: held.batchId, line: held.line, submissionId },
      },
    };
  },
);

/** Gives a quarantined row up, with the reason: the department will not send it again. */
export const dismissQuarantined = command(
  "intake.correct",
  z.object({ quarantineId, reason: someText("不再报送的原因", { minimum: 2, maximum: 200 }) }),
  async ({ db, actor, now }, { quarantineId: id, reason }) => {
    const held = await lockOpen(db, actor, id);
    await refusePending(db, id);
    await db
      .update(quarantine)
      .set({
        status: "dismissed",
        settledBy: actor.accountId,
        settledAt: now,
        settledReason: reason,
      })
      .where(eq(quarantine.id, id));
    return {
      result: null,
      audit: {
        entity: "quarantine",
        entityId: String(id),
        detail: { item: held.item, batchId: held.batchId, line: held.line, reason },
      },
    };
  },
);

/** Held until the command ends, so that of two people one finds it settled or under way. */
async function lockOpen(db: Db, actor: ActorOf<"department">, id: number): Promise<Held> {
  const [row] = await db
    .select({
      id: quarantine.id,
      batchId: quarantine.batchId,
      line: quarantine.line,
      status: quarantine.status,
    })
    .from(quarantine)
    .where(eq(quarantine.id, id))
    .for("update");
  const item = row && (await itemOfBatch(db, row.batchId));
  if (!row || !item || itemOf(item).department !== actor.departmentId)
    throw new Refusal("not_found", "intake.no_row", "未找到该隔离行。");
  if (row.status !== "open") {
    const word = row.status === "corrected" ? "已更正" : "已标记为不再报送";
    throw new Refusal("conflict", "intake.settled", `该行${word}，请刷新页面。`);
  }
  const raw = (await rowsAsSent(db, actor, [id])).get(id);
  if (!raw) throw new Refusal("not_found", "intake.no_row", "未找到该隔离行。");
  return { ...row, item, raw };
}

async function itemOfBatch(db: Db, batchId: number): Promise<ItemId | null> {
  const [batch] = await db
    .select({ item: batches.itemId })
    .from(batches)
    .where(eq(batches.id, batchId));
  return batch && isItemId(batch.item) ? batch.item : null;
}

async function refusePending(db: Db, id: number) {
  const [pending] = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(
      and(
        eq(submissions.idempotencyKey, correctionKey(id)),
        inArray(submissions.status, ["queued", "processing"]),
      ),
    )
    .limit(1);
  if (pending)
    throw new Refusal("conflict", "intake.correction_pending", "该行的更正正在处理，请稍候刷新。");
}

async function problemIn(
  db: Db,
  item: ItemId,
  typed: ReturnType<typeof correctedRow>,
  today: string,
): Promise<RowProblem | null> {
  const known = registeredEnterprises(async (usccs) => {
    const rows = await db
      .select({ uscc: enterprises.uscc })
      .from(enterprises)
      .where(inArray(enterprises.uscc, [...usccs]));
    return rows.map(({ uscc }) => uscc);
  });
  const row = typed.read();
  if (!("problem" in row)) await known.prepare([row.uscc]);
  const bad: Quarantined[] = [];
  makeJudge(itemOf(item), today, known)(row, [], bad);
  return bad[0] ?? null;
}
