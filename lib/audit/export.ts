import { open, rename, rm, type FileHandle } from "node:fs/promises";
import type { Sql } from "#db/client.ts";
import { recordText } from "./export-file.ts";
import { lastCheckpointHash } from "./make-checkpoint.ts";
import type { LogRange, LogRecord } from "./model.ts";
import { countLog, inSnapshot, readLog } from "./read-log.ts";

export type ExportOptions = Readonly<{
  /** Where to write; it appears there when it is whole. */
  file: string;
  /** Its last line at this moment is named in the export. */
  checkpointFile: string;
  now: Date;
  range?: LogRange;
  onProgress?: (done: number, total: number) => void;
}>;

/** Writes the log, or a part of one chain, as JSON lines of one moment. Returns how many lines it holds. */
export async function exportLog(
  sql: Sql,
  { file, checkpointFile, now, range, onProgress = () => undefined }: ExportOptions,
): Promise<number> {
  // Before the snapshot: what this checkpoint knows of, the snapshot has.
  const checkpoint = await lastCheckpointHash(checkpointFile);
  const unfinished = `${file}.${process.pid}.unfinished`;
  const out = await open(unfinished, "wx", 0o600);
  try {
    const lines = await inSnapshot(sql, async (tx) => {
      const total = await countLog(tx, range);
      let done = 0;
      await write(out, [{ type: "export", at: now.toISOString(), checkpoint }]);
      for await (const batch of readLog(tx, range)) {
        await write(out, batch);
        done += batch.filter(({ type }) => type === "line").length;
        onProgress(done, total);
      }
      return done;
    });
    await out.sync();
    await out.close();
    await rename(unfinished, file);
    return lines;
  } catch (error) {
    await out.close().catch(() => undefined); // The first error is the one to tell.
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function write(out: FileHandle, records: readonly LogRecord[]): Promise<void> {
  if (records.length > 0)
    await out.appendFile(records.map((record) => `${recordText(record)}\n`).join(""));
}
