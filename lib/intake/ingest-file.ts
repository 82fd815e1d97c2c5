import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Sql } from "postgres";
import type { BatchReport } from "./batches.ts";
import type { ItemId } from "./catalogue.ts";
import { ingest } from "./ingest.ts";
import type { BatchChannel, FileFormat } from "./model.ts";
import { inspectFile, openFile, type FileFacts } from "./readers/index.ts";

export type FileBatch = Readonly<{
  item: ItemId;
  /** Where the file lies, or its bytes as they come. */
  from: Readonly<{ path: string }> | Readonly<{ stream: AsyncIterable<Uint8Array> }>;
  source: string;
  channel: BatchChannel;
  now: Date;
  /** What the content is told apart by; its SHA-256 unless the caller knows better. */
  contentHash?: string;
  /** All or nothing: a row that cannot be kept fails the batch with its problem. */
  whole?: boolean;
  onProgress?: (received: number) => void;
}>;

export type FileReport = BatchReport &
  Readonly<{
    format: FileFormat;
    encoding: FileFacts["encoding"] | null;
    /** Rows that the file may have, for a progress bar; null where only reading tells. */
    lines: number | null;
    /** Columns that the item has no use for. */
    ignoredColumns: readonly string[];
  }>;

/**
 * Takes in one file of one item: CSV in UTF-8 or GB 18030, a workbook, or JSON lines, packed or not,
 * as its bytes say. A file without the item's columns is refused as a whole, with the list of them; a
 * row that cannot be kept is quarantined. received = accepted + superseded + duplicate + quarantined.
 */
export async function ingestFile(sql: Sql, batch: FileBatch): Promise<FileReport> {
  if ("path" in batch.from) return await land(sql, batch, batch.from.path);
  // A content is told apart by its digest, which is known at its end: until then it lies on disk.
  const folder = await mkdtemp(join(tmpdir(), "xinqiao-intake-"));
  try {
    const path = join(folder, "received");
    await pipeline(Readable.from(batch.from.stream), createWriteStream(path, { mode: 0o600 }));
    return await land(sql, batch, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function land(sql: Sql, batch: FileBatch, path: string): Promise<FileReport> {
  const facts = await inspectFile(path);
  const { item, source, channel, now, whole, onProgress } = batch;
  const file = await openFile(item, facts);
  const report = await ingest(sql, {
    item,
    source,
    channel,
    contentHash: batch.contentHash ?? facts.hash,
    rows: file.rows,
    now,
    ...(whole === undefined ? {} : { whole }),
    ...(onProgress ? { onProgress } : {}),
  });
  return {
    ...report,
    format: facts.format,
    encoding: facts.format === "xlsx" ? null : facts.encoding,
    lines: facts.format === "xlsx" ? null : facts.lines,
    ignoredColumns: file.ignored(),
  };
}

/** The digest that content is told apart by. */
export const contentHashOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");
