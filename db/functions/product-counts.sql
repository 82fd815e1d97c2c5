-- How many enterprises a product's rules would let in. Rules come as data and become a statement here,
-- over named columns and quoted constants alone (lib/products/to-sql.ts says the same; parity.test.ts
-- holds them together). Nothing leaves but counts: of enterprises that let the platform process their
-- records, by what their authorisation covers, rounded, and never of fewer than ten.

-- A count as it may be shown: nothing below ten, else ten above or below, by a lot that the counted
-- enterprises themselves draw. The same group always reads the same; a group that differs by one reads
-- as any other. So neither asking again nor taking one count from another tells of one enterprise.
create or replace function products.shown(p_count bigint, p_key numeric) returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when p_count >= 10 then (p_count - p_count % 10
    + case when (hashtextextended(p_key::text, k.seed) & 9223372036854775807) % 10 < p_count % 10 then 10 else 0 end)::integer end
  from products.count_key k
$$;

-- A fact over registry.enterprise e, credit.indicator i and the authorisation s; an indicator is unknown
-- unless all that it rests on is authorised, as far back as it reaches.
create or replace function products.fact_sql(p_fact text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_column name;
  v_items text[];
  v_months integer;
begin
  case p_fact
    when 'regionCode' then return 'e.region_code';
    when 'industryCode' then return 'e.industry_code';
    when 'industrySection' then return 'left(e.industry_code, 1)';
    when 'sizeClass' then return 'e.size_class';
    else
  end case;
  select a.attname into v_column from pg_attribute a
  where a.attrelid = 'credit.indicator'::regclass and a.attnum > 0 and not a.attisdropped
    and a.attname not in ('uscc', 'as_of', 'computed_at', 'data_versions') and replace(a.attname, '_', '') = lower(p_fact);
  if v_column is null then raise exception 'no fact %', p_fact using errcode = 'invalid_parameter_value'; end if;
  select array_agg(source.item) filter (where source.item <> 'registry' and item.sharing is distinct from 'public'),
    max(abs(source.months)) filter (where source.item <> 'registry' and item.sharing is distinct from 'public')
  into v_items, v_months
  from credit.indicator_source source left join intake.item item on item.id = source.item
  where lower(replace(source.indicator, '_', '')) = lower(p_fact);
  if v_items is null then return format('i.%I', v_column); end if;
  return format('case when s.items @> %L::text[] and s.look_back_months >= %s then i.%I end', v_items, v_months, v_column);
end
$$;

create or replace function products.bound_sql(p_value jsonb) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare v_value numeric;
begin
  if jsonb_typeof(p_value) is distinct from 'number' then
    raise exception 'not a number' using errcode = 'invalid_parameter_value';
  end if;
  v_value := p_value::numeric;
  return format(case when v_value = trunc(v_value) and abs(v_value) <= 9007199254740991
    then '%L::bigint' else '%L::double precision' end, v_value);
end
$$;

create or replace function products.condition_sql(p_condition jsonb) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text := p_condition ->> 'kind';
  v_fact text;
begin
  if v_kind in ('all', 'any') then
    return '(' || (select string_agg(products.condition_sql(part), case v_kind when 'all' then ' and ' else ' or ' end)
      from jsonb_array_elements(p_condition -> 'conditions') part) || ')';
  elsif v_kind = 'not' then
    return format('(not %s)', products.condition_sql(p_condition -> 'condition'));
  end if;
  v_fact := products.fact_sql(p_condition ->> 'fact');
  case v_kind
    when 'at_least', 'at_most', 'above', 'below' then
      return format('(%s %s %s)', v_fact,
        case v_kind when 'at_least' then '>=' when 'at_most' then '<=' when 'above' then '>' else '<' end,
        products.bound_sql(p_condition -> 'value'));
    when 'between' then
      return format('(%s between %s and %s)', v_fact,
        products.bound_sql(p_condition -> 'low'), products.bound_sql(p_condition -> 'high'));
    when 'one_of', 'none_of' then
      return format(case v_kind when 'one_of' then '(%s = any (%L::text[]))' else '(%s <> all (%L::text[]))' end,
        v_fact, array(select jsonb_array_elements_text(p_condition -> 'values')));
    when 'in_regions', 'in_industries' then
      return '(' || (select string_agg(format('starts_with(%s, %L)', v_fact,
          case v_kind when 'in_regions' then regexp_replace(code, '(00)+$', '') else code end), ' or ')
        from jsonb_array_elements_text(coalesce(p_condition -> 'regions', p_condition -> 'industries')) code) || ')';
    else
      raise exception 'no condition %', v_kind using errcode = 'invalid_parameter_value';
  end case;
end
$$;

-- Rules as an array of truths, and the verdict over such an array: the priority is that of `decide`.
create or replace function products.truths_sql(p_rules jsonb) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select format('array[%s]::boolean[]', coalesce(string_agg(products.condition_sql(rule -> 'condition'), ', ' order by place), ''))
  from jsonb_array_elements(p_rules) with ordinality as given (rule, place)
$$;
create or replace function products.verdict_sql(p_rules jsonb, p_truths text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select format('case when %s then ''REJECT'' when %s then ''INSUFFICIENT_DATA'' when %s then ''REVIEW'' else ''MATCH'' end',
    coalesce(string_agg(format('%s[%s] is false', p_truths, place), ' or ') filter (where rule ->> 'otherwise' = 'reject'), 'false'),
    coalesce(string_agg(format('%s[%s] is null', p_truths, place), ' or '), 'false'),
    coalesce(string_agg(format('%s[%s] is false', p_truths, place), ' or ') filter (where rule ->> 'otherwise' = 'review'), 'false'))
  from jsonb_array_elements(p_rules) with ordinality as given (rule, place)
$$;

-- Every enterprise that may be counted, with the seed in its place.
create or replace function products.countable_sql() returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select 'registry.enterprise e join credit.indicator i on i.uscc = e.uscc join lateral (
    select a.items, a.look_back_months from consent.authorisation a
    where a.uscc = e.uscc and a.institution_id is null and a.stage = ''platform'' and a.purpose = ''platform_processing''
      and a.status = ''agreed'' and a.starts_at <= now() and now() < a.ends_at
    order by a.starts_at desc limit 1) s on e.status = ''operating'''
$$;

-- Whether this person may count for this product, and has not counted more than a person who writes a
-- rule would in a day. Answers what stands against it, or null.
create or replace function products.count_refusal(p_account uuid, p_product uuid) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare v_used integer;
begin
  if not exists (
    select from identity.membership m
    where m.account_id = p_account and m.ended_at is null and (m.role = 'operator' or (m.role = 'loan_officer' and m.institution_id = (
      select p.institution_id from products.product p where p.id = p_product)))) then
    return 'not_a_member';
  end if;
  insert into products.count_use (account_id, day, used) values (p_account, credit.platform_today(), 1)
  on conflict (account_id, day) do update set used = products.count_use.used + 1
  returning used into v_used;
  return case when v_used > 2000 then 'too_many' end;
end
$$;

-- How many enterprises the rules would let in, against the rules before (null: none); who changes side
-- and by which rule; and how many loans that were repaid, well or overdue, the rules would have refused.
-- p_rules: [{ "otherwise", "condition" }], without those that speak of a demand.
create or replace function products.count_eligible(p_account uuid, p_product uuid, p_rules jsonb, p_before jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_refusal text := products.count_refusal(p_account, p_product);
  v_before jsonb := coalesce(p_before, '[]');
  v_seed bigint := (select k.seed from products.count_key k);
  v_judged text;
  v_verdicts text[] := array['MATCH', 'REVIEW', 'INSUFFICIENT_DATA', 'REJECT'];
  v_counts jsonb;
begin
  if v_refusal is not null then return jsonb_build_object('refused', v_refusal); end if;
  if octet_length(p_rules::text) > 200000 or octet_length(v_before::text) > 200000 then
    raise exception 'rules too long' using errcode = 'program_limit_exceeded';
  end if;
  -- Materialized: each rule is computed once and the verdicts are read off. Written into every cell
  -- instead, the rules would be computed hundreds of times for each enterprise.
  v_judged := format(
    'with truth as materialized (select e.uscc, hashtextextended(e.uscc::text, %s) %% 1000003 as key, %s as held, %s as before_held from %s),
     judged as materialized (select uscc, key, held, before_held, %s as after, %s as before from truth) ',
    v_seed, products.truths_sql(p_rules), products.truths_sql(v_before), products.countable_sql(),
    products.verdict_sql(p_rules, 'held'), products.verdict_sql(v_before, 'before_held'));

  execute v_judged || format(', loan as (
      select a.institution_id = %L as own, (settled.payload ->> ''overdue'')::boolean as bad, j.after,
        hashtextextended(a.id::text, %s) %% 1000003 as key
      from lending.application a
      join lending.event settled on settled.application_id = a.id and settled.kind = ''settle''
      join judged j on j.uscc = a.uscc)
    select (select jsonb_build_object(''total'', %s, ''after'', jsonb_build_object(%s), ''before'', jsonb_build_object(%s),
        ''gained'', %s, ''lost'', %s, ''gainedBy'', jsonb_build_array(%s), ''lostBy'', jsonb_build_array(%s)) from judged)
      || (select jsonb_build_object(''loans'', jsonb_build_object(%s)) from loan)',
    (select p.institution_id from products.product p where p.id = p_product), v_seed,
    products.cell_sql('true'),
    (select string_agg(format('%L, %s', v, products.cell_sql(format('after = %L', v))), ', ') from unnest(v_verdicts) v),
    (select string_agg(format('%L, %s', v, products.cell_sql(format('before = %L', v))), ', ') from unnest(v_verdicts) v),
    products.cell_sql('after = ''MATCH'' and before <> ''MATCH'''),
    products.cell_sql('after <> ''MATCH'' and before = ''MATCH'''),
    (select coalesce(string_agg(products.cell_sql(format('after = ''MATCH'' and before <> ''MATCH'' and before_held[%s] is not true', place)), ', ' order by place), '')
      from generate_series(1, jsonb_array_length(v_before)) place),
    (select coalesce(string_agg(products.cell_sql(format('after <> ''MATCH'' and before = ''MATCH'' and held[%s] is not true', place)), ', ' order by place), '')
      from generate_series(1, jsonb_array_length(p_rules)) place),
    (select string_agg(format('%L, jsonb_build_object(''good'', %s, ''bad'', %s, ''goodRefused'', %s, ''badRefused'', %s)', scope.name,
        products.cell_sql(scope.held || ' and not bad'), products.cell_sql(scope.held || ' and bad'),
        products.cell_sql(scope.held || ' and not bad and after = ''REJECT'''), products.cell_sql(scope.held || ' and bad and after = ''REJECT''')), ', ')
      from (values ('own', 'own'), ('province', 'true')) scope (name, held)))
  into v_counts;
  return v_counts || case when p_before is null then jsonb_build_object('before', null, 'gained', null, 'lost', null) else '{}' end;
