-- The life of a document that two people bring into force (lib/approval): its record is append-only, and
-- its status is that of the last row. For any table of such documents and its table of events.

-- Nobody approves what they themselves asked for: the step before was another person's. Arguments: the
-- column that names the document, and each step that needs a second person with the step it follows.
create or replace function audit.guard_document_event() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_number integer;
  v_kind text;
  v_account uuid;
  v_before text := tg_argv[1]::jsonb ->> new.kind;
begin
  execute format('select e.number, e.kind, e.account_id from %I.%I e where e.%I = $1 order by e.number desc limit 1',
    tg_table_schema, tg_table_name, tg_argv[0])
    into v_number, v_kind, v_account using (to_jsonb(new) ->> tg_argv[0])::uuid;
  if new.number <> coalesce(v_number, 0) + 1 then
    raise exception 'event % of % is not the next one', new.number, tg_table_name using errcode = 'serialization_failure';
  end if;
  if v_before is not null and (v_kind is distinct from v_before or v_account = new.account_id) then
    raise exception '% is taken by two people', new.kind using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

-- A status changes only along with the event that it comes from, and nothing else of a document ever
-- does. Arguments: the table of events, and its column that names the document.
create or replace function audit.guard_document() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare v_status text;
begin
  if (to_jsonb(new) - 'status') is distinct from (to_jsonb(old) - 'status') then
    raise exception 'a % never changes; a change is a new version', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  execute format('select e.status from %I.%I e where e.%I = $1 order by e.number desc limit 1',
    tg_table_schema, tg_argv[0], tg_argv[1]) into v_status using new.id;
  if new.status is distinct from v_status then
    raise exception 'a % has the status of its last event', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
revoke all on function audit.guard_document_event(), audit.guard_document() from public;
