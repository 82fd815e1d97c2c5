import type { Sql } from "postgres";
import { dayOf } from "../kernel/calendar.ts";
import { inBatch, type BatchHead, type BatchReport, type Landing } from "./batches.ts";
import { itemOf } from "./catalogue.ts";
import { registeredEnterprises, type Enterprises } from "./enterprises.ts";
import { copyRows, mergeIncoming, openIncoming, quarantine, type Quarantined } from "./landing.ts";
import type { ReceivedRow, UnreadableRow } from "./model.ts";
import { compileValidator, type Validator } from "./validator.ts";

export type Received = ReceivedRow | UnreadableRow;
export type Batch = BatchHead &
  Readonly<{
    rows: AsyncIterable<Received> | Iterable<Received>;
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

async function receive(landing: Landing, { item, rows, now, onProgress }: Batch) {
  const validate = compileValidator(itemOf(item), dayOf(now));
  const enterprises = registeredEnterprises(landing.connection);
  let received = 0;
  let quarantined = 0;
  // The server takes one portion in while the next is being read.
  let sent: Promise<void> = Promise.resolve();
  try {
    for await (const portion of portionsOf(rows)) {
      await sent;
      await enterprises.prepare(codesOf(portion));
      const { good, bad } = judge(portion, validate, enterprises);
      sent = send(landing, good, bad);
      sent.catch(() => undefined); // Reported where it is awaited.
      received += portion.length;
      quarantined += bad.length;
      onProgress?.(received);
    }
  } finally {
    // Also where the source broke: the connection takes no rollback in the middle of a copy.
    await sent;
  }
  return { received, quarantined };
}

async function* portionsOf(rows: Batch["rows"]): AsyncGenerator<readonly Received[]> {
  let portion: Received[] = [];
  for await (const row of rows) {
    portion.push(row);
    if (portion.length < PORTION) continue;
    yield portion;
    portion = [];
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

function judge(portion: readonly Received[], validate: Validator, enterprises: Enterprises) {
  const good: string[] = [];
  const bad: Quarantined[] = [];
  for (const row of portion) {
    if ("problem" in row) {
      bad.push({ line: row.line, raw: row.raw, ...row.problem });
      continue;
    }
    const uscc = enterprises.find(row.uscc);
    const judgement = typeof uscc === "string" ? validate(uscc, row) : uscc;
    if (typeof judgement === "string") good.push(judgement);
    else bad.push({ line: row.line, raw: rawOf(row), ...judgement });
  }
  return { good: good.join(""), bad };
}

const rawOf = ({ raw, uscc, period, key, fields }: ReceivedRow) =>
  raw ?? { uscc, period, ...(key === undefined ? {} : { key }), ...fields };

async function send(landing: Landing, good: string, bad: readonly Quarantined[]) {
  await copyRows(landing, good);
  await quarantine(landing, bad);
}
