import type { Sql } from "postgres";
import { dayOf } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";
import { inBatch, type BatchHead, type BatchReport, type Landing } from "./batches.ts";
import { itemOf } from "./catalogue.ts";
import { lookupIn, registeredEnterprises } from "./enterprises.ts";
import { makeJudge, type Judge, type Received } from "./judge.ts";
import { copyRows, mergeIncoming, openIncoming, quarantine, type Quarantined } from "./landing.ts";

export type { Received };
export type Batch = BatchHead &
  Readonly<{
    rows: AsyncIterable<Received> | Iterable<Received>;
    /** All or nothing: a row that cannot be kept fails the batch with its problem. */
    whole?: boolean;
    onProgress?: (received: number) => void;
  }>;

/**
 * Rows that are checked and sent together: memory holds two such portions at most. Reading one takes
 * longer than the pause of some 80 ms that each COPY ends with on a connection without TCP_NODELAY.
 */
const PORTION = 20_000;

/**
 * Takes in one batch of one item. It lands whole in one transaction or not at all; what cannot be
 * kept is quarantined line by line; content that has landed before changes nothing.
 */
export function ingest(sql: Sql, batch: Batch): Promise<BatchReport> {
  return inBatch(sql, batch, async (landing) => {
    await openIncoming(landing);
    const { received, quarantined } = await receive(landing, batch);
    const merged = await mergeIncoming(landing, batch.item, batch.now);
    return { received, quarantined, ...merged };
  });
}

async function receive(landing: Landing, { item, rows, now, whole, onProgress }: Batch) {
  const enterprises = registeredEnterprises(lookupIn(landing.connection));
  const judge = makeJudge(itemOf(item), dayOf(now), enterprises);
  let received = 0;
  let quarantined = 0;
  // The server takes one portion in while the next is being read.
  let sent: Promise<void> = Promise.resolve();
  try {
    for await (const portion of portionsOf(rows)) {
      await sent;
      await enterprises.prepare(codesOf(portion));
      const { good, bad, kept } = sorted(portion, judge);
      const [first] = bad;
      if (whole && first) throw refusalOf(first);
      sent = send(landing, good, bad);
      sent.catch(() => undefined); // Reported where it is awaited.
      received += kept + bad.length;
      quarantined += bad.length;
      onProgress?.(received);
    }
  } finally {
    // Also where the source broke: the connection takes no rollback in the middle of a copy.
    await sent;
  }
  return { received, quarantined };
}

const refusalOf = ({ field, rule, message }: Quarantined) =>
  new Refusal("invalid", `intake.${rule}`, message, { fields: [{ path: field, message }] });

async function* portionsOf(rows: Batch["rows"]): AsyncGenerator<readonly Received[]> {
  let portion: Received[] = [];
  let size = 0;
  for await (const row of rows) {
    portion.push(row);
    size += "rows" in row ? row.rows.length : 1;
    if (size < PORTION) continue;
    yield portion;
    portion = [];
    size = 0;
  }
  if (portion.length > 0) yield portion;
}

function* codesOf(portion: readonly Received[]) {
  let last = "";
  for (const row of portion) {
    // Files are mostly sorted by enterprise.
    if ("problem" in row || row.uscc === last) continue;
    yield (last = row.uscc);
  }
}

function sorted(portion: readonly Received[], judge: Judge) {
  const good: string[] = [];
  const bad: Quarantined[] = [];
  for (const row of portion) judge(row, good, bad);
  return { good: good.join(""), bad, kept: good.length };
}

async function send(landing: Landing, good: string, bad: readonly Quarantined[]) {
  await copyRows(landing, good);
  await quarantine(landing, bad);
}
