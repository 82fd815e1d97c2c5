-- What holds an authorisation to its word inside the database.

drop function if exists consent.fault_of(consent.authorisation);
drop function if exists consent.fair_use_breach(consent.authorisation);

-- A status moves only as consent.transition allows, what was signed never changes, and each change
-- of status leaves a row with its reason and who made it.
create or replace function consent.guard_authorisation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    if new.status <> old.status and not exists (
      select from consent.transition t where t.from_status = old.status and t.to_status = new.status) then
      raise exception 'an authorisation does not go from % to %', old.status, new.status using errcode = 'check_violation';
    end if;
    if old.signed_at is not null and (
      new.artefact, new.artefact_hash, new.signature, new.signature_algorithm, new.signature_key_id, new.signed_at, new.signed_by,
      new.number, new.uscc, new.institution_id, new.items, new.purpose, new.stage, new.maximum_queries, new.frequency_times,
      new.frequency_unit, new.look_back_months, new.data_life_days, new.starts_at, new.ends_at, new.signer_capacity
    ) is distinct from (
      old.artefact, old.artefact_hash, old.signature, old.signature_algorithm, old.signature_key_id, old.signed_at, old.signed_by,
      old.number, old.uscc, old.institution_id, old.items, old.purpose, old.stage, old.maximum_queries, old.frequency_times,
      old.frequency_unit, old.look_back_months, old.data_life_days, old.starts_at, old.ends_at, old.signer_capacity
    ) then
      raise exception 'a signed authorisation does not change: any change is a new one' using errcode = 'check_violation';
    end if;
    if new.used_queries < old.used_queries then
      raise exception 'used queries are not given back' using errcode = 'check_violation';
    end if;
  end if;
  if tg_op = 'INSERT' or new.status <> old.status then
    insert into consent.status_change (authorisation_id, seq, at, from_status, to_status, actor_id, reason)
    values (new.id,
      1 + coalesce((select max(c.seq) from consent.status_change c where c.authorisation_id = new.id), 0),
      new.status_at, case when tg_op = 'UPDATE' then old.status end, new.status, new.status_by, new.status_reason);
  end if;
  return new;
end
$$;

drop trigger if exists guarded on consent.authorisation;
create trigger guarded before insert or update on consent.authorisation
  for each row execute function consent.guard_authorisation();

-- Whether the artefact is what was hashed, says what the columns beside it say, and names a document
-- that is still what it was; null when all is well. Compared as JSON, so that whatever somebody writes
-- there differs, rather than breaks off the look and its line in the log. The signature over it is
-- checked by the caller, with a key that the database does not hold.
create function consent.fault_of(a consent.authorisation) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when a.artefact is null or a.artefact_hash is distinct from encode(sha256(convert_to(a.artefact, 'UTF8')), 'hex')
      or not pg_input_is_valid(a.artefact, 'jsonb') then 'artefact_altered'
    else (
      select case
        when (
          j -> 'number', j #> '{enterprise,uscc}', j #> '{grantee,id}', j -> 'items', j -> 'purpose', j -> 'stage',
          j -> 'maximumQueries', j -> 'frequency', j -> 'lookBackMonths', j -> 'dataLifeDays',
          j -> 'startsAt', j -> 'endsAt', j #> '{signer,accountId}', j #> '{signer,capacity}'
        ) is distinct from (
          to_jsonb(a.number), to_jsonb(a.uscc), coalesce(to_jsonb(a.institution_id), 'null'), to_jsonb(a.items),
          to_jsonb(a.purpose), to_jsonb(a.stage), to_jsonb(a.maximum_queries),
          case when a.frequency_times is null then 'null'
            else jsonb_build_object('times', a.frequency_times, 'unit', a.frequency_unit) end,
          to_jsonb(a.look_back_months), to_jsonb(a.data_life_days),
          to_jsonb(to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
          to_jsonb(to_char(a.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
          to_jsonb(a.signed_by), to_jsonb(a.signer_capacity)
        ) then 'artefact_altered'
        when not exists (
          select from consent.document d
          where d.authorisation_id = a.id and d.sha256 = j #>> '{document,sha256}'
            and encode(sha256(d.content), 'hex') = d.sha256
        ) then 'document_altered'
      end
      from (select a.artefact::jsonb as j) parsed
    )
  end
$$;

-- The first cap of the purpose that an authorisation goes beyond, by name; null: within all. The caps
-- are asked again at each use, since they may have been lowered since it was signed.
create function consent.fair_use_breach(a consent.authorisation) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when p.code is null then 'purpose'
    when a.stage <> p.stage then 'stage'
    -- In seconds: a day is 24 hours, whatever the session's time zone does twice a year.
    when extract(epoch from a.ends_at - a.starts_at) > 86400 * p.maximum_days then 'days'
    when a.maximum_queries > p.maximum_queries then 'maximumQueries'
    when a.look_back_months > p.maximum_look_back_months then 'lookBackMonths'
    when a.data_life_days > p.maximum_data_life_days then 'dataLifeDays'
    when p.frequency_times is not null and not coalesce(
      a.frequency_times <= p.frequency_times and (a.frequency_unit = p.frequency_unit or a.frequency_unit = 'month'), false)
      then 'frequency'
  end
  from (select 1) one left join consent.purpose p on p.code = a.purpose
$$;

-- Writes down that an authorisation has run out; the gate does so when it notices, a job otherwise.
create or replace function consent.expire(p_authorisation uuid, p_now timestamptz) returns void
language sql volatile set search_path = pg_catalog, pg_temp
as $$
  update consent.authorisation set status = 'expired', status_at = p_now, status_by = null, status_reason = '授权期限届满'
  where id = p_authorisation and status in ('agreed', 'paused', 'requested') and ends_at <= p_now
$$;
