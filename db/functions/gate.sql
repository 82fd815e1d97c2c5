-- The gate. Credit records leave the database through these functions and no other way: the web
-- process's role has no SELECT on them. Each call checks and counts in one statement, logs, and then
-- reads, all in one transaction: no look is without a ground and none without a trace. Refused looks
-- are logged too; if the log cannot be written, nothing is read.

drop function if exists credit.read_by_authorisation(uuid, uuid, text, text, text[], uuid, text);
drop function if exists credit.read_for_platform(uuid, text, text);
drop function if exists credit.read_by_authorisation(uuid, uuid, text, text, text, text, text[], date, uuid, text);
drop function if exists credit.read_own(uuid, text, text);
drop function if exists credit.read_own(uuid, text, text, integer);
drop function if exists credit.read_for_platform(uuid, text, uuid, text, text);
drop function if exists credit.log_access(text, timestamptz, uuid, uuid, uuid, uuid, text, text, text, text[], date, text, jsonb);
drop function if exists credit.refusal_of(uuid, text, uuid, text, text, text, text[], date, timestamptz);
drop function if exists credit.use_authorisation(uuid, text, uuid, text, text, text, text[], date, timestamptz);
drop function if exists credit.disclose(text, text[]);
drop function if exists credit.disclose(text, text[], date);
drop function if exists credit.disclose_indicators(text, text[]);
drop function if exists credit.disclose_indicators(text, text[], integer);
drop function if exists credit.disclose_indicators(text, text[], date);
drop function if exists credit.platform_today();

-- The business day in China, whatever the session's time zone.
create function credit.platform_today() returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$ select (now() at time zone 'Asia/Shanghai')::date $$;