end
$$;

-- One cell of a statement over rows with a `key`.
create or replace function products.cell_sql(p_condition text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select format('products.shown(count(*) filter (where %1$s), sum(key) filter (where %1$s))', p_condition) $$;

-- Of which share of those enterprises each indicator is known, in whole percent by rounded counts; null
-- where it is known of fewer than ten.
create or replace function products.fact_shares(p_account uuid, p_product uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_refusal text := products.count_refusal(p_account, p_product);
  v_seed bigint := (select k.seed from products.count_key k);
  v_columns name[] := array(
    select a.attname from pg_attribute a
    where a.attrelid = 'credit.indicator'::regclass and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('uscc', 'as_of', 'computed_at', 'data_versions') order by a.attnum);
  v_shares jsonb;
begin
  if v_refusal is not null then return jsonb_build_object('refused', v_refusal); end if;
  -- First by what is authorised, of which there are few kinds, and only then by what each fact asks for.
  execute (
    select format('with granted as materialized (
        select s.items, s.look_back_months, count(*) as total, sum(h.key) as total_key, array[%s] as known, array[%s] as keys
        from %s cross join lateral (select hashtextextended(e.uscc::text, %s) %% 1000003 as key) h group by 1, 2),
      needed as (
        select source.indicator, coalesce(array_agg(source.item) filter (where closed.it), ''{}'') as items,
          coalesce(max(abs(source.months)) filter (where closed.it), 0) as months
        from credit.indicator_source source left join intake.item item on item.id = source.item
        cross join lateral (select source.item <> ''registry'' and item.sharing is distinct from ''public'' as it) closed
        group by 1),
      counted as (
        select n.indicator, sum(cell.known) filter (where open.it) as known, sum(cell.key) filter (where open.it) as key,
          sum(g.total) as total, sum(g.total_key) as total_key
        from granted g cross join unnest(%L::text[], g.known, g.keys) as cell (fact, known, key)
        join needed n on lower(replace(n.indicator, ''_'', '''')) = cell.fact
        cross join lateral (select g.items @> n.items and g.look_back_months >= n.months as it) open
        group by 1)
      select jsonb_object_agg(c.indicator, case when products.shown(c.known::bigint, c.key) is not null
        then least(100, round(100.0 * products.shown(c.known::bigint, c.key) / products.shown(c.total::bigint, c.total_key)))::integer end)
      from counted c',
      string_agg(format('count(i.%I)', name), ', ' order by place),
      string_agg(format('sum(h.key) filter (where i.%I is not null)', name), ', ' order by place),
      products.countable_sql(), v_seed,
      array_agg(replace(name, '_', '') order by place))
    from unnest(v_columns) with ordinality as listed (name, place))
  into v_shares;
  return v_shares;
end
$$;
revoke all on function products.shown(bigint, numeric), products.fact_sql(text), products.bound_sql(jsonb),
  products.condition_sql(jsonb), products.truths_sql(jsonb), products.verdict_sql(jsonb, text), products.countable_sql(),
  products.count_refusal(uuid, uuid), products.cell_sql(text), products.count_eligible(uuid, uuid, jsonb, jsonb),
  products.fact_shares(uuid, uuid) from public;
