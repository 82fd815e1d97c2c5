import type { Sql } from "#db/client.ts";
import type { ItemId } from "../intake/catalogue.ts";
import { anEnterprise } from "../testing/people.ts";
import type { IndicatorValues } from "./indicators.ts";
import { refreshIndicators, valuesFrom } from "./indicator-sql.ts";

/** A row of `credit.record` for tests; what is left out is null. */
export type RecordParts = Readonly<{
  item: ItemId;
  period: string;
  key?: string;
  version?: number;
  amountFen?: number;
  taxFen?: number;
  paidFen?: number;
  arrearsFen?: number;
  count?: number;
  quantity?: number;
  category?: string;
  payload?: Readonly<Record<string, unknown>>;
  superseded?: boolean;
}>;

export async function storeRecords(sql: Sql, uscc: string, rows: readonly RecordParts[]) {
  const json = JSON.stringify(rows.map((row) => ({ key: "", version: 1, ...row })));
  await sql`
    insert into credit.record (uscc, item, period, key, version, amount_fen, tax_fen, paid_fen, arrears_fen,
      count, quantity, category, payload, batch_id, recorded_at, superseded_at)
    select ${uscc}, r.item, r.period, r.key, r.version, r."amountFen", r."taxFen", r."paidFen", r."arrearsFen",
      r.count, r.quantity, r.category, r.payload, 1, now(), case when r.superseded then now() end
    from json_to_recordset(${json}::text::json) as r (item text, period date, key text, version smallint,
      "amountFen" bigint, "taxFen" bigint, "paidFen" bigint, "arrearsFen" bigint, count integer,
      quantity double precision, category text, payload jsonb, superseded boolean)`;
}

/** An item whose list has been received, whoever is on it. */
export async function landBatch(sql: Sql, item: ItemId) {
  await sql`
    insert into intake.batch (item_id, source, content_hash, status, started_at, finished_at)
    values (${item}, '测试', ${item} || random()::text, 'landed', now(), now())`;
}

/** The indicators of one enterprise as they are kept. */
export async function storedIndicators(sql: Sql, uscc: string): Promise<IndicatorValues> {
  const [row] = await sql<{ found: Record<string, number | string | null> }[]>`
    select to_jsonb(i) as found from credit.indicator i where uscc = ${uscc}`;
  if (!row) throw new Error(`no indicators of ${uscc}`);
  return valuesFrom(row.found);
}

/** The indicators of a new enterprise that has these records and no others. */
export async function indicatorsFrom(
  sql: Sql,
  rows: readonly RecordParts[],
  { today = "2026-11-21", observedOn }: { today?: string; observedOn?: string } = {},
): Promise<IndicatorValues> {
  const { uscc } = await anEnterprise(sql, observedOn ? { observedOn } : {});
  await storeRecords(sql, uscc, rows);
  await refreshIndicators(sql, { usccs: [uscc], today, now: new Date() });
  return await storedIndicators(sql, uscc);
}
