import type { TransactionSql } from "postgres";
import type { LogFault, LogRange } from "./model.ts";

export type AccessComparison = Readonly<{
  rows: number;
  /** Rows from before the log had chains: nothing vouches for them. */
  unchained: number;
  faults: readonly LogFault[];
}>;

const MOST_FAULTS = 100;

/**
 * Compares the access log that people read with the lines that its rows were written beside. A row
 * that was altered, added or removed says something else than the chain.
 */
export async function compareAccessLog(
  tx: TransactionSql,
  range?: LogRange,
): Promise<AccessComparison> {
  const [numbers] = await tx<{ rows: number; unchained: number }[]>`
    select count(*) as rows, count(*) filter (where chain_seq is null and not ${isLate(tx)}) as unchained
    from consent.access_log r where ${rowsIn(tx, range)}`;
  const faults = [...(await rowFaults(tx, range)), ...(await missingRows(tx, range))];
  return { rows: numbers?.rows ?? 0, unchained: numbers?.unchained ?? 0, faults };
}

/** A look that is younger than the first line of any look was never without a line of its own. */
const isLate = (tx: TransactionSql) =>
  tx`r.at >= (select coalesce(min(first.at), 'infinity') from audit.line first where first.kind = 'access')`;

const rowsIn = (tx: TransactionSql, range: LogRange | undefined) => {
  if (!range) return tx`true`;
  const { chain, from = 1, to = Number.MAX_SAFE_INTEGER } = range;
  const isWhole = range.from === undefined && range.to === undefined;
  return tx`r.uscc = ${chain.replace(/^enterprise:/, "").slice(0, 18)}::bpchar
    and (r.chain_seq between ${from} and ${to} or (${isWhole} and r.chain_seq is null))`;
};

type RowFault = Readonly<{
  chain: string;
  seq: number | null;
  id: number;
  uscc: string;
  hasLine: boolean;
  fields: readonly string[] | null;
}>;

async function rowFaults(tx: TransactionSql, range: LogRange | undefined): Promise<LogFault[]> {
  const rows = await tx<RowFault[]>`
    select coalesce(l.chain, 'enterprise:' || r.uscc) as chain, r.chain_seq as seq, r.id, r.uscc::text as uscc,
      l.chain is not null as "hasLine", f.fields
    from consent.access_log r
    -- A look at a code that is nobody's stands in the platform's chain.
    left join lateral (
      select line.chain, said.body, abs(extract(epoch from r.at - (said.body ->> 'at')::timestamptz)) as seconds_off
      from audit.line line
      cross join lateral (select case when pg_input_is_valid(line.body, 'jsonb') then line.body::jsonb end as body) said
      where line.chain in ('enterprise:' || r.uscc, 'platform') and line.seq = r.chain_seq and line.kind = 'access'
        and rtrim(said.body ->> 'uscc') = r.uscc::text and pg_input_is_valid(said.body ->> 'at', 'timestamptz')
      order by seconds_off limit 1
    ) l on true
    cross join lateral (
      select array_agg(expected.key) || case when l.seconds_off > 0.001 then array['at'] else '{}' end as fields
      from jsonb_each(jsonb_build_object(
        'accountId', r.account_id, 'institutionId', r.institution_id, 'authorisationId', r.authorisation_id,
        'applicationId', r.application_id, 'stage', r.stage, 'purposeCode', r.purpose_code, 'purpose', r.purpose,
        'items', r.items, 'fromDay', r.from_day, 'verdict', r.verdict, 'detail', r.detail)) expected
      where l.body -> expected.key is distinct from expected.value
    ) f
    where ${rowsIn(tx, range)}
      and case when r.chain_seq is null then ${isLate(tx)} else l.chain is null or cardinality(f.fields) > 0 end
    order by 1, 2, 3 limit ${MOST_FAULTS}`;
  return rows.map(({ chain, seq, id, uscc, hasLine, fields }) => ({
    chain,
    seq,
    fault: hasLine ? "row_altered" : "row_without_line",
    detail: hasLine
      ? `row ${id} of ${uscc} differs in ${(fields ?? []).join(", ")}`
      : `row ${id} of ${uscc} is not told by any line`,
  }));
}

async function missingRows(tx: TransactionSql, range: LogRange | undefined): Promise<LogFault[]> {
  const { chain = null, from = 1, to = Number.MAX_SAFE_INTEGER } = range ?? {};
  const rows = await tx<{ chain: string; seq: number }[]>`
    select l.chain, l.seq from audit.line l
    cross join lateral (select case when pg_input_is_valid(l.body, 'jsonb') then l.body::jsonb ->> 'uscc' end as uscc) said
    where l.kind = 'access' and (${chain}::text is null or l.chain = ${chain} and l.seq between ${from} and ${to})
      and not exists (select from consent.access_log r where r.uscc = said.uscc::bpchar and r.chain_seq = l.seq)
    order by 1, 2 limit ${MOST_FAULTS}`;
  return rows.map(({ chain: named, seq }) => ({
    chain: named,
    seq,
    fault: "row_missing",
    detail: "the line tells of a look that the access log does not hold",
  }));
}