-- The indicators of one enterprise. One leaves the database only if every item that it rests on is
-- covered (gas only where the enterprise has any), and if nothing in it is from before p_from: its
-- window begins no earlier, nor do the newest records where it speaks of those (lib/credit/seed.ts).
-- A year's grade counts as the whole year's; public items have no bound. p_from null: no bound.
-- Along with them, by item, the version of the records that they were computed from: it is kept in the
-- same row, so that a batch that landed since then shows, even one that has not been computed with yet.
create function credit.disclose_indicators(p_uscc text, p_items text[], p_from date)
returns table (as_of date, indicators jsonb, versions jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select seen.as_of, coalesce((
    select jsonb_object_agg(entry.key, entry.value)
    from credit.indicator i
    cross join lateral (select date_trunc('month',
      (i.as_of + case when e.observed_on = i.as_of then 1 else 0 end)::timestamp) as until) computed
    cross join lateral jsonb_each(to_jsonb(i)) as entry
    join lateral (
      select lower(replace(source.indicator, '_', '')) as name
      from credit.indicator_source source
      left join (
        select item.id, item.sharing = 'public' as open, (
          select max(r.period) from credit.record r
          where r.uscc = p_uscc::bpchar and r.item = item.id and r.superseded_at is null and r.period <= i.as_of) as newest
        from intake.item item where item.id in (select used.item from credit.indicator_source used)
      ) held on held.id = source.item
      group by 1
      having bool_and(source.item = 'registry' or (
        (source.item = any (p_items) or (source.item = 'gas' and held.newest is null))
        and (p_from is null or held.open or held.newest is null or (
          case when source.item = 'tax_grade' then date_trunc('year', p_from::timestamp) else p_from::timestamp end
            <= held.newest - make_interval(months => greatest(-source.months, 0))
          and (source.months <= 0 or p_from <= computed.until - make_interval(months => source.months))))))
    ) open on open.name = replace(entry.key, '_', '')
    where i.uscc = e.uscc
  ), '{}'), (
    select coalesce(jsonb_object_agg(item.id, coalesce((i.data_versions ->> item.id)::integer, 0)), '{}')
    from unnest(p_items) as item (id) left join credit.indicator i on i.uscc = e.uscc
  )
  from registry.enterprise e
  cross join lateral (select coalesce(e.observed_on, credit.platform_today()) as as_of) seen
  where e.uscc = p_uscc::bpchar
$$;

-- What one enterprise's records say, limited to some items and from a day on. Nobody may call it but
-- the gate.
create function credit.disclose(p_uscc text, p_items text[], p_from date)
returns table (as_of date, series jsonb, partners jsonb, coverage jsonb, records jsonb, indicators jsonb, versions jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select
    d.as_of,
    (select coalesce(jsonb_agg(to_jsonb(s) order by s.item, s.period), '[]')
       from credit.profile_series(p_uscc, p_items, p_from) s),
    (select coalesce(jsonb_agg(to_jsonb(p)), '[]')
       from credit.profile_partners(p_uscc, d.as_of, p_from) p where 'invoice_month' = any (p_items)),
    (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from (
       select * from credit.coverage(p_uscc, p_from)
       union all
       -- A public list that is delivered and does not name the enterprise: that is known, not missing.
       select i.id, 0, null, null, max(b.finished_at)
       from intake.item i join intake.batch b on b.item_id = i.id and b.status = 'landed'
       where i.sharing = 'public' and not exists (
         select from credit.record r
         where r.uscc = p_uscc::bpchar and r.item = i.id and r.superseded_at is null)
       group by i.id) c
     where c.item = any (p_items)),
    (select coalesce(jsonb_agg(to_jsonb(n) order by n.item, n.period, n.key), '[]')
       from credit.named_records(p_uscc, p_items, p_from) n),
    d.indicators,
    d.versions
  from credit.disclose_indicators(p_uscc, p_items, p_from) d
$$;

-- The line of one look: in the enterprise's chain of the audit log, and beside it where it is asked for.
create function credit.log_access(p_uscc text, p_at timestamptz, p_account uuid, p_institution uuid, p_authorisation uuid,
  p_application uuid, p_stage text, p_purpose_code text, p_purpose text, p_items text[], p_from date, p_verdict text, p_detail jsonb)
returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_seq bigint;
  v_access bigint;
  v_authorisation uuid := (select a.id from consent.authorisation a where a.id = p_authorisation);
begin
  -- A code that is nobody's gets no chain of its own.
  v_seq := audit.append(
    case when exists (select from registry.enterprise e where e.uscc = p_uscc::bpchar) then 'enterprise:' || p_uscc else 'platform' end,
    'access',
    jsonb_build_object('uscc', p_uscc, 'at', to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'accountId', p_account, 'institutionId', p_institution, 'authorisationId', v_authorisation, 'applicationId', p_application,
      'stage', p_stage, 'purposeCode', p_purpose_code, 'purpose', p_purpose, 'items', p_items, 'fromDay', p_from,
      'verdict', p_verdict, 'detail', p_detail)::text);
  insert into consent.access_log (uscc, at, account_id, institution_id, authorisation_id, application_id, stage, purpose_code,
    purpose, items, from_day, verdict, detail, chain_seq)
  values (p_uscc, p_at, p_account, p_institution, v_authorisation, p_application, p_stage, p_purpose_code,
    p_purpose, p_items, p_from, p_verdict, p_detail, v_seq)
  returning id into v_access;
  return v_access;
end
$$;

-- Checks and counts in one statement: of many queries racing for the last one, one finds the row.
-- Returns no row where anything stands against it. p_institution null: the platform itself.
create function credit.use_authorisation(p_authorisation uuid, p_hash text, p_institution uuid, p_uscc text, p_stage text,
  p_purpose text, p_items text[], p_from date, p_now timestamptz)
returns table (items text[], look_back_months integer, data_life_days integer)
language sql volatile set search_path = pg_catalog, pg_temp
as $$
  update consent.authorisation a set
    used_queries = a.used_queries + 1,
    window_start = date_trunc(coalesce(a.frequency_unit, 'day'), p_now at time zone 'Asia/Shanghai')::date,
    window_used = 1 + case
      when a.window_start = date_trunc(coalesce(a.frequency_unit, 'day'), p_now at time zone 'Asia/Shanghai')::date
      then a.window_used else 0 end,
    status = case when a.used_queries + 1 = a.maximum_queries then 'used_up' else a.status end,
    status_at = case when a.used_queries + 1 = a.maximum_queries then p_now else a.status_at end,
    status_by = case when a.used_queries + 1 = a.maximum_queries then null else a.status_by end,
    status_reason = case when a.used_queries + 1 = a.maximum_queries then '查询次数已用完' else a.status_reason end
  where a.id = p_authorisation
    and a.uscc = p_uscc::bpchar and a.institution_id is not distinct from p_institution
    and a.stage = p_stage and a.purpose = p_purpose and a.status = 'agreed'
    and a.starts_at <= p_now and p_now < a.ends_at
    and a.used_queries < a.maximum_queries
    and (a.frequency_times is null or a.window_used < a.frequency_times
      or a.window_start is distinct from date_trunc(a.frequency_unit, p_now at time zone 'Asia/Shanghai')::date)
    and a.artefact_hash = p_hash
    and consent.fault_of(a) is null
    and consent.fair_use_breach(a) is null
    and (p_items is null or p_items <@ (a.items || array(select i.id from intake.item i where i.sharing = 'public')))
    and (p_from is null or p_from >= credit.earliest_day(p_uscc, a.look_back_months))
  returning a.items, a.look_back_months, a.data_life_days
$$;

-- Why use_authorisation found no row: the first thing that stands against it, in a fixed order, which
-- for what lapses by itself is that of standingOf in lib/consent/model.ts.
create function credit.refusal_of(p_authorisation uuid, p_hash text, p_institution uuid, p_uscc text, p_stage text,
  p_purpose text, p_items text[], p_from date, p_now timestamptz)
returns table (verdict text, detail jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select w.verdict, case w.verdict
    when 'fair_use' then jsonb_build_object('attribute', w.breach)
    when 'item_not_covered' then jsonb_build_object('items', array(select unnest(p_items) except select unnest(a.items || w.open) order by 1))
    when 'range_not_covered' then jsonb_build_object('earliest', credit.earliest_day(p_uscc, a.look_back_months))
    when 'too_frequent' then jsonb_build_object('times', a.frequency_times, 'unit', a.frequency_unit) end
  from consent.authorisation a
  cross join lateral (
    select array(select i.id from intake.item i where i.sharing = 'public') as open,
      consent.fault_of(a) as fault, consent.fair_use_breach(a) as breach
  ) f
  cross join lateral (
    select f.open, f.breach, case
      when a.uscc <> p_uscc::bpchar then 'wrong_enterprise'
      when a.institution_id is distinct from p_institution then 'wrong_grantee'
      when a.status in ('created', 'requested') then 'never_granted'
      when a.status in ('refused', 'withdrawn') then a.status
      -- A request whose time ran out before anybody answered.
      when a.signed_at is null then 'expired'
      when f.fault is not null then f.fault
      when p_hash is null then 'signature_invalid'
      when a.artefact_hash <> p_hash then 'artefact_altered'
      when a.stage is distinct from p_stage then 'wrong_stage'
      when a.purpose is distinct from p_purpose then 'wrong_purpose'
      when f.breach is not null then 'fair_use'
      when a.status = 'expired' or (a.status in ('agreed', 'paused') and p_now >= a.ends_at) then 'expired'
      when a.status = 'paused' then 'paused'
      when a.status = 'agreed' and p_now < a.starts_at then 'not_yet_started'
      when p_items is not null and not p_items <@ (a.items || f.open) then 'item_not_covered'
      when p_from < credit.earliest_day(p_uscc, a.look_back_months) then 'range_not_covered'
      when a.status = 'used_up' or a.used_queries >= a.maximum_queries then 'used_up'
      else 'too_frequent' end as verdict
  ) w
  where a.id = p_authorisation
$$;

-- A loan officer reads under one authorisation. Uses up one query of it, whatever number of items.
-- p_hash: of the artefact whose signature the caller has checked; null where the check failed.
-- p_items null: everything that the authorisation covers. Public items need no mention in it.
-- p_from null: as far back as the authorisation reaches.
create function credit.read_by_authorisation(
  p_account uuid, p_authorisation uuid, p_hash text, p_uscc text, p_stage text, p_purpose_code text,
  p_items text[], p_from date, p_application uuid, p_purpose text
) returns table (verdict text, detail jsonb, access_id bigint, items text[], from_day date, as_of date, series jsonb, partners jsonb, coverage jsonb, records jsonb, indicators jsonb, versions jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_institution uuid;
  v_left boolean;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_used record;
  v_items text[] := coalesce(p_items, '{}');
  v_from date := p_from;
  v_verdict text;
  v_detail jsonb;
  v_access bigint;
begin
  select m.institution_id, i.left_at is not null into v_institution, v_left
  from identity.membership m join registry.institution i on i.id = m.institution_id
  where m.account_id = p_account and m.role = 'loan_officer' and m.ended_at is null;

  if v_institution is null then
    v_verdict := 'not_a_member';
  elsif v_left then
    v_verdict := 'institution_left';
  else
    select * into v_used from credit.use_authorisation(
      p_authorisation, p_hash, v_institution, p_uscc, p_stage, p_purpose_code, p_items, p_from, v_now);
    if found then
      v_verdict := 'granted';
      v_items := coalesce(p_items, array(
        select distinct unnest(v_used.items || array(select i.id from intake.item i where i.sharing = 'public')) order by 1));
      v_from := coalesce(p_from, credit.earliest_day(p_uscc, v_used.look_back_months));
    else
      select r.verdict, r.detail into v_verdict, v_detail from credit.refusal_of(
        p_authorisation, p_hash, v_institution, p_uscc, p_stage, p_purpose_code, p_items, p_from, v_now) r;
      v_verdict := coalesce(v_verdict, 'never_granted');
      if v_verdict = 'expired' then perform consent.expire(p_authorisation, v_now); end if;
    end if;
  end if;

  v_access := credit.log_access(p_uscc, v_now, p_account, v_institution, p_authorisation, p_application, p_stage,
    p_purpose_code, p_purpose, v_items, v_from, v_verdict, v_detail);

  if v_verdict <> 'granted' then
    return query select v_verdict, v_detail, v_access, v_items, v_from, null::date, null::jsonb, null::jsonb, null::jsonb, null::jsonb, null::jsonb, null::jsonb;
    return;
  end if;
  insert into consent.disclosure (uscc, access_id, institution_id, authorisation_id, application_id, at, keep_until)
  values (p_uscc, v_access, v_institution, p_authorisation, p_application, v_now, v_now + make_interval(days => v_used.data_life_days));
  return query select v_verdict, v_detail, v_access, v_items, v_from, d.* from credit.disclose(p_uscc, v_items, v_from) d;
end
$$;

-- An enterprise looks at itself: every item, and a line in its own log. p_past_months: of how many months
-- before the last whole one to see the indicators besides, as of the day after each, from what is known
-- of them today.
create function credit.read_own(p_account uuid, p_uscc text, p_purpose text, p_past_months integer default 0)
returns table (verdict text, detail jsonb, access_id bigint, items text[], from_day date, as_of date, series jsonb, partners jsonb, coverage jsonb, records jsonb, indicators jsonb, versions jsonb, history jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items text[] := array(select i.id from intake.item i order by i.id);
  v_verdict text := case when exists (
    select from identity.membership m
    where m.account_id = p_account and m.role = 'enterprise' and m.uscc = p_uscc::bpchar and m.ended_at is null
  ) then 'granted' else 'not_a_member' end;
  v_from date;
  v_access bigint;
begin
  v_access := credit.log_access(p_uscc, date_trunc('milliseconds', clock_timestamp()), p_account, null, null, null, 'own', null, p_purpose, v_items, null, v_verdict, null);
  if v_verdict = 'granted' then
    -- Three years are shown; an enterprise's own indicators are all its own.
    v_from := credit.earliest_day(p_uscc, 36);
    return query select v_verdict, null::jsonb, v_access, v_items, v_from, d.*, (
        select coalesce(jsonb_agg(jsonb_build_object('day', past.day, 'indicators', i.found) order by past.day), '[]')
        from registry.enterprise e
        cross join lateral (
          select (date_trunc('month', coalesce(e.observed_on + 1, credit.platform_today())::timestamp)
            - make_interval(months => back))::date as day
          from generate_series(1, p_past_months) as back
        ) past
        cross join lateral credit.indicators_on(array[p_uscc]::bpchar[], past.day, 'infinity') i
        where e.uscc = p_uscc::bpchar)
      from credit.disclose(p_uscc, v_items, v_from) d;
  else
    return query select v_verdict, null::jsonb, v_access, v_items, null::date, null::date, null::jsonb, null::jsonb, null::jsonb, null::jsonb, null::jsonb, null::jsonb, null::jsonb;
  end if;
end
$$;

-- The platform's own processing (matching, scoring for the enterprise itself) has its own
-- authorisation, given at registration, and its own lines in the log. p_account null: a job.
create function credit.read_for_platform(p_account uuid, p_uscc text, p_authorisation uuid, p_hash text, p_purpose text)
returns table (verdict text, detail jsonb, access_id bigint, items text[], from_day date, as_of date, indicators jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_used record;
  v_items text[] := '{}';
  v_from date;
  v_verdict text;
  v_detail jsonb;
  v_access bigint;
begin
  select * into v_used from credit.use_authorisation(
    p_authorisation, p_hash, null, p_uscc, 'platform', 'platform_processing', null, null, v_now);
  if found then
    v_verdict := 'granted';
    v_items := array(select distinct unnest(v_used.items || array(select i.id from intake.item i where i.sharing = 'public')) order by 1);
  else
    select r.verdict, r.detail into v_verdict, v_detail from credit.refusal_of(
      p_authorisation, p_hash, null, p_uscc, 'platform', 'platform_processing', null, null, v_now) r;
    v_verdict := coalesce(v_verdict, 'never_granted');
    if v_verdict = 'expired' then perform consent.expire(p_authorisation, v_now); end if;
  end if;

  v_access := credit.log_access(p_uscc, v_now, p_account, null, p_authorisation, null, 'platform', 'platform_processing',
    p_purpose, v_items, null, v_verdict, v_detail);

  if v_verdict = 'granted' then
    v_from := credit.earliest_day(p_uscc, v_used.look_back_months);
    return query select v_verdict, v_detail, v_access, v_items, v_from, d.as_of, d.indicators
      from credit.disclose_indicators(p_uscc, v_items, v_from) d;
  else
    return query select v_verdict, v_detail, v_access, v_items, null::date, null::date, null::jsonb;
  end if;
end
$$;

-- Until grants.sql has run nobody but the owner may call what was made here.
revoke all on all functions in schema credit, consent from public;
