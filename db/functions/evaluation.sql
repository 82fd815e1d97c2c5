-- Public-credit evaluation: the life of its templates, and what leaves of the months that were evaluated.

-- A template is approved by another person than the one who submitted it (approval.sql).
create or replace trigger guarded before insert on evaluation.template_event
  for each row execute function audit.guard_document_event('template', '{"approve": "submit"}');
create or replace trigger insert_only before update or delete on evaluation.template_event
  for each row execute function audit.refuse_change();
create or replace trigger never_truncated before truncate on evaluation.template_event
  for each statement execute function audit.refuse_change();
alter table evaluation.template_event enable always trigger guarded, enable always trigger insert_only, enable always trigger never_truncated;
create or replace trigger guarded before update on evaluation.template
  for each row execute function audit.guard_document('template_event', 'template');
alter table evaluation.template enable always trigger guarded;

-- What had been approved by an instant, and not yet retired: the latest validity first, then the latest approval.
create or replace function evaluation.approved_at(p_at timestamptz) returns table (hash text, document jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select t.hash, t.document
  from evaluation.template t
  join lateral (select max(e.at) as at from evaluation.template_event e
    where e.template = t.id and e.kind = 'approve' and e.at <= p_at) approved on approved.at is not null
  where not exists (select from evaluation.template_event e where e.template = t.id and e.kind = 'retire' and e.at <= p_at)
  order by t.document ->> 'validFrom' desc, approved.at desc, t.id desc
$$;

-- Tells the worker of a dry run at the moment it is committed; without it the next look finds it.
create or replace function evaluation.tell_of_dry_run() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin perform pg_notify('evaluation_dry_run', ''); return null; end $$;
create or replace trigger told_of after insert on evaluation.dry_run
  for each statement execute function evaluation.tell_of_dry_run();

-- An enterprise's own months, for a person of that enterprise; nobody else has a row.
create or replace function evaluation.own_months(p_account uuid)
returns table (month text, as_of text, template_hash text, score integer, grade text, national_grade text, known_bps integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select r.month, m.as_of::text, r.template_hash, r.score, r.grade, r.national_grade, r.known_bps
  from identity.membership p
  join evaluation.month_result r on r.uscc = p.uscc
  join evaluation.month m on m.month = r.month
  where p.account_id = p_account and p.role = 'enterprise' and p.ended_at is null
  order by r.month
$$;
revoke all on function evaluation.approved_at(timestamptz), evaluation.tell_of_dry_run(), evaluation.own_months(uuid) from public;
