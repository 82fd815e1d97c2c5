/**
 * The steps of the statement that computes the indicators. `scope`: who, and as of when. Then, for
 * one enterprise s of it, what its records add up to: `figure`, a row an item, and `invoiced`, one row.
 * Formulas over these are in `indicator-formulas.ts`.
 *
 * Parameters: $1 the enterprises, $2 today.
 */

/**
 * The first day after the last whole month, which every window ends with. The day that an imported
 * history ends on is over, so a month that ends with it is whole; today is not.
 */
const UNTIL = "date_trunc('month', coalesce(e.observed_on + 1, $2::date)::timestamp)";

export const scope = `
scope as materialized (
  select e.uscc, e.established_on, e.registered_capital_fen,
    coalesce(e.observed_on, $2::date) as as_of,
    to_char(coalesce(e.observed_on, $2::date), 'YYYY-MM-DD') as as_of_text,
    ${UNTIL}::date as until,
    (${UNTIL} - interval '12 months')::date as from12,
    (${UNTIL} - interval '24 months')::date as from24
  from registry.enterprise e
  where e.uscc = any ($1::bpchar[])
)`;

const ITEMS = `'{tax_grade,vat_declaration,income_tax_declaration,electricity,water,gas,
  social_insurance,housing_fund,penalty,adverse_list,loan_balance}'`;

/** Current rows with their month. A quarter counts in its last month, and only when that is whole. */
const fact = `
fact as (
  select r.item, r.amount_fen as amount, r.tax_fen as tax, r.paid_fen as paid, r.arrears_fen as arrears,
    r.count, r.quantity, r.category, r.payload, month,
    month < s.until as whole,
    month >= s.from12 and month < s.until as recent,
    month >= s.from24 and month < s.from12 as earlier
  from credit.record r
  cross join lateral (select case r.item
    when 'income_tax_declaration' then (r.period + interval '2 months')::date else r.period end) as due (month)
  where r.uscc = s.uscc and r.item = any (${ITEMS}) and r.superseded_at is null and r.period <= s.as_of
    and (r.item <> 'income_tax_declaration' or month < s.until)
)`;

/** Several accounts or lenders may share a month: `opens` marks its first row, `place` counts months back. */
const placed = `
placed as (
  select fact.*,
    dense_rank() over newest as place,
    first_value(month) over newest as newest,
    lag(month) over newest is distinct from month as opens
  from fact
  window newest as (partition by item order by month desc)
)`;

/** `12` is the window, `before` the twelve months before it. */
const figure = `
figure as (
  select item,
    bool_or(whole) as held,
    count(*) filter (where recent and opens) as months12,
    count(*) filter (where earlier and opens) as months_before,
    count(*) filter (where recent and amount = 0) as zero12,
    count(*) filter (where recent and paid > 0) as paying12,
    count(*) filter (where recent and count > 0) as late12,
    coalesce(sum(amount) filter (where recent), 0) as amount12,
    coalesce(sum(amount) filter (where earlier), 0) as amount_before,
    coalesce(sum(tax) filter (where recent), 0) as tax12,
    coalesce(sum(paid) filter (where recent), 0) as paid12,
    sum(quantity::numeric) filter (where recent) as quantity12,
    sum(quantity::numeric) filter (where earlier) as quantity_before,
    count(*) filter (where place <= 4) as newest4,
    sum(amount) filter (where place <= 4) as amount_newest4,
    sum(amount) filter (where place = 1) as amount_newest,
    sum(arrears) filter (where place = 1) as arrears_newest,
    sum(count) filter (where place = 1) as count_newest,
    sum(count) filter (where month = newest - interval '12 months') as count_year_before,
    max(category) filter (where place = 1) as category_newest,
    count(*) filter (where month > s.as_of - interval '24 months') as rows24,
    count(*) filter (where month > s.as_of - interval '24 months' and category = 'serious') as serious24,
    count(*) filter (where item = 'adverse_list' and
      coalesce(payload ->> 'removedOn', 'never') collate "C" > s.as_of_text) as standing
  from placed
  group by item
)`;

/** Invoices of one read, summed by month on one side and by counterparty on the other. */
const invoices = `
invoices as (
  select category as direction, period as month,
    sum(amount_fen) as net,
    sum(amount_fen) filter (where period >= s.from12) as net12,
    sum(count) as count,
    sum((payload ->> 'redAmount')::bigint) filter (where period >= s.from12) as red,
    sum((payload ->> 'voidInvoices')::bigint) filter (where period >= s.from12) as void
  from credit.record
  where uscc = s.uscc and item = 'invoice_month' and superseded_at is null
    and period >= s.from24 and period < s.until
  group by grouping sets ((category, period), (category, key))
)`;

const invoiced = `
invoiced as (
  select
    coalesce(sum(net12) filter (where sale and month is not null), 0) as sales12,
    coalesce(sum(net) filter (where sale and month < s.from12), 0) as sales_before,
    coalesce(sum(net12 * net12) filter (where sale and month is not null), 0) as squares12,
    coalesce(sum(net12) filter (where not sale and month is not null), 0) as purchases12,
    count(*) filter (where sale and month >= s.from12 and count > 0) as months12,
    count(*) filter (where sale and month < s.from12 and count > 0) as months_before,
    sum(count) filter (where sale and month >= s.from12) as valid12,
    sum(red) filter (where sale and month is not null) as red12,
    sum(void) filter (where sale and month is not null) as void12,
    count(*) filter (where sale and partner) as customers,
    count(*) filter (where not sale and partner) as suppliers,
    sum(net12) filter (where sale and partner) as sold,
    sum(net12) filter (where sale and partner and place <= 5) as sold_to_five,
    sum(net12 * net12) filter (where sale and partner) as sold_squares,
    exists (select from credit.record where uscc = s.uscc and item = 'invoice_month'
      and superseded_at is null and period < s.until) as held
  from (
    select month, net, net12, count, red, void,
      direction = 'sale' as sale,
      month is null and net12 > 0 as partner,
      row_number() over (partition by direction, month is null order by net12 desc nulls last) as place
    from invoices
  ) ranked
)`;

export const stepsOfOne = [fact, placed, figure, invoices, invoiced].join(",");
