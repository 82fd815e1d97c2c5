-- What was disclosed and is kept is credit data still: the facts of a score, a row in quarantine. The
-- web process cannot select them; they leave through these functions, each to whom it belongs.

-- An application's scores with what they were given from. The enterprise's own are always its own; its
-- institution has them as long as it may keep what its look disclosed, and without the facts after.
-- Nobody else has a row. Whoever takes them out does so by a command that leaves its line in the log.
create or replace function scoring.kept_scores(p_account uuid, p_application uuid)
returns table (id uuid, facts jsonb, result jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.id,
    case when open.it then s.facts end,
    case when open.it then s.result else scoring.without_facts(s.result) end
  from scoring.score s
  join lending.application a on a.id = s.application_id
  join identity.membership m on m.account_id = p_account and m.ended_at is null
    and (m.uscc = a.uscc or m.institution_id = a.institution_id)
  cross join lateral (select s.facts_deleted_at is null and (m.uscc is not null or exists (
    select from consent.disclosure d where d.uscc = s.uscc and d.access_id = s.access_id
      and d.status = 'held' and d.keep_until > now())) as it) open
  where s.application_id = p_application
$$;

-- What a score says, without anything that it was given from.
create or replace function scoring.outcome_of(p_score uuid) returns table (grade_label text, suggested_fen bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.result ->> 'gradeLabel', (s.result #>> '{limit,suggestedFen}')::bigint
  from scoring.score s where s.id = p_score
$$;

-- Whether the enterprise owed no bank anything when it was scored; null where that was not known.
create or replace function scoring.owes_nothing(p_score uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select (s.facts ->> 'loanBalanceFen')::bigint <= 0 from scoring.score s where s.id = p_score $$;

-- The items that a score's look covered and that have changed since, with the time of the newest change.
-- A score that keeps no versions is from before they were kept: it says nothing of its data.
create or replace function scoring.data_changed_since(p_score uuid) returns table (item text, changed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select v.item, v.changed_at
  from scoring.score s
  join credit.data_version v on v.uscc = s.uscc and v.version > (s.data_versions ->> v.item)::integer
  where s.id = p_score
  order by v.changed_at desc, v.item
$$;

-- Quarantined rows as they were sent, for a person of the department that answers for the item.
create or replace function intake.quarantined_rows(p_account uuid, p_ids bigint[]) returns table (id bigint, raw jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select q.id, q.raw from intake.quarantine q
  join intake.batch b on b.id = q.batch_id
  join intake.item i on i.id = b.item_id
  where q.id = any (p_ids) and exists (
    select from identity.membership m
    where m.account_id = p_account and m.department_id = i.department_id and m.ended_at is null)
$$;

-- The corrections that were sent for one of them, with what was typed where it has not landed; likewise.
create or replace function intake.corrections_of(p_account uuid, p_quarantine bigint) returns table (id uuid, content bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.content from intake.submission s
  where s.idempotency_key = 'quarantine:' || p_quarantine and exists (
    select from identity.membership m
    where m.account_id = p_account and m.department_id = s.department_id and m.ended_at is null)
$$;
