import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { inBatch, type BatchReport } from "../batches.ts";
import { lockItem, mergeIncoming, openIncoming } from "../landing.ts";

/**
 * Derives the monthly sums by counterparty from the single invoices of some enterprises, as a batch of
 * its own. It is told apart by the batches that it derives from: from the same ones it is not made again.
 * Void invoices count and add nothing; red ones are valid and negative.
 */
export async function summariseInvoices(
  sql: Sql,
  usccs: readonly string[],
  now: Date,
): Promise<BatchReport> {
  const head = {
    item: "invoice_month",
    source: "derived",
    channel: "command",
    contentHash: await originOf(sql, usccs),
    now,
  } as const;
  return await inBatch(sql, head, async (landing) => {
    const { connection } = landing;
    await openIncoming(landing);
    // Before the sums are read, so that of two imports the one that merges later has seen both.
    await lockItem(connection, head.item);
    const summed = await connection`
      insert into incoming (uscc, period, key, amount_fen, tax_fen, count, category, payload)
      select uscc, month, category || ':' || party,
        coalesce(sum(amount_fen) filter (where valid), 0)::bigint,
        coalesce(sum(tax_fen) filter (where valid), 0)::bigint,
        count(*) filter (where valid), category,
        jsonb_build_object(
          'redAmount', coalesce(-sum(amount_fen) filter (where valid and amount_fen < 0), 0)::bigint,
          'redInvoices', count(*) filter (where valid and amount_fen < 0),
          'voidInvoices', count(*) filter (where not valid))
      from (
        select uscc, date_trunc('month', period::timestamp)::date as month, category, amount_fen, tax_fen,
          payload ->> 'counterparty' as party, payload ->> 'status' = 'valid' as valid
        from credit.record
        where item = 'invoice' and superseded_at is null and uscc = any(${usccs}::text[]::char(18)[])) invoice
      group by uscc, month, category, party`;
    const merged = await mergeIncoming(landing, head.item, now);
    return { received: summed.count, quarantined: 0, ...merged };
  });
}

/** Any change to the invoices comes with a batch that was not among their origins before. */
async function originOf(sql: Sql, usccs: readonly string[]): Promise<string> {
  const batches = await sql<{ batch_id: string | number }[]>`
    select distinct batch_id from credit.record
    where item = 'invoice' and uscc = any(${usccs}::text[]::char(18)[]) order by 1`;
  const hash = createHash("sha256").update("invoice_month\n");
  for (const uscc of [...usccs].sort()) hash.update(`${uscc}\n`);
  for (const { batch_id } of batches) hash.update(`${batch_id}\n`);
  return hash.digest("hex");
}
