import { sql, type SQL } from "drizzle-orm";
import { addMonths, firstDay, startOfDay, type Month } from "../kernel/calendar.ts";
import { prefixOf } from "../kernel/region-code.ts";
import type { Figures } from "./model.ts";

/** Which line of which breakdown a row is: the whole, a place, an industry or an institution. */
export type Dimension = "whole" | "region" | "industry" | "institution";
export type LedgerRow = Figures &
  Readonly<{ month: Month; dimension: Dimension; code: string | null; name: string | null }>;

type Scope = Readonly<{ month: Month; months: number; regionCode: string }>;

const shanghai = (instant: SQL) => sql`(${instant} at time zone 'Asia/Shanghai')`;
const monthOf = (instant: SQL) => sql`to_char(${shanghai(instant)}, 'YYYY-MM')`;
const daysFrom = (from: SQL, to: SQL) => sql`${shanghai(to)}::date - ${shanghai(from)}::date`;

/** One row for everything counted: a demand posted, or a step of an application, in its month. */
const facts = (from: Date, to: Date) => sql`
  select ${monthOf(sql`d.posted_at`)} as month, d.uscc, null::uuid as institution_id, 'demand' as kind,
    d.amount_fen, null::int as rate_bps, null::boolean as first_loan, null as guarantee,
    null::int as from_apply, null::int as from_grant
  from matching.demand d
  where d.posted_at >= ${from.toISOString()} and d.posted_at < ${to.toISOString()}
  union all
  select ${monthOf(sql`e.at`)}, a.uscc, a.institution_id, e.kind,
    (e.payload ->> 'amountFen')::bigint, (granted.payload ->> 'rateBps')::int,
    (e.payload ->> 'firstLoan')::boolean, contract.payload ->> 'guaranteeKind',
    ${daysFrom(sql`a.applied_at`, sql`e.at`)}, ${daysFrom(sql`granted.at`, sql`e.at`)}
  from lending.event e
  join lending.application a on a.id = e.application_id
  left join lending.event granted on granted.application_id = a.id and granted.kind = 'approve'
  left join lending.event contract on contract.application_id = a.id and contract.kind = 'sign_contract'
  where e.kind in ('submit', 'accept', 'approve', 'disburse')
    and e.at >= ${from.toISOString()} and e.at < ${to.toISOString()}`;

/** The figures of every group of facts. Sums of nothing are zero, averages of nothing null. */
const figures = sql`
  count(*) filter (where kind = 'demand') as "demandCount",
  coalesce(sum(amount_fen) filter (where kind = 'demand'), 0)::bigint as "demandAmountFen",
  count(*) filter (where kind = 'submit') as "applicationCount",
  count(*) filter (where kind = 'accept') as "acceptedCount",
  count(*) filter (where kind = 'approve') as "grantedCount",
  coalesce(sum(amount_fen) filter (where kind = 'approve'), 0)::bigint as "grantedAmountFen",
  count(*) filter (where kind = 'disburse') as "disbursedCount",
  coalesce(sum(amount_fen) filter (where kind = 'disburse'), 0)::bigint as "disbursedAmountFen",
  count(distinct uscc) filter (where kind = 'disburse') as "disbursedEnterpriseCount",
  count(*) filter (where kind = 'disburse' and guarantee = 'credit') as "creditLoanCount",
  coalesce(sum(amount_fen) filter (where kind = 'disburse' and guarantee = 'credit'), 0)::bigint as "creditLoanAmountFen",
  round(10000 * coalesce(sum(amount_fen) filter (where kind = 'disburse' and guarantee = 'credit'), 0)
    / nullif(sum(amount_fen) filter (where kind = 'disburse'), 0))::int as "creditLoanShareBps",
  count(distinct uscc) filter (where kind = 'disburse' and first_loan) as "firstLoanEnterpriseCount",
  count(distinct uscc) filter (where kind = 'disburse' and first_loan is null) as "firstLoanUnknownEnterpriseCount",
  round(10000.0 * count(distinct uscc) filter (where kind = 'disburse' and first_loan)
    / nullif(count(distinct uscc) filter (where kind = 'disburse' and first_loan is not null), 0))::int as "firstLoanShareBps",
  round(avg(rate_bps) filter (where kind = 'disburse'))::int as "averageRateBps",
  round(avg(from_apply) filter (where kind = 'approve'))::int as "averageDaysApplyToGrant",
  round(avg(from_grant) filter (where kind = 'disburse'))::int as "averageDaysGrantToDisburse",
  round(avg(from_apply) filter (where kind = 'disburse'))::int as "averageDaysApplyToDisburse"`;

/**
 * All lines in one statement: the whole for each of the last months, and the month itself by the
 * places one level below the regulator's, by industry section and by institution.
 */
export function ledger({ month, months, regionCode }: Scope): SQL {
  const from = startOfDay(firstDay(addMonths(month, 1 - months)));
  const to = startOfDay(firstDay(addMonths(month, 1)));
  const prefix = prefixOf(regionCode);
  return sql`
    with fact as (${facts(from, to)}),
    placed as (
      select fact.*, rpad(left(enterprise.region_code, ${prefix.length + 2}::int), 6, '0') as place,
        left(enterprise.industry_code, 1) as section
      from fact join registry.enterprise using (uscc)
      where starts_with(enterprise.region_code, ${prefix})
    ),
    line as (
      select month, place, section, institution_id,
        case grouping(place, section, institution_id)
          when 3 then 'region' when 5 then 'industry' when 6 then 'institution' else 'whole' end as dimension,
        ${figures}
      from placed
      group by grouping sets ((month), (month, place), (month, section), (month, institution_id))
      having grouping(place, section, institution_id) = 7
        or month = ${month} and (grouping(institution_id) = 1 or institution_id is not null)
    )
    select line.*, coalesce(line.place, line.section, line.institution_id::text) as code,
      coalesce(region.name, industry.name, institution.name) as name
    from line
    left join registry.region on region.code = line.place
    left join registry.industry on industry.code = line.section
    left join registry.institution on institution.id = line.institution_id
    order by line.month, line."disbursedAmountFen" desc, line."demandAmountFen" desc, code`;
}
