-- The bench's tables: lib/bench.

-- New work wakes the worker at once; without it the next look finds it.
create or replace function scoring.tell_bench_run() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin perform pg_notify('bench_run', ''); return null; end $$;
create or replace trigger told after insert on scoring.bench_run
  for each statement execute function scoring.tell_bench_run();

-- Lets go of a table, or of all whose time has come (p_table null): its content, what shows values of its
-- rows (columns with their first values, explained rows), and runs that came to nothing or have not
-- ended. What was learnt from it, cards and measures, stays. Runs as the owner, so that neither who asks for it at once nor the
-- worker needs to be able to delete anything else.
create or replace function scoring.forget_bench_tables(p_table uuid, p_now timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare due uuid[];
begin
  select coalesce(array_agg(t.id), '{}') into due from (
    select id from scoring.bench_table
    where forgotten_at is null and (id = p_table or (p_table is null and keep_until <= p_now))
    for update) t;
  delete from scoring.bench_run
  where table_id = any (due) and (kind in ('describe', 'explain') or status <> 'done');
  delete from scoring.bench_part where table_id = any (due);
  update scoring.bench_table set forgotten_at = p_now where id = any (due);
  return cardinality(due);
end
$$;
revoke all on function scoring.forget_bench_tables(uuid, timestamptz), scoring.tell_bench_run() from public;
