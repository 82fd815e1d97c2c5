-- The quality board's figures, computed from batches, quarantine and records, and able to be computed
-- again for any month that records are still there for. Runs as intake.

drop function if exists intake.refresh_quality(date);
drop function if exists intake.late_records(date, text, text, integer);

-- One month of arrival (Asia/Shanghai), by department, item and city. What has no region that can be
-- known (a row whose code is nobody's) counts under ''.
create function intake.refresh_quality(p_month date) returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_from timestamptz := p_month::timestamp at time zone 'Asia/Shanghai';
  v_until timestamptz := (p_month + interval '1 month')::timestamp at time zone 'Asia/Shanghai';
  v_rows integer;
begin
  delete from intake.quality q where q.month = p_month;
  insert into intake.quality (month, department_id, item_id, region_code, received, conforming, quarantined, wrong_code,
    duplicate_code, timely, late, registered, covered, computed_at)
  with city as materialized (
    select e.uscc, left(e.region_code, 4) || '00' as region, e.status,
      count(*) over (partition by e.name) > 1 as shares_name
    from registry.enterprise e
  ),
  arrived as (
    select r.item, c.region, count(*) as conforming,
      count(*) filter (where c.shares_name) as duplicate_code,
      count(*) filter (where r.version = 1 and i.timely_working_days is not null and w.late <= i.timely_working_days) as timely,
      count(*) filter (where r.version = 1 and i.timely_working_days is not null and w.late > i.timely_working_days) as late
    from credit.record r
    join city c on c.uscc = r.uscc
    join intake.item i on i.id = r.item
    cross join lateral (
      select case when i.timely_working_days is not null then
        (select d.serial from intake.working_day d where d.day = (r.recorded_at at time zone 'Asia/Shanghai')::date)
        - (select d.serial from intake.working_day d where d.day = r.period) end as late
    ) w
    where r.recorded_at >= v_from and r.recorded_at < v_until
    group by r.item, c.region
  ),
  refused as (
    select b.item_id as item, coalesce(c.region, '') as region, count(*) as quarantined,
      count(*) filter (where q.field = 'uscc') as wrong_code
    from intake.quarantine q
    join intake.batch b on b.id = q.batch_id and b.status = 'landed'
    -- A row is kept under the titles it came with; a code under another title counts as nobody's.
    left join city c on c.uscc = upper(left(coalesce(q.raw ->> 'uscc', q.raw ->> '统一社会信用代码'), 18))::char(18)
    where b.finished_at >= v_from and b.finished_at < v_until
    group by b.item_id, coalesce(c.region, '')
  ),
  registered as (
    select c.region, count(*) as registered from city c where c.status = 'operating' group by c.region
  ),
  held as (
    select r.item, c.region, count(distinct r.uscc) as covered
    from credit.record r join city c on c.uscc = r.uscc and c.status = 'operating'
    where r.recorded_at < v_until and (r.superseded_at is null or r.superseded_at >= v_until)
    group by r.item, c.region
  ),
  -- Every item in every city, so that what did not arrive at all is seen as well.
  cells as (
    select i.id as item, i.department_id, g.region from intake.item i cross join registered g
    union
    select f.item, i.department_id, f.region from refused f join intake.item i on i.id = f.item
  )
  select p_month, x.department_id, x.item, x.region,
    coalesce(a.conforming, 0) + coalesce(f.quarantined, 0), coalesce(a.conforming, 0), coalesce(f.quarantined, 0),
    coalesce(f.wrong_code, 0), coalesce(a.duplicate_code, 0), coalesce(a.timely, 0), coalesce(a.late, 0),
    coalesce(g.registered, 0), coalesce(h.covered, 0), clock_timestamp()
  from cells x
  left join arrived a on a.item = x.item and a.region = x.region
  left join refused f on f.item = x.item and f.region = x.region
  left join registered g on g.region = x.region
  left join held h on h.item = x.item and h.region = x.region;
  get diagnostics v_rows = row_count;
  return v_rows;
end
$$;

-- The records behind a figure of lateness: of public items only, which anybody may read.
create function intake.late_records(p_month date, p_item text, p_region text, p_limit integer)
returns table (uscc text, name text, key text, fact_day date, arrived_day date, working_days integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select r.uscc::text, e.name, r.key, r.period, a.day, (late.serial - fact.serial)
  from credit.record r
  join intake.item i on i.id = r.item and i.sharing = 'public' and i.timely_working_days is not null
  join registry.enterprise e on e.uscc = r.uscc
  cross join lateral (select (r.recorded_at at time zone 'Asia/Shanghai')::date as day) a
  join intake.working_day late on late.day = a.day
  join intake.working_day fact on fact.day = r.period
  where r.item = p_item and r.version = 1
    and r.recorded_at >= p_month::timestamp at time zone 'Asia/Shanghai'
    and r.recorded_at < (p_month + interval '1 month')::timestamp at time zone 'Asia/Shanghai'
    and (p_region is null or left(e.region_code, 4) || '00' = p_region)
    and late.serial - fact.serial > i.timely_working_days
  order by late.serial - fact.serial desc, r.uscc, r.key
  limit least(p_limit, 1000)
$$;

-- Until grants.sql has run nobody but the owner may call what was made here.
revoke all on all functions in schema intake from public;
