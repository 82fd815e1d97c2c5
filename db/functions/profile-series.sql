create or replace function credit.profile_series(p_uscc text, p_items text[], p_from date)
returns table (item text, period date, category text, amount_fen bigint, tax_fen bigint, paid_fen bigint, arrears_fen bigint, count bigint, quantity double precision, parties bigint, detail jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$ select r.item, r.period, r.category, r.amount_fen, r.tax_fen, r.paid_fen, r.arrears_fen, r.count::bigint, r.quantity, null::bigint, r.payload from credit.record r where r.uscc = p_uscc and r.item = any (p_items) and r.period >= p_from and r.superseded_at is null $$;
create or replace function credit.profile_partners(p_uscc text, p_asof date)
returns table (direction text, counterparty text, amount_fen bigint, share_bps int, invoices bigint)
language sql stable set search_path = pg_catalog, pg_temp as $$ select null::text, null::text, null::bigint, null::int, null::bigint where false $$;
create or replace function credit.coverage(p_uscc text)
returns table (item text, rows bigint, first_period date, last_period date, last_recorded_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$ select r.item, count(*), min(r.period), max(r.period), max(r.recorded_at) from credit.record r where r.uscc = p_uscc and r.superseded_at is null group by 1 $$;
