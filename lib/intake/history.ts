import type { Sql } from "postgres";
import { addDays, startOfDay } from "../kernel/calendar.ts";
import type { ItemId } from "./catalogue.ts";

/** A record as it is kept; amounts in 分. */
export type KeptRecord = Readonly<{
  period: string;
  key: string;
  version: number;
  amountFen: number | null;
  taxFen: number | null;
  paidFen: number | null;
  arrearsFen: number | null;
  count: number | null;
  quantity: number | null;
  category: string | null;
  payload: Readonly<Record<string, unknown>> | null;
  batchId: number;
  recordedAt: Date;
  /** When it was corrected; null: it stands. */
  supersededAt: Date | null;
}>;

/**
 * What was known of one enterprise and item at the end of a day: of each period and key the version
 * that stood then, superseded since or not. For intake's own roles; others read through the gate.
 */
export async function recordsAsOf(
  sql: Sql,
  uscc: string,
  item: ItemId,
  day: string,
): Promise<readonly KeptRecord[]> {
  const end = startOfDay(addDays(day, 1)).toISOString();
  return await sql<KeptRecord[]>`
    select period::text, key, version, amount_fen as "amountFen", tax_fen as "taxFen", paid_fen as "paidFen",
      arrears_fen as "arrearsFen", count, quantity, category, payload, batch_id as "batchId",
      recorded_at as "recordedAt", superseded_at as "supersededAt"
    from credit.record
    where uscc = ${uscc}::bpchar and item = ${item} and recorded_at < ${end}::timestamptz
      and (superseded_at is null or superseded_at >= ${end}::timestamptz)
    order by period, key`;
}
