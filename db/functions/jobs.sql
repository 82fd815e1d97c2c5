-- What the worker's jobs need of the database: lib/jobs, lib/consent/jobs.ts.

-- What may no longer be kept, in our own copy: the facts that a score was given from, and where its
-- parts and its limit repeat them in words. Total, grade and reasons stay, since a decision rests on
-- them. Runs as the owner, so that who lets it run need not be able to read a score.

-- A score's result with everything taken out that shows a fact.
create or replace function scoring.without_facts(p_result jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when p_result -> 'parts' is null then p_result else jsonb_set(p_result, '{parts}', coalesce((
      select jsonb_agg(part || '{"observed": "已删除"}' order by place)
      from jsonb_array_elements(p_result -> 'parts') with ordinality as parts (part, place)), '[]')) end
    || case when p_result #> '{limit,steps}' is null then '{}' else jsonb_build_object('limit',
      jsonb_set(p_result -> 'limit', '{steps}', coalesce((
        select jsonb_agg(step || '{"formula": "已删除", "amountFen": null}' order by place)
        from jsonb_array_elements(p_result #> '{limit,steps}') with ordinality as steps (step, place)), '[]'))) end
$$;

create or replace function scoring.forget_ended(p_now timestamptz) returns integer
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  with ended as materialized (
    select s.id from scoring.score s
    join consent.disclosure d on d.uscc = s.uscc and d.access_id = s.access_id
    where s.facts_deleted_at is null and d.status <> 'held'
    for update of s skip locked
  ), forgotten as (
    update scoring.score s set
      facts = '{}',
      facts_deleted_at = p_now,
      result = scoring.without_facts(s.result)
    from ended where s.id = ended.id
    returning 1
  )
  select count(*)::integer from forgotten
$$;

-- The same at once, of looks whose authorisation somebody has just ended; what is still held stays.
create or replace function scoring.forget_looks(p_usccs text[], p_accesses bigint[], p_now timestamptz) returns integer
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  with forgotten as (
    update scoring.score s set
      facts = '{}',
      facts_deleted_at = p_now,
      result = scoring.without_facts(s.result)
    from unnest(p_usccs::bpchar[], p_accesses) as look (uscc, access_id)
    join consent.disclosure d on d.uscc = look.uscc and d.access_id = look.access_id and d.status <> 'held'
    where s.uscc = look.uscc and s.access_id = look.access_id and s.facts_deleted_at is null
    returning 1
  )
  select count(*)::integer from forgotten
$$;

-- The log's own end of life, for the job that may not choose what goes: what is older than three years,
-- as audit.purge_chain allows it. Returns how many lines went, null where none was due.
create or replace function audit.purge_due(p_chain text) returns integer
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select p.lines from audit.purge_chain(p_chain, now() - interval '3 years') p $$;

-- Tells the worker of a submission at the moment it is committed; without it the next look finds it.
create or replace function intake.tell_of_submission() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin perform pg_notify('intake_submission', ''); return null; end $$;
create or replace trigger told_of after insert on intake.submission
  for each statement execute function intake.tell_of_submission();
