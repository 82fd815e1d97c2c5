-- The life of a product: drafted, endorsed by a second person of the institution, published by the operator.

-- Nobody endorses what they themselves submitted, and each step is its own side's.
create or replace function products.guard_draft_event() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare before record;
begin
  select e.number, e.kind, e.account_id into before
  from products.draft_event e where e.draft_id = new.draft_id order by e.number desc limit 1;
  if new.number <> coalesce(before.number, 0) + 1 then
    raise exception 'event % of draft % is not the next one', new.number, new.draft_id using errcode = 'serialization_failure';
  end if;
  if (new.kind in ('endorse', 'send_back') and before.kind is distinct from 'submit')
    or (new.kind in ('publish', 'refuse') and before.kind is distinct from 'endorse')
    or (new.kind = 'endorse' and before.account_id = new.account_id) then
    raise exception 'a product is submitted and endorsed by two people, and then published' using errcode = 'insufficient_privilege';
  end if;
  if not exists (
    select from identity.membership m
    where m.account_id = new.account_id and m.ended_at is null
      and case when new.kind in ('publish', 'refuse') then m.role = 'operator' else m.institution_id = (
        select p.institution_id from products.draft d join products.product p on p.id = d.product_id where d.id = new.draft_id) end) then
    raise exception 'not this person''s step' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create or replace trigger guarded before insert on products.draft_event
  for each row execute function products.guard_draft_event();
create or replace trigger insert_only before update or delete on products.draft_event
  for each row execute function audit.refuse_change();
create or replace trigger never_truncated before truncate on products.draft_event
  for each statement execute function audit.refuse_change();
alter table products.draft_event enable always trigger guarded, enable always trigger insert_only, enable always trigger never_truncated;

-- A draft's status is that of its last event, and its terms change only by an edit.
create or replace function products.guard_draft() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare last record;
begin
  select e.kind, e.status into last
  from products.draft_event e where e.draft_id = new.id order by e.number desc limit 1;
  if (to_jsonb(new) - 'status' - 'terms') is distinct from (to_jsonb(old) - 'status' - 'terms')
    or (new.terms is distinct from old.terms and (last.kind, old.status) is distinct from ('edit', 'draft'))
    or new.status is distinct from last.status then
    raise exception 'a draft is what its last event made of it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create or replace trigger guarded before update on products.draft
  for each row execute function products.guard_draft();
alter table products.draft enable always trigger guarded;

-- A version says word for word what its draft said when it was published, and then only retires. What
-- the platform is opened with has no draft; only the owner of the tables can bring it.
create or replace function products.guard_version() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare reviewed record;
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'retired_at') is distinct from (to_jsonb(old) - 'retired_at')
      or (old.retired_at is not null and new.retired_at is distinct from old.retired_at) then
      raise exception 'a version never changes; a change is a new version' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if new.draft_id is null then
    if current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = tg_relid) then return new; end if;
    raise exception 'a version comes from a draft that was reviewed' using errcode = 'insufficient_privilege';
  end if;
  select d.product_id, d.status, d.terms into reviewed from products.draft d where d.id = new.draft_id;
  if reviewed.status is distinct from 'published' or reviewed.product_id <> new.product_id
    or exists (
      select from jsonb_each(reviewed.terms) said
      where to_jsonb(new) -> lower(regexp_replace(said.key, '([A-Z])', '_\1', 'g')) is distinct from said.value)
    or array[new.minimum_rate_bps, new.maximum_rate_bps] is distinct from (
      select array[min((band ->> 'rateBps')::integer), max((band ->> 'rateBps')::integer)] from jsonb_array_elements(new.price_bands) band) then
    raise exception 'a version says what its draft said' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create or replace trigger guarded before insert or update on products.product_version
  for each row execute function products.guard_version();
alter table products.product_version enable always trigger guarded;
revoke all on function products.guard_draft_event(), products.guard_draft(), products.guard_version() from public;
