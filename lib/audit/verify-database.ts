import type { Sql } from "#db/client.ts";
import { compareAccessLog, type AccessComparison } from "./compare-access.ts";
import type { LogRecord, LogReport } from "./model.ts";
import { countLog, inSnapshot, readLog } from "./read-log.ts";
import { verifyLog, type VerifyOptions } from "./verify.ts";

export type DatabaseReport = LogReport & Readonly<{ access: AccessComparison }>;

/**
 * Verifies the log where it is kept, as its owner, in one snapshot; and the access log against it.
 * Checkpoints are read before the snapshot is taken, so that none knows more than it does.
 */
export async function verifyDatabase(
  sql: Sql,
  { checkpoints = [], ...options }: VerifyOptions,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<DatabaseReport> {
  const known: string[] = [];
  for await (const line of checkpoints) known.push(line);
  return inSnapshot(sql, async (tx) => {
    const { range } = options;
    const total = await countLog(tx, range);
    const counted = async function* (batches: AsyncIterable<readonly LogRecord[]>) {
      let done = 0;
      for await (const batch of batches) {
        yield batch;
        onProgress(Math.min((done += batch.length), total), total);
      }
    };
    const records = counted(readLog(tx, range, true));
    const report = await verifyLog(records, { ...options, checkpoints: known });
    const access = await compareAccessLog(tx, range);
    const faults = [...report.faults, ...access.faults];
    return { ...report, faults, intact: faults.length === 0, access };
  });
}
