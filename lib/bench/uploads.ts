import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { benchParts, benchTables } from "#db/schema/bench.ts";
import { formatOfSent } from "../kernel/files/detect.ts";
import { newId } from "../kernel/ids.ts";
import { someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command } from "../operation/index.ts";
import { MAX_TABLE_BYTES, TABLE_HOURS } from "./model.ts";
import { tableNotFound } from "./queries.ts";
import { storeRun } from "./runs.ts";

/** What was received, on disk: it is read in portions and never held as a whole. */
export type ReceivedFile = Readonly<{
  bytes: number;
  /** Lower-case hex SHA-256. */
  hash: string;
  portions: () => AsyncIterable<Buffer>;
}>;

const isReceived = (given: unknown): given is ReceivedFile =>
  typeof given === "object" && given !== null && "portions" in given && "hash" in given;

/**
 * Keeps a table for the bench and has its columns looked at. The same content that is here already is
 * not kept twice. Refused: what is empty, too large, or no table of comma separated values.
 */
export const receiveTable = command(
  "bench.upload",
  z.object({
    fileName: someText("文件名", { maximum: 200 }),
    file: z.custom<ReceivedFile>(isReceived, { error: "请选择文件。" }),
  }),
  async ({ db, actor, now }, { fileName, file }) => {
    if (file.bytes === 0)
      throw new Refusal("invalid", "bench.empty_table", "文件是空的，请核对后重新上传。");
    if (file.bytes > MAX_TABLE_BYTES) throw new Refusal("invalid", "bench.too_large", tooLargeText);
    // The same content from yesterday is no longer to be seen, though the job has not come by yet.
    await forget(db, null, now);
    const kept = await keptTable(db, file.hash);
    const tableId =
      kept ?? (await storeTable(db, { fileName, file, accountId: actor.accountId, now }));
    return {
      result: { tableId, known: kept !== null },
      audit: {
        entity: "bench_table",
        entityId: tableId,
        detail: { fileName, bytes: file.bytes, hash: file.hash, known: kept !== null },
      },
    };
  },
);

export const tooLargeText = `文件超过 ${MAX_TABLE_BYTES / 1024 / 1024} MB，请用 gzip 压缩（.gz）或抽样后上传。`;

async function keptTable(db: Db, hash: string): Promise<string | null> {
  const [table] = await db
    .select({ id: benchTables.id })
    .from(benchTables)
    .where(and(eq(benchTables.hash, hash), isNull(benchTables.forgottenAt)));
  return table?.id ?? null;
}

type NewTable = Readonly<{ fileName: string; file: ReceivedFile; accountId: string; now: Date }>;

async function storeTable(db: Db, { fileName, file, accountId, now }: NewTable): Promise<string> {
  const id = newId(now.getTime());
  const stored = await db
    .insert(benchTables)
    .values({
      id,
      accountId,
      fileName,
      bytes: file.bytes,
      hash: file.hash,
      receivedAt: now,
      keepUntil: new Date(now.getTime() + TABLE_HOURS * 3_600_000),
    })
    .onConflictDoNothing()
    .returning({ id: benchTables.id });
  // Somebody was quicker with the same content.
  const quicker = stored.length === 0 ? await keptTable(db, file.hash) : null;
  if (quicker !== null) return quicker;
  let number = 0;
  for await (const content of file.portions()) {
    if (number === 0) refuseOtherFormats(content);
    await db.insert(benchParts).values({ tableId: id, number, content });
    number += 1;
  }
  await storeRun(db, {
    tableId: id,
    accountId,
    kind: "describe",
    request: { target: null, bad: null },
    means: null,
    now,
  });
  return id;
}

/** By its first bytes; names and endings are not believed. */
function refuseOtherFormats(beginning: Buffer): void {
  if (formatOfSent(beginning) === "csv") return;
  throw new Refusal(
    "invalid",
    "bench.not_csv",
    "文件不是 CSV。请在表格软件中另存为 CSV（可再压缩为 .gz）后重新上传。",
  );
}

/** Removes a table at once, with what shows values of its rows; the job does the same after a day. */
export const forgetTable = command(
  "bench.forget",
  z.object({ id: z.uuid() }),
  async ({ db, now }, { id }) => {
    if ((await forget(db, id, now)) !== 1) throw tableNotFound();
    return { result: { id }, audit: { entity: "bench_table", entityId: id, detail: {} } };
  },
);

/** One table, or with null all whose time has come; how many went. */
async function forget(db: Db, id: string | null, now: Date): Promise<number> {
  const rows = await db.execute<{ forgotten: number }>(
    sql`select scoring.forget_bench_tables(${id}::uuid, ${now.toISOString()}::timestamptz) as forgotten`,
  );
  return rows[0]?.forgotten ?? 0;
}
