-- The tamper-evident log. Lines are made by audit.append alone: it takes the chain's lock, the next
-- number and the hash of the line before, and hashes exactly the text that it stores. What it promises
-- and how that is checked: docs/audit.md.

-- The hash of a line: SHA-256 over its parts, each with its length, so that no two lines share a form.
-- lib/audit/hash.ts is the same recipe; a test holds the two together.
create or replace function audit.line_hash(p_chain text, p_seq bigint, p_at timestamptz, p_kind text, p_body text, p_previous text)
returns text language sql stable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(string_agg(octet_length(part) || ':' || part, ',' order by place), 'UTF8')), 'hex')
  from unnest(array[
    p_previous, p_chain, p_seq::text,
    to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_kind, p_body
  ]) with ordinality as parts (part, place)
$$;

-- One writer a chain, until its transaction ends.
create or replace function audit.lock_chain(p_chain text) returns void
language sql volatile set search_path = pg_catalog, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended('audit.chain:' || p_chain, 0)) $$;

-- One line at the end of one chain; returns its place. The lock is the last that a transaction takes,
-- so that holders never wait for each other. p_body is the text of a JSON object.
create or replace function audit.append(p_chain text, p_kind text, p_body text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_seq bigint;
  v_previous text;
  v_at timestamptz;
begin
  if p_chain !~ '^(enterprise:[0-9A-Z]{18}|institution:[0-9a-f-]{36}|department:[a-z_]+|region:[0-9]{6}|platform|public)$' then
    raise exception 'no chain is called %', p_chain using errcode = 'invalid_parameter_value';
  end if;
  -- What is stored can be read as jsonb for ever: the purge and the comparison with the access log do.
  if jsonb_typeof(p_body::jsonb) <> 'object' then
    raise exception 'the body of a line is a JSON object' using errcode = 'invalid_parameter_value';
  end if;
  perform audit.lock_chain(p_chain);
  -- A statement of its own after the lock: its snapshot sees what the last holder committed. Where the
  -- transaction has one snapshot for all, the primary key refuses the line rather than fork the chain.
  select l.seq, l.hash into v_seq, v_previous from audit.line l
    where l.chain = p_chain order by l.seq desc limit 1;
  if v_seq is null then
    select a.seq, a.hash into v_seq, v_previous from audit.anchor a
      where a.chain = p_chain order by a.seq desc limit 1;
  end if;
  v_seq := coalesce(v_seq, 0) + 1;
  v_previous := coalesce(v_previous, repeat('0', 64));
  v_at := date_trunc('milliseconds', clock_timestamp());
  insert into audit.line (chain, seq, at, kind, body, previous_hash, hash)
  values (p_chain, v_seq, v_at, p_kind, p_body, v_previous,
    audit.line_hash(p_chain, v_seq, v_at, p_kind, p_body, v_previous));
  return v_seq;
end
$$;

-- What the web and intake processes may write: what was commanded, and receipts; a look at credit data
-- is written by the gate alone.
create or replace function audit.append_for_web(p_chain text, p_kind text, p_body text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_kind is null or p_kind not in ('command', 'receipt') then
    raise exception 'a line of kind % is not written from outside', p_kind using errcode = 'insufficient_privilege';
  end if;
  return audit.append(p_chain, p_kind, p_body);
end
$$;

-- Whether a line tells of adverse information: anywhere in its body it names an item of the catalogue
-- that is one. Such lines are kept for five years (domain.md §9.4), and rather one too many.
create or replace function audit.is_adverse(p_body text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from jsonb_path_query(p_body::jsonb, 'strict $.**') as named (value)
    join intake.item i on named.value = to_jsonb(i.id)
    where i.class in ('行政处罚', '名单'))
$$;

-- Removes the beginning of a chain that is older than p_before, with its rows of the access log, and
-- leaves an anchor and a line that tell of it. Nothing younger than three years goes; the first line
-- about adverse information that is younger than five stays, and so does all that follows it, since a
-- chain has no holes. For the owner: nobody else may delete. Returns no row where nothing is to go.
drop function if exists audit.purge_chain(text, timestamptz);
create function audit.purge_chain(p_chain text, p_before timestamptz)
returns table (chain text, lines integer, from_seq bigint, to_seq bigint, from_at timestamptz, to_at timestamptz,
  hash text, access_rows integer, held_by bigint, held integer)
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_adverse_since timestamptz := now() - interval '5 years';
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_broken bigint;
  v_stop bigint;
begin
  if p_before > now() - interval '3 years' then
    raise exception 'lines are kept for three years: nothing later than % is purged',
      to_char((now() - interval '3 years') at time zone 'Asia/Shanghai', 'YYYY-MM-DD') using errcode = 'invalid_parameter_value';
  end if;
  -- First, not last: but nobody else changes or locks what this transaction deletes.
  perform audit.lock_chain(p_chain);
  chain := p_chain;

  select l.seq into v_stop from audit.line l
    where l.chain = p_chain and (l.at >= p_before or (l.at >= v_adverse_since and audit.is_adverse(l.body)))
    order by l.seq limit 1;
  select count(*), min(l.seq), max(l.seq), min(l.at), max(l.at)
    into lines, from_seq, to_seq, from_at, to_at from audit.line l
    where l.chain = p_chain and l.seq < coalesce(v_stop, 9223372036854775807);
  -- Notices of earlier purges alone are not worth another one.
  if not exists (select from audit.line l where l.chain = p_chain and l.seq <= to_seq and l.kind <> 'purge') then return; end if;

  -- A broken chain keeps its evidence.
  select l.seq into v_broken from (
    select one.*, lag(one.hash) over (order by one.seq) as before from audit.line one
    where one.chain = p_chain and one.seq <= to_seq) l
  where l.hash <> audit.line_hash(l.chain, l.seq, l.at, l.kind, l.body, l.previous_hash) or l.previous_hash <> l.before
  order by l.seq limit 1;
  if v_broken is not null or lines <> to_seq - from_seq + 1 then
    raise exception 'the chain % is broken at line %: verify it before anything is removed', p_chain, coalesce(v_broken, from_seq)
      using errcode = 'data_corrupted';
  end if;

  select l.hash into hash from audit.line l where l.chain = p_chain and l.seq = to_seq;
  select min(l.seq), count(*) into held_by, held from audit.line l
    where l.chain = p_chain and l.seq >= v_stop and l.at < p_before;
  if held = 0 then held_by := null; end if;

  perform set_config('xinqiao.purging', 'on', true);
  delete from consent.access_log r using audit.line l
    where l.chain = p_chain and l.seq <= to_seq and l.kind = 'access'
      and r.uscc = (l.body::jsonb ->> 'uscc')::bpchar and r.chain_seq = l.seq
      -- The same number may stand in two chains for a code that was registered later.
      and r.at between (l.body::jsonb ->> 'at')::timestamptz - interval '1 second' and (l.body::jsonb ->> 'at')::timestamptz + interval '1 second';
  get diagnostics access_rows = row_count;
  delete from audit.line l where l.chain = p_chain and l.seq <= to_seq;
  perform set_config('xinqiao.purging', 'off', true);

  insert into audit.anchor (chain, seq, hash, purged_at, lines) values (p_chain, to_seq, hash, v_now, lines);
  perform audit.append(p_chain, 'purge', jsonb_build_object(
    'from', from_seq, 'to', to_seq, 'lines', lines, 'hash', hash, 'accessRows', access_rows,
    'before', to_char(p_before at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'at', to_char(v_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text);
  return next;
end
$$;

-- Nothing in the log is changed or removed, whoever asks; audit.purge_chain alone may drop what is old
-- enough, and what is not old enough it may not drop either.
create or replace function audit.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' and current_setting('xinqiao.purging', true) = 'on'
    and tg_relid in ('audit.line'::regclass, 'consent.access_log'::regclass) then
    if old.at < now() - interval '3 years' then return old; end if;
  end if;
  raise exception 'the audit log is insert-only: % on %.% refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

do $$
declare target text;
begin
  foreach target in array array['audit.line', 'audit.anchor', 'consent.access_log', 'consent.status_change', 'consent.document'] loop
    execute format('create or replace trigger insert_only before update or delete on %s for each row execute function audit.refuse_change()', target);
    execute format('create or replace trigger never_truncated before truncate on %s for each statement execute function audit.refuse_change()', target);
    -- Also where a session calls itself a replica, which silences ordinary triggers.
    execute format('alter table %s enable always trigger insert_only, enable always trigger never_truncated', target);
  end loop;
end
$$;

-- A new function is everybody's until it is taken away; grants.sql gives back what each role needs.
revoke all on function audit.append(text, text, text), audit.append_for_web(text, text, text), audit.lock_chain(text),
  audit.purge_chain(text, timestamptz), audit.is_adverse(text) from public;
