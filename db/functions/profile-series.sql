-- What the gate's functions read with. Nobody else may call these: they check nothing.
-- Codes are compared as bpchar, the column's own type: a comparison as text finds no index.

drop function if exists credit.profile_partners(text, date);
drop function if exists credit.coverage(text);

-- The first day of the records that a look-back reaches: whole months before the month of the day that
-- the enterprise is seen as of.
create or replace function credit.earliest_day(p_uscc text, p_months integer) returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (date_trunc('month', coalesce(
    (select e.observed_on from registry.enterprise e where e.uscc = p_uscc::bpchar),
    (now() at time zone 'Asia/Shanghai')::date)) - make_interval(months => p_months))::date
$$;

-- One enterprise's current records as its profile shows them, from a day on. Public lists come whatever
-- their age, since what stands now may have begun long ago; a year's grade counts as the whole year's.
-- Accounts, lenders and
-- counterparties of a month are added up; of several accounts the longest delay counts.
create or replace function credit.profile_series(p_uscc text, p_items text[], p_from date)
returns table (item text, period date, category text, amount_fen bigint, tax_fen bigint, paid_fen bigint, arrears_fen bigint, count bigint, quantity double precision, parties bigint, detail jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with held as (
    select r.*
    from credit.record r
    where r.uscc = p_uscc::bpchar and r.item = any (p_items) and r.superseded_at is null
      and (r.period >= p_from or r.item = 'adverse_list'
        or (r.item = 'tax_grade' and r.period >= date_trunc('year', p_from)))
      and r.period <= coalesce((select e.observed_on from registry.enterprise e where e.uscc = p_uscc::bpchar), 'infinity')
  )
  select h.item, h.period, h.category, h.amount_fen, h.tax_fen, h.paid_fen, h.arrears_fen, h.count::bigint,
    h.quantity, null::bigint, h.payload
  from held h
  where h.item in ('tax_grade', 'vat_declaration', 'income_tax_declaration', 'social_insurance', 'housing_fund')
  union all
  select h.item, h.period, h.category, h.amount_fen, null, null, null, null,
    null, null, coalesce(h.payload, '{}') || jsonb_build_object('key', h.key)
  from held h
  where h.item in ('penalty', 'adverse_list')
  union all
  select h.item, h.period, null, sum(h.amount_fen)::bigint, null, sum(h.paid_fen)::bigint, sum(h.arrears_fen)::bigint,
    max(h.count)::bigint, sum(h.quantity), count(*) filter (where h.item = 'loan_balance' and h.amount_fen > 0), null
  from held h
  where h.item in ('electricity', 'water', 'gas', 'loan_balance')
  group by h.item, h.period
  union all
  select h.item, h.period, h.category, sum(h.amount_fen)::bigint, sum(h.tax_fen)::bigint, null, null,
    sum(h.count)::bigint, null, count(*) filter (where h.amount_fen > 0),
    jsonb_build_object(
      'redAmountFen', coalesce(sum((h.payload ->> 'redAmount')::bigint), 0),
      'redInvoices', coalesce(sum((h.payload ->> 'redInvoices')::bigint), 0),
      'voidInvoices', coalesce(sum((h.payload ->> 'voidInvoices')::bigint), 0))
  from held h
  where h.item = 'invoice_month'
  group by h.item, h.period, h.category
  union all
  -- A void invoice counts as one and adds nothing.
  select h.item, date_trunc('month', h.period::timestamp)::date, h.category,
    sum(h.amount_fen) filter (where h.payload ->> 'status' = 'valid')::bigint,
    sum(h.tax_fen) filter (where h.payload ->> 'status' = 'valid')::bigint, null, null,
    count(*) filter (where h.payload ->> 'status' = 'valid'), null, null,
    jsonb_build_object('voidInvoices', count(*) filter (where h.payload ->> 'status' = 'void'))
  from held h
  where h.item = 'invoice'
  group by 1, 2, 3
$$;

-- The ten largest counterparties of either direction in the last twelve whole months, and their shares
-- of all positive net amounts. The same window as that of the indicators; none where the look-back is
-- shorter than it, since a share of a part of the year would mislead.
create or replace function credit.profile_partners(p_uscc text, p_asof date, p_from date)
returns table (direction text, counterparty text, amount_fen bigint, share_bps int, invoices bigint)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with bound as (
    select date_trunc('month', coalesce(
      (select e.observed_on + 1 from registry.enterprise e where e.uscc = p_uscc::bpchar and e.observed_on = p_asof),
      p_asof)::timestamp) as until
  ),
  net as (
    select r.category as direction, r.key, sum(r.amount_fen) as amount, sum(r.count) as invoices
    from credit.record r
    where r.uscc = p_uscc::bpchar and r.item = 'invoice_month' and r.superseded_at is null
      and p_from <= (select (b.until - interval '12 months')::date from bound b)
      and r.period >= (select (b.until - interval '12 months')::date from bound b)
      and r.period < (select b.until::date from bound b)
    group by r.category, r.key
    having sum(r.amount_fen) > 0
  ),
  ranked as (
    select n.*, sum(n.amount) over (partition by n.direction) as total,
      row_number() over (partition by n.direction order by n.amount desc, n.key) as place
    from net n
  )
  select k.direction,
    case when starts_with(k.key, k.direction || ':') then substr(k.key, length(k.direction) + 2) else k.key end,
    k.amount::bigint, round(k.amount * 10000 / k.total)::int, k.invoices::bigint
  from ranked k
  where k.place <= 10
  order by k.direction desc, k.place
$$;

-- What there is of one enterprise from a day on, item by item.
create or replace function credit.coverage(p_uscc text, p_from date)
returns table (item text, rows bigint, first_period date, last_period date, last_recorded_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select r.item, count(*), min(r.period), max(r.period), max(r.recorded_at)
  from credit.record r
  where r.uscc = p_uscc::bpchar and r.superseded_at is null
    and (r.period >= p_from or r.item = 'adverse_list'
      or (r.item = 'tax_grade' and r.period >= date_trunc('year', p_from)))
    and r.period <= coalesce((select e.observed_on from registry.enterprise e where e.uscc = p_uscc::bpchar), 'infinity')
  group by r.item
  order by r.item
$$;

-- The names of the records that indicators are computed from, of some items and from a day on, so that
-- each figure can tell what it rests on (`recordsBehind` in lib/credit/model.ts). Public records come whatever their age.
-- months_back: 1 is the last whole month; a quarter bears the month that it ends in.
-- ended_on: the day that an entry is removed, closed or ended on; valid_until: the last that it is valid on.
create or replace function credit.named_records(p_uscc text, p_items text[], p_from date)
returns table (item text, period date, key text, version smallint, batch bigint, category text, months_back integer, ended_on text, valid_until text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select r.item, r.period, r.key, r.version, r.batch_id, r.category,
    -- As lib/credit/formulas/records.ts counts: 4,800 months have 146,097 days.
    ((seen.until - r.period) * 4800 + 73048) / 146097 - case when r.item = 'income_tax_declaration' then 2 else 0 end,
    coalesce(r.payload ->> 'removedOn', r.payload ->> 'closedOn', r.payload ->> 'endedOn'), r.payload ->> 'validUntil'
  from registry.enterprise e
  cross join lateral (
    select coalesce(e.observed_on, (now() at time zone 'Asia/Shanghai')::date) as as_of,
      date_trunc('month', coalesce(e.observed_on + 1, (now() at time zone 'Asia/Shanghai')::date)::timestamp)::date as until
  ) seen
  cross join lateral (
    select i.id, i.sharing = 'public' as open
    from intake.item i
    where i.id = any (p_items) and i.id in (select source.item from credit.indicator_source source)
  ) item
  join credit.record r on r.uscc = e.uscc and r.item = item.id and r.superseded_at is null and r.period <= seen.as_of
    and (item.open or p_from is null or r.period >= p_from
      or (r.item = 'tax_grade' and r.period >= date_trunc('year', p_from::timestamp)))
  where e.uscc = p_uscc::bpchar
$$;
