-- The gate. Credit records leave the database through these functions and no other way: the web
-- process's role has no SELECT on them. Each call checks, counts, logs and reads in one statement,
-- so that no look is without a ground and none without a trace. Refused looks are logged too.

drop function if exists credit.read_by_authorisation(uuid, uuid, text, text, text[], uuid, text);
drop function if exists credit.read_own(uuid, text, text);
drop function if exists credit.read_for_platform(uuid, text, text);
drop function if exists credit.disclose(text, text[]);
drop function if exists credit.disclose_indicators(text, text[]);
drop function if exists credit.platform_today();

-- The business day in China, whatever the session's time zone.
create function credit.platform_today() returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$ select (now() at time zone 'Asia/Shanghai')::date $$;

-- The indicators of one enterprise; one is blank unless every item that it rests on is covered.
create function credit.disclose_indicators(p_uscc text, p_items text[])
returns table (as_of date, indicators jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select
    coalesce(e.observed_on, credit.platform_today()),
    coalesce((
      select jsonb_object_agg(entry.key, entry.value)
      from credit.indicator i, jsonb_each(to_jsonb(i)) as entry
      where i.uscc = p_uscc::bpchar
        and not exists (
          select from credit.indicator_source source
          where lower(replace(source.indicator, '_', '')) = replace(entry.key, '_', '')
            and not source.item = any (p_items)
        )
    ), '{}')
  from registry.enterprise e where e.uscc = p_uscc::bpchar
$$;

-- What one enterprise's records say, limited to some items. Nobody may call it but the gate.
create function credit.disclose(p_uscc text, p_items text[])
returns table (as_of date, series jsonb, partners jsonb, coverage jsonb, indicators jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select
    d.as_of,
    (select coalesce(jsonb_agg(to_jsonb(s) order by s.item, s.period), '[]')
       from credit.profile_series(p_uscc, p_items, (date_trunc('month', d.as_of) - interval '36 months')::date) s),
    (select coalesce(jsonb_agg(to_jsonb(p)), '[]')
       from credit.profile_partners(p_uscc, d.as_of) p where 'invoice_month' = any (p_items)),
    (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from (
       select * from credit.coverage(p_uscc)
       union all
       -- A public list that is delivered and does not name the enterprise: that is known, not missing.
       select i.id, 0, null, null, max(b.finished_at)
       from intake.item i join intake.batch b on b.item_id = i.id and b.status = 'landed'
       where i.sharing = 'public' and not exists (
         select from credit.record r
         where r.uscc = p_uscc::bpchar and r.item = i.id and r.superseded_at is null)
       group by i.id) c
     where c.item = any (p_items)),
    d.indicators
  from credit.disclose_indicators(p_uscc, p_items) d
$$;

-- A loan officer reads under one authorisation. Uses up one query of it, whatever number of items.
-- p_items null: everything that the authorisation covers. Public items need no mention in it.
create function credit.read_by_authorisation(
  p_account uuid, p_authorisation uuid, p_uscc text, p_stage text, p_items text[], p_application uuid, p_purpose text
) returns table (verdict text, access_id bigint, items text[], as_of date, series jsonb, partners jsonb, coverage jsonb, indicators jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_institution uuid;
  v_public text[] := array(select i.id from intake.item i where i.sharing = 'public');
  v_now timestamptz := clock_timestamp();
  v_granted text[];
  v_items text[];
  v_verdict text;
  v_access bigint;
begin
  select m.institution_id into v_institution from identity.membership m
  where m.account_id = p_account and m.role = 'loan_officer' and m.ended_at is null;

  -- Check and count in one statement: of many queries racing for the last one, one finds the row.
  update consent.authorisation a set used_queries = a.used_queries + 1
  where a.id = p_authorisation and a.uscc = p_uscc::bpchar and a.institution_id = v_institution
    and a.stage = p_stage and a.status = 'agreed'
    and a.starts_at <= v_now and v_now < a.ends_at
    and a.used_queries < a.maximum_queries
    and (p_items is null or p_items <@ (a.items || v_public))
  returning a.items into v_granted;

  if found then
    v_verdict := 'granted';
    v_items := coalesce(p_items, array(select distinct unnest(v_granted || v_public) order by 1));
  else
    v_items := coalesce(p_items, '{}');
    v_verdict := case when v_institution is null then 'not_a_member' else coalesce((
      select case
        when a.uscc <> p_uscc::bpchar then 'wrong_enterprise'
        when a.institution_id is distinct from v_institution then 'wrong_grantee'
        when a.status = 'created' then 'never_granted'
        when a.status = 'withdrawn' then 'withdrawn'
        when a.stage <> p_stage then 'wrong_stage'
        when v_now < a.starts_at then 'not_yet_started'
        when v_now >= a.ends_at then 'expired'
        when p_items is not null and not p_items <@ (a.items || v_public) then 'item_not_covered'
        else 'used_up' end
      from consent.authorisation a where a.id = p_authorisation), 'never_granted') end;
  end if;

  insert into consent.access_log (uscc, at, account_id, institution_id, authorisation_id, application_id, stage, purpose, items, verdict)
  values (p_uscc, v_now, p_account, v_institution,
    (select a.id from consent.authorisation a where a.id = p_authorisation), p_application, p_stage, p_purpose, v_items, v_verdict)
  returning id into v_access;

  if v_verdict = 'granted' then
    return query select v_verdict, v_access, v_items, d.* from credit.disclose(p_uscc, v_items) d;
  else
    return query select v_verdict, v_access, v_items, null::date, null::jsonb, null::jsonb, null::jsonb, null::jsonb;
  end if;
end
$$;

-- An enterprise looks at itself: every item, and a line in its own log.
create function credit.read_own(p_account uuid, p_uscc text, p_purpose text)
returns table (verdict text, access_id bigint, items text[], as_of date, series jsonb, partners jsonb, coverage jsonb, indicators jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items text[] := array(select i.id from intake.item i order by i.id);
  v_verdict text := case when exists (
    select from identity.membership m
    where m.account_id = p_account and m.role = 'enterprise' and m.uscc = p_uscc::bpchar and m.ended_at is null
  ) then 'granted' else 'not_a_member' end;
  v_access bigint;
begin
  insert into consent.access_log (uscc, at, account_id, stage, purpose, items, verdict)
  values (p_uscc, clock_timestamp(), p_account, 'own', p_purpose, v_items, v_verdict)
  returning id into v_access;

  if v_verdict = 'granted' then
    return query select v_verdict, v_access, v_items, d.* from credit.disclose(p_uscc, v_items) d;
  else
    return query select v_verdict, v_access, v_items, null::date, null::jsonb, null::jsonb, null::jsonb, null::jsonb;
  end if;
end
$$;

-- The platform's own processing (matching, scoring for the enterprise itself) has its own
-- authorisation, given at registration, and its own lines in the log.
create function credit.read_for_platform(p_account uuid, p_uscc text, p_purpose text)
returns table (verdict text, access_id bigint, items text[], as_of date, indicators jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_authorisation uuid;
  v_public text[] := array(select i.id from intake.item i where i.sharing = 'public');
  v_granted text[];
  v_items text[];
  v_verdict text;
  v_access bigint;
begin
  update consent.authorisation a set used_queries = a.used_queries + 1
  where a.id = (
      select b.id from consent.authorisation b
      where b.uscc = p_uscc::bpchar and b.institution_id is null and b.stage = 'platform' and b.status = 'agreed'
        and b.starts_at <= v_now and v_now < b.ends_at
      order by b.signed_at desc limit 1)
    and a.status = 'agreed' and a.used_queries < a.maximum_queries
  returning a.id, a.items into v_authorisation, v_granted;

  v_verdict := case when found then 'granted' else coalesce((
    select case when b.status = 'withdrawn' then 'withdrawn' when v_now >= b.ends_at then 'expired'
                when v_now < b.starts_at then 'not_yet_started' else 'used_up' end
    from consent.authorisation b
    where b.uscc = p_uscc::bpchar and b.institution_id is null and b.stage = 'platform' and b.status <> 'created'
    order by b.signed_at desc limit 1), 'never_granted') end;
  v_items := case when v_verdict = 'granted' then array(select distinct unnest(v_granted || v_public) order by 1) else '{}' end;

  insert into consent.access_log (uscc, at, account_id, authorisation_id, stage, purpose, items, verdict)
  values (p_uscc, v_now, p_account, v_authorisation, 'platform', p_purpose, v_items, v_verdict)
  returning id into v_access;

  if v_verdict = 'granted' then
    return query select v_verdict, v_access, v_items, d.as_of, d.indicators from credit.disclose_indicators(p_uscc, v_items) d;
  else
    return query select v_verdict, v_access, v_items, null::date, null::jsonb;
  end if;
end
$$;
