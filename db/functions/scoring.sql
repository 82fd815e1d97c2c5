-- The life of a scorecard, and what the monthly monitor may know of scores: figures, never whose.

-- Publication and promotion are taken by two people (approval.sql).
create or replace trigger guarded before insert on scoring.card_event
  for each row execute function audit.guard_document_event('card', '{"approve": "submit", "promote": "propose"}');
create or replace trigger insert_only before update or delete on scoring.card_event
  for each row execute function audit.refuse_change();
create or replace trigger never_truncated before truncate on scoring.card_event
  for each statement execute function audit.refuse_change();
alter table scoring.card_event enable always trigger guarded, enable always trigger insert_only, enable always trigger never_truncated;
create or replace trigger guarded before update on scoring.card
  for each row execute function audit.guard_document('card_event', 'card');
alter table scoring.card enable always trigger guarded;
-- What guarded cards before there were other documents of this kind.
drop function if exists scoring.guard_card();
drop function if exists scoring.guard_card_event();

-- A limit policy is decided once, by another person than the one who proposed it, and never changes.
create or replace function scoring.guard_limit_policy() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'proposed' or new.decided_by is not null or new.decided_at is not null then
      raise exception 'a limit policy begins as a proposal' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if old.status <> 'proposed' or new.status = 'proposed' or new.decided_by is null or new.decided_at is null
    or (to_jsonb(new) - array['status', 'decided_by', 'decided_at', 'decision_note'])
      is distinct from (to_jsonb(old) - array['status', 'decided_by', 'decided_at', 'decision_note']) then
    raise exception 'a limit policy never changes; a change is a new version' using errcode = 'insufficient_privilege';
  end if;
  if new.status in ('approved', 'declined') and new.decided_by = old.proposed_by then
    raise exception 'a limit policy is decided by another person' using errcode = 'insufficient_privilege';
  end if;
  if new.status = 'taken_back' and new.decided_by <> old.proposed_by then
    raise exception 'a proposal is taken back by who made it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create or replace trigger guarded before insert or update on scoring.limit_policy
  for each row execute function scoring.guard_limit_policy();
create or replace trigger never_deleted before delete on scoring.limit_policy
  for each row execute function audit.refuse_change();
create or replace trigger never_truncated before truncate on scoring.limit_policy
  for each statement execute function audit.refuse_change();
alter table scoring.limit_policy enable always trigger guarded, enable always trigger never_deleted, enable always trigger never_truncated;

-- The last score of each application by each card within a time, by role: what the figures below count.
create or replace function scoring.last_scores(p_from timestamptz, p_to timestamptz)
returns table (card_hash text, card_id text, card_version integer, institution_id uuid, role text, application_id uuid, total double precision, result jsonb, scored_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select distinct on (s.application_id, s.card_hash, s.role)
    s.card_hash, s.card_id, s.card_version, s.institution_id, s.role, s.application_id, s.total, s.result, s.scored_at
  from scoring.score s
  where s.application_id is not null and s.scored_at >= p_from and s.scored_at < p_to
  order by s.application_id, s.card_hash, s.role, s.scored_at desc
$$;

create or replace function scoring.monitor_totals(p_from timestamptz, p_to timestamptz)
returns table (card_hash text, card_id text, card_version integer, institution_id uuid, role text, total double precision, scores integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.card_hash, s.card_id, s.card_version, s.institution_id, s.role, s.total, count(*)::integer
  from scoring.last_scores(p_from, p_to) s group by 1, 2, 3, 4, 5, 6
$$;

create or replace function scoring.monitor_points(p_from timestamptz, p_to timestamptz)
returns table (card_hash text, institution_id uuid, fact text, points double precision, scores integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.card_hash, s.institution_id, part ->> 'fact', (part ->> 'points')::double precision, count(*)::integer
  from scoring.last_scores(p_from, p_to) s, jsonb_array_elements(s.result -> 'parts') part
  group by 1, 2, 3, 4
$$;

-- Since when each card scores: the start of its reference.
create or replace function scoring.monitor_starts()
returns table (card_hash text, institution_id uuid, first_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.card_hash, s.institution_id, min(s.scored_at) from scoring.score s
  where s.application_id is not null group by 1, 2
$$;

-- Loans that were repaid by then, with the last score before the money went out, and whether they fell overdue.
create or replace function scoring.monitor_outcomes(p_to timestamptz)
returns table (card_hash text, institution_id uuid, total double precision, default_bps double precision, bad boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select distinct on (s.application_id, s.card_hash)
    s.card_hash, s.institution_id, s.total, (s.result ->> 'defaultProbabilityBps')::double precision,
    coalesce((settled.payload ->> 'overdue')::boolean, false)
  from lending.event settled
  join lending.event paid on paid.application_id = settled.application_id and paid.kind = 'disburse'
  join scoring.score s on s.application_id = settled.application_id and s.scored_at <= paid.at
  where settled.kind = 'settle' and settled.at < p_to
  order by s.application_id, s.card_hash, s.scored_at desc
$$;
revoke all on function scoring.last_scores(timestamptz, timestamptz), scoring.monitor_totals(timestamptz, timestamptz),
  scoring.monitor_points(timestamptz, timestamptz), scoring.monitor_starts(), scoring.monitor_outcomes(timestamptz),
  scoring.guard_limit_policy() from public;
