import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { batches, submissions } from "#db/schema/intake.ts";
import { newId } from "../kernel/ids.ts";
import { someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command } from "../operation/index.ts";
import { isItemId, itemOf, type ItemId } from "./catalogue.ts";
import { contentHashOf } from "./ingest-file.ts";
import type { BatchChannel } from "./model.ts";
import { formatOfSent, isPacked } from "#lib/kernel/files/detect.ts";

/** 200 MB: a year of a province's invoices is packed smaller. */
export const MAX_SUBMISSION_BYTES = 200 * 1024 * 1024;
/** Content that is worth packing before it is stored. */
const PACKED_FROM = 64 * 1024;

export type Receipt =
  | Readonly<{ state: "queued"; submissionId: string }>
  /** The same content is here already and waits for its turn. */
  | Readonly<{ state: "waiting"; submissionId: string }>
  /** The same content has landed before: nothing would change. */
  | Readonly<{ state: "landed"; batchId: number; landedAt: Date | null }>;

export type NewSubmission = Readonly<{
  departmentId: string;
  item: ItemId;
  channel: BatchChannel;
  accountId: string;
  clientId?: string;
  idempotencyKey?: string;
  fileName: string;
  bytes: Uint8Array;
  /** SHA-256 of the bytes unless the caller tells submissions apart by more. */
  contentHash?: string;
  now: Date;
}>;

/**
 * Takes a file of an item from a person of the department that owns it. It is kept as it came and
 * worked on by the intake worker: what is received is not lost, whatever happens to a process.
 */
export const receiveSubmission = command(
  "intake.submit",
  z.object({
    item: z.string().refine(isItemId, { error: "没有这个数据项。" }),
    fileName: someText("文件名", { maximum: 200 }),
    bytes: z.instanceof(Uint8Array, { error: "请选择文件。" }),
  }),
  async ({ db, actor, now }, { item, fileName, bytes }) => {
    refuseForeign(item, actor.departmentId);
    const contentHash = contentHashOf(bytes);
    const receipt =
      (await receiptOf(db, item, contentHash)) ??
      ({
        state: "queued",
        submissionId: await storeSubmission(db, {
          departmentId: actor.departmentId,
          item,
          channel: "file",
          accountId: actor.accountId,
          fileName,
          bytes,
          contentHash,
          now,
        }),
      } satisfies Receipt);
    return {
      result: receipt satisfies Receipt as Receipt, // Widened to the union.
      audit: {
        entity: "item",
        entityId: item,
        detail: { fileName, contentHash, bytes: bytes.length, ...receipt },
      },
    };
  },
);

/** Refuses an item that another department answers for. */
export function refuseForeign(item: ItemId, departmentId: string) {
  if (itemOf(item).department === departmentId) return;
  const message = `“${itemOf(item).name}”由其他部门报送。`;
  throw new Refusal("forbidden", "intake.foreign_item", message);
}

async function receiptOf(db: Db, item: ItemId, contentHash: string): Promise<Receipt | null> {
  const [landed] = await db
    .select({ batchId: batches.id, landedAt: batches.finishedAt })
    .from(batches)
    .where(
      and(
        eq(batches.itemId, item),
        eq(batches.contentHash, contentHash),
        eq(batches.status, "landed"),
      ),
    );
  if (landed) return { state: "landed", ...landed };
  const [waiting] = await db
    .select({ submissionId: submissions.id })
    .from(submissions)
    .where(
      and(
        eq(submissions.itemId, item),
        eq(submissions.contentHash, contentHash),
        inArray(submissions.status, ["queued", "processing"]),
      ),
    )
    .limit(1);
  return waiting ? { state: "waiting", ...waiting } : null;
}

/** Keeps what was received until it has become a batch. For files, corrections and pushes alike. */
export async function storeSubmission(db: Db, submission: NewSubmission): Promise<string> {
  const { bytes, departmentId, item, channel, accountId, fileName, now } = submission;
  if (bytes.length === 0)
    throw new Refusal("invalid", "intake.empty_file", "文件是空的，请核对后重新上传。");
  if (bytes.length > MAX_SUBMISSION_BYTES)
    throw new Refusal("invalid", "intake.too_large", "文件超过 200 MB，请压缩或拆分后重新上传。");
  const id = newId(now.getTime());
  await db.insert(submissions).values({
    id,
    departmentId,
    itemId: item,
    channel,
    accountId,
    clientId: submission.clientId ?? null,
    idempotencyKey: submission.idempotencyKey ?? null,
    fileName,
    format: formatOfSent(bytes),
    contentHash: submission.contentHash ?? contentHashOf(bytes),
    content: await packed(bytes),
    status: "queued",
    receivedAt: now,
  });
  return id;
}

/** Text is a tenth of itself when packed; readers see by the bytes that it is. */
async function packed(bytes: Uint8Array): Promise<Buffer> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return content.length < PACKED_FROM || isPacked(content)
    ? content
    : await promisify(gzip)(content, { level: 3 });
}
