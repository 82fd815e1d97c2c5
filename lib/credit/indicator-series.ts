/**
 * The steps of the statement that computes the indicators: who and as of when (`scope`), what each
 * enterprise's records say month by month (`month`), and what those months add up to (`figure`,
 * `partner`). Formulas are in `indicator-formulas.ts`.
 *
 * Parameters: $1 the enterprises or null for all, $2 today.
 */

/** Items that are summed by month; single invoices are left out, since their months are summed already. */
const SUMMED = [
  "tax_grade",
  "vat_declaration",
  "income_tax_declaration",
  "invoice_month",
  "electricity",
  "water",
  "gas",
  "social_insurance",
  "housing_fund",
  "penalty",
  "adverse_list",
  "loan_balance",
];

/**
 * The first day after the last whole month. The day that an imported history ends on is over, so a
 * month that ends with it is whole; today is not.
 */
const UNTIL = "date_trunc('month', coalesce(e.observed_on + 1, $2::date)::timestamp)";

const scope = `
scope as materialized (
  select e.uscc, e.established_on, e.registered_capital_fen,
    coalesce(e.observed_on, $2::date) as as_of,
    ${UNTIL}::date as until,
    (${UNTIL} - interval '12 months')::date as from12,
    (${UNTIL} - interval '24 months')::date as from24
  from registry.enterprise e
  where $1::bpchar[] is null or e.uscc = any ($1::bpchar[])
)`;

/**
 * One row an enterprise, series and period: accounts, lenders and counterparties added up. Invoices are
 * two series, \`sale\` and \`purchase\`. A quarter counts in its last month, when it is whole.
 */
const month = `
month as (
  select s.uscc, s.as_of, s.until, s.from12, s.from24,
    case r.item when 'invoice_month' then r.category else r.item end as series,
    case r.item when 'income_tax_declaration' then (r.period + interval '2 months')::date else r.period end as month,
    sum(r.amount_fen) as amount, sum(r.tax_fen) as tax, sum(r.paid_fen) as paid, sum(r.arrears_fen) as arrears,
    sum(r.count) as count, sum(r.quantity::numeric) as quantity, max(r.category) as category,
    count(*) as rows,
    count(*) filter (where r.count > 0) as late,
    count(*) filter (where r.category = 'serious') as serious,
    count(*) filter (where coalesce(r.payload ->> 'removedOn', 'never') collate "C" > to_char(s.as_of, 'YYYY-MM-DD')) as standing,
    sum((r.payload ->> 'redAmount')::numeric) as red,
    sum((r.payload ->> 'voidInvoices')::numeric) as void
  from scope s
  join credit.record r on r.uscc = s.uscc
  where r.superseded_at is null and r.item = any ('{${SUMMED.join(",")}}') and r.period <= s.as_of
  group by 1, 2, 3, 4, 5, 6, 7
)`;

const placed = `
placed as (
  select month.*,
    month < until as whole,
    month >= from12 and month < until as recent,
    month >= from24 and month < from12 as earlier,
    row_number() over newest as place,
    first_value(month) over newest as newest
  from month
  where series <> 'income_tax_declaration' or month < until
  window newest as (partition by uscc, series order by month desc)
)`;

/** One row an enterprise and series. \`12\` is the window, \`Before\` the twelve months before it. */
const figure = `
figure as (
  select uscc, series,
    bool_or(whole) as held,
    count(*) filter (where recent) as months12,
    count(*) filter (where earlier) as months_before,
    count(*) filter (where recent and count > 0) as active12,
    count(*) filter (where earlier and count > 0) as active_before,
    count(*) filter (where recent and amount = 0) as zero12,
    count(*) filter (where recent and paid > 0) as paying12,
    coalesce(sum(late) filter (where recent), 0) as late12,
    coalesce(sum(amount) filter (where recent), 0) as amount12,
    coalesce(sum(amount) filter (where earlier), 0) as amount_before,
    coalesce(sum(amount * amount) filter (where recent), 0) as squares12,
    coalesce(sum(tax) filter (where recent), 0) as tax12,
    coalesce(sum(paid) filter (where recent), 0) as paid12,
    coalesce(sum(count) filter (where recent), 0) as count12,
    coalesce(sum(quantity) filter (where recent), 0) as quantity12,
    coalesce(sum(quantity) filter (where earlier), 0) as quantity_before,
    coalesce(sum(red) filter (where recent), 0) as red12,
    coalesce(sum(void) filter (where recent), 0) as void12,
    count(*) filter (where place <= 4) as newest4,
    sum(amount) filter (where place <= 4) as amount_newest4,
    max(amount) filter (where place = 1) as amount_newest,
    max(arrears) filter (where place = 1) as arrears_newest,
    max(count) filter (where place = 1) as count_newest,
    max(category) filter (where place = 1) as category_newest,
    max(count) filter (where month = newest - interval '12 months') as count_year_before,
    coalesce(sum(rows) filter (where month > as_of - interval '24 months'), 0) as rows24,
    coalesce(sum(serious) filter (where month > as_of - interval '24 months'), 0) as serious24,
    sum(standing) as standing
  from placed
  group by uscc, series
)`;

/** One row an enterprise: the counterparties with a positive net amount in the window. */
const partner = `
partner as (
  select uscc,
    count(*) filter (where direction = 'sale') as customers,
    count(*) filter (where direction = 'purchase') as suppliers,
    sum(net) filter (where direction = 'sale') as sold,
    sum(net) filter (where direction = 'sale' and place <= 5) as sold_to_five,
    sum(net * net) filter (where direction = 'sale') as sold_squares
  from (
    select s.uscc, r.category as direction, sum(r.amount_fen) as net,
      row_number() over (partition by s.uscc, r.category order by sum(r.amount_fen) desc) as place
    from scope s
    join credit.record r on r.uscc = s.uscc
    where r.superseded_at is null and r.item = 'invoice_month' and r.period >= s.from12 and r.period < s.until
    group by s.uscc, r.category, r.key
    having sum(r.amount_fen) > 0
  ) net
  group by uscc
)`;

export const indicatorSteps = [scope, month, placed, figure, partner].join(",");
