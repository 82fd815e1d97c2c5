import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReservedSql, Sql } from "postgres";
import { Refusal } from "../kernel/refusal.ts";
import type { ItemId } from "./catalogue.ts";
import { settleCorrection, quarantineIdOf } from "./correction-link.ts";
import { ingestFile, type FileReport } from "./ingest-file.ts";
import type { BatchChannel } from "./model.ts";

export type Worked = Readonly<{ submissionId: string; item: ItemId }> &
  (
    | Readonly<{ outcome: "landed"; report: FileReport }>
    | Readonly<{ outcome: "failed"; failure: string }>
  );

export type WorkOptions = Readonly<{ now?: () => Date }>;

type Claimed = Readonly<{
  id: string;
  item: ItemId;
  channel: BatchChannel;
  accountId: string;
  clientId: string | null;
  idempotencyKey: string | null;
  fileName: string;
  contentHash: string;
  attempts: number;
  size: number;
}>;

/** A submission that has taken its process with it this often is set aside. */
const ATTEMPTS = 3;
const CANDIDATES = 200;
/** So much of a content is held at a time. */
const SLICE = 8 * 1024 * 1024;

/** Works on all submissions that wait, one after the other. As `xinqiao_intake`; see below. */
export async function workSubmissions(
  sql: Sql,
  options: WorkOptions = {},
): Promise<readonly Worked[]> {
  const done: Worked[] = [];
  for (;;) {
    const worked = await workNextSubmission(sql, options);
    if (!worked) return done;
    done.push(worked);
  }
}

/**
 * Takes the oldest submission that nobody works on, and lands it or says why not; null: none waits.
 * Working on one means holding its session lock. A killed worker loses it with its connection, and the
 * next one takes the submission again: what it had landed is recognised by its content. Needs two
 * connections of the pool; any number of processes may work side by side.
 */
export async function workNextSubmission(
  sql: Sql,
  { now = () => new Date() }: WorkOptions = {},
): Promise<Worked | null> {
  const connection = await sql.reserve();
  try {
    const claimed = await claim(connection, now());
    return claimed && (await work(sql, connection, claimed, now));
  } finally {
    await connection`select pg_advisory_unlock_all()`.catch(() => undefined); // A lost connection holds none.
    connection.release();
  }
}

async function claim(connection: ReservedSql, now: Date): Promise<Claimed | null> {
  const waiting = await connection<{ id: string }[]>`
    select id from intake.submission where status in ('queued', 'processing')
    order by received_at, id limit ${CANDIDATES}`;
  for (const { id } of waiting) {
    const key = connection`hashtextextended('intake.submission:' || ${id}::text, 0)`;
    const [lock] = await connection<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(${key}) as taken`;
    if (!lock?.taken) continue;
    // Another worker may have ended it between the look and the lock.
    const [claimed] = await connection<Claimed[]>`
      update intake.submission set status = 'processing', progress = 0, attempts = attempts + 1,
        started_at = ${now.toISOString()}::timestamptz, failure = null
      where id = ${id} and status in ('queued', 'processing')
      returning id, item_id as item, channel, account_id as "accountId", client_id as "clientId",
        idempotency_key as "idempotencyKey", file_name as "fileName", content_hash as "contentHash",
        attempts, octet_length(content) as size`;
    if (claimed) return claimed;
    await connection`select pg_advisory_unlock(${key})`;
  }
  return null;
}

async function work(
  sql: Sql,
  connection: ReservedSql,
  claimed: Claimed,
  now: () => Date,
): Promise<Worked> {
  const head = { submissionId: claimed.id, item: claimed.item };
  try {
    if (claimed.attempts > ATTEMPTS) {
      const message = `处理 ${ATTEMPTS} 次均中断，请联系平台运营。`;
      throw new Refusal("unavailable", "intake.given_up", message);
    }
    const report = await land(sql, connection, claimed, now());
    await settle(connection, claimed, report, now());
    return { ...head, outcome: "landed", report };
  } catch (error) {
    if (!(error instanceof Refusal)) return await failLater(connection, claimed, error, now());
    await fail(connection, claimed, error.message, now());
    return { ...head, outcome: "failed", failure: error.message };
  }
}

/** If the process dies before, the next one finds the batch landed and comes here again. */
async function settle(connection: ReservedSql, claimed: Claimed, report: FileReport, now: Date) {
  await connection`begin`;
  try {
    await connection`
      update intake.submission set status = 'landed', batch_id = ${report.batchId}, content = null,
        progress = ${report.received}, finished_at = ${now.toISOString()}::timestamptz
      where id = ${claimed.id}`;
    await settleCorrection(connection, claimed, report.batchId, now);
    await connection`commit`;
  } catch (error) {
    await connection`rollback`.catch(() => undefined); // Whatever it was, the first error tells more.
    throw error;
  }
}

async function land(
  sql: Sql,
  connection: ReservedSql,
  claimed: Claimed,
  now: Date,
): Promise<FileReport> {
  const folder = await mkdtemp(join(tmpdir(), "xinqiao-submission-"));
  let noted: Promise<unknown> = Promise.resolve();
  try {
    const path = join(folder, "content");
    const target = createWriteStream(path, { mode: 0o600 });
    await pipeline(Readable.from(contentOf(connection, claimed)), target);
    return await ingestFile(sql, {
      item: claimed.item,
      from: { path },
      source: claimed.fileName,
      channel: claimed.channel,
      contentHash: claimed.contentHash,
      // One row that a person has typed lands, or they are told why not.
      whole: quarantineIdOf(claimed) !== null,
      now,
      onProgress: (received) => {
        noted = noted.then(
          () =>
            connection`update intake.submission set progress = ${received} where id = ${claimed.id}`,
        );
        noted.catch(() => undefined); // Reported where it is awaited.
      },
    });
  } finally {
    await noted.catch(() => undefined); // A bar that lags is no reason to fail.
    await rm(folder, { recursive: true, force: true });
  }
}

async function* contentOf(connection: ReservedSql, { id, size }: Claimed): AsyncGenerator<Buffer> {
  for (let from = 1; from <= size; from += SLICE) {
    const [part] = await connection<{ slice: Buffer }[]>`
      select substring(content from ${from} for ${SLICE}) as slice from intake.submission where id = ${id}`;
    if (part) yield part.slice;
  }
}

/** What was received stays: nothing that was typed or sent is lost. */
async function fail(sql: Sql, { id }: Claimed, failure: string, now: Date) {
  await sql`
    update intake.submission set status = 'failed', failure = ${failure}, finished_at = ${now.toISOString()}::timestamptz
    where id = ${id}`;
}

/** A defect or a lost database: the next worker tries again, and gives up in the end. */
async function failLater(sql: Sql, claimed: Claimed, error: unknown, now: Date): Promise<never> {
  const last = claimed.attempts >= ATTEMPTS;
  const kept = last
    ? fail(sql, claimed, "系统处理出错，请联系平台运营。", now)
    : sql`update intake.submission set status = 'queued' where id = ${claimed.id}`;
  await Promise.resolve(kept).catch(() => undefined); // Without a database it is taken again as it is.
  throw error;
}
