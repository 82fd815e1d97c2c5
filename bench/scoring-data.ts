import type { Sql } from "#db/client.ts";

/** The day that the synthetic records are looked at from. */
export const AS_OF = "2026-11-21";
const UNTIL = "2026-11-01";

/** How many months of an item each enterprise has, newest first, and how many rows a month. */
type Share = Readonly<{
  item: string;
  months: number;
  /** Months from one row to the next. */
  step?: number;
  /** Where the newest lies: so many months back; a quarter bears its first month. */
  from?: number;
  keys?: readonly string[];
  category?: string;
  payload?: string;
}>;

const INVOICED = '{"redAmount": 100, "redInvoices": 1, "voidInvoices": 1}';

/** Sixty records: what a small firm that trades and pays its taxes leaves behind in a year. */
const mix: readonly Share[] = [
  { item: "tax_grade", months: 2, step: 12, from: 10, category: "B" },
  { item: "vat_declaration", months: 13 },
  { item: "income_tax_declaration", months: 4, step: 3, from: 4 },
  { item: "invoice_month", months: 5, keys: ["sale:甲", "sale:乙"], category: "sale", payload: INVOICED },
  { item: "invoice_month", months: 3, keys: ["purchase:丙", "purchase:丁"], category: "purchase", payload: INVOICED },
  { item: "electricity", months: 8, keys: ["户号"] },
  { item: "water", months: 4, keys: ["户号"] },
  { item: "social_insurance", months: 7 },
  { item: "housing_fund", months: 2 },
  { item: "loan_balance", months: 1, keys: ["某银行"] },
  { item: "registration", months: 1, from: 40, category: "operating" },
  { item: "penalty", months: 1, from: 6, keys: ["罚字1号"], category: "general", payload: '{"authority": "某局"}' },
  { item: "judgment_document", months: 1, from: 9, keys: ["民初1号"], payload: '{"role": "plaintiff"}' },
]; // prettier-ignore

type Pattern = Readonly<{ item: string; back: number; key: string; category: string | null; payload: string | null }>; // prettier-ignore

const pattern: readonly Pattern[] = mix.flatMap(
  ({ item, months, step = 1, from = 1, keys = [""], category = null, payload = null }) =>
    Array.from({ length: months }, (_, index) =>
      keys.map((key) => ({ item, back: from + index * step, key, category, payload })),
    ).flat(),
);
export const RECORDS_EACH = pattern.length;

const indexes = [
  `alter table credit.record add constraint record_uscc_item_period_key_version_pk primary key (uscc, item, period, key, version)`,
  `create unique index record_current on credit.record (uscc, item, period, key) where superseded_at is null`,
  `create index record_by_batch on credit.record (batch_id)`,
];
/** Enterprises of one insert, so that the transaction log keeps pace. */
const PORTION = 50_000;

/** How records lie on disk: each enterprise's together, or as months of everybody came in. */
export type RecordOrder = "enterprise" | "arrival";

/**
 * Enterprises with sixty records each, made in the database itself. The indexes are made last, as
 * `pg_restore` does; afterwards the tables are as a running installation has them.
 */
export async function fillRecords(
  owner: Sql,
  enterprises: number,
  order: RecordOrder,
): Promise<void> {
  await owner.unsafe(`truncate credit.record, credit.indicator; delete from registry.enterprise;
    alter table credit.record drop constraint if exists record_uscc_item_period_key_version_pk;
    drop index if exists credit.record_current; drop index if exists credit.record_by_batch`);
  await owner`
    insert into registry.enterprise (uscc, name, region_code, industry_code, size_class, established_on, status)
    select '9' || lpad(e::text, 17, '0'), '测量示例企业' || e, '520100', 'C13', 'small', '2015-06-01', 'operating'
    from generate_series(1, ${enterprises}) e`;
  const months = [...new Set(pattern.map(({ back }) => back))].sort((one, other) => other - one);
  const groups =
    order === "enterprise"
      ? [pattern]
      : months.map((month) => pattern.filter(({ back }) => back === month));
  for (const rows of groups) await fillPattern(owner, enterprises, rows);
  for (const statement of indexes) await owner.unsafe(statement);
  await owner.unsafe("vacuum analyze credit.record");
  await owner.unsafe("analyze registry.enterprise");
}

async function fillPattern(owner: Sql, enterprises: number, pattern: readonly Pattern[]) {
  const rows = JSON.stringify(pattern);
  for (let first = 1; first <= enterprises; first += PORTION) {
    const last = Math.min(enterprises, first + PORTION - 1);
    await owner`
      insert into credit.record (uscc, item, period, key, version, amount_fen, tax_fen, paid_fen, arrears_fen, count,
        quantity, category, payload, batch_id, recorded_at)
      select '9' || lpad(e::text, 17, '0'), p.item, (${UNTIL}::date - make_interval(months => p.back))::date, p.key, 1,
        n, n / 30, n / 31, n % 7 / 6, n % 13 / 12, n / 100.0, p.category, p.payload, 1, '2026-11-20T00:00:00Z'
      from generate_series(${first}::integer, ${last}::integer) e
      cross join json_to_recordset(${rows}::text::json)
        as p (item text, back integer, key text, category text, payload jsonb)
      cross join lateral (select 100000 + (e * 7919::bigint + p.back * 104729) % 9000000 as n) made`;
  }
}
