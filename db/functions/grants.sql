-- Least privilege, replaced as a whole at each start: what is not granted here is refused.

-- Everything first taken away, so that a table that is new is closed until it is listed.
revoke all on schema public from public;
do $$
declare name text;
begin
  foreach name in array array['registry','identity','audit','consent','intake','credit','scoring','products','matching','lending'] loop
    execute format('revoke all on all tables in schema %I from public, xinqiao_web, xinqiao_intake, xinqiao_gate', name);
    execute format('revoke all on all sequences in schema %I from public, xinqiao_web, xinqiao_intake, xinqiao_gate', name);
    execute format('revoke all on all functions in schema %I from public, xinqiao_web, xinqiao_intake, xinqiao_gate', name);
    execute format('grant usage on schema %I to xinqiao_web, xinqiao_intake, xinqiao_gate', name);
  end loop;
end
$$;

-- The web process. No SELECT anywhere in schema credit; functions of the gate alone.
grant select on registry.region, registry.industry, registry.enterprise, registry.institution, registry.code_review to xinqiao_web;
grant insert on registry.code_review, registry.enterprise to xinqiao_web;
grant update (status, decided_by, decided_at, reason) on registry.code_review to xinqiao_web;
grant select, insert on identity.account, identity.membership to xinqiao_web;
grant update (failed_sign_ins, failed_signings, locked_until, signing_locked_until) on identity.account to xinqiao_web;
grant insert on audit.entry to xinqiao_web;
grant select, insert on consent.authorisation to xinqiao_web;
grant update (status, withdrawn_at, signed_by, signed_at, signature) on consent.authorisation to xinqiao_web;
grant usage on sequence consent.authorisation_number to xinqiao_web;
grant select on consent.access_log to xinqiao_web;
grant select on intake.item, intake.batch, intake.quarantine to xinqiao_web;
grant select, insert on scoring.score to xinqiao_web;
grant select on products.product, products.product_version to xinqiao_web;
grant select, insert on matching.demand to xinqiao_web;
grant update (status, closed_at) on matching.demand to xinqiao_web;
grant usage on sequence matching.demand_number to xinqiao_web;
grant select, insert on lending.application, lending.event to xinqiao_web;
grant usage on sequence lending.application_number to xinqiao_web;
grant execute on function
  credit.read_by_authorisation(uuid, uuid, text, text, text[], uuid, text),
  credit.read_own(uuid, text, text),
  credit.read_for_platform(uuid, text, text)
to xinqiao_web;

-- The gate: owner of the functions above, and nobody's login.
grant select on credit.record, credit.indicator, credit.indicator_source, intake.item, intake.batch, registry.enterprise, identity.membership to xinqiao_gate;
grant select, update on consent.authorisation to xinqiao_gate;
grant select, insert on consent.access_log to xinqiao_gate;
grant execute on function
  credit.platform_today(), credit.disclose(text, text[]), credit.disclose_indicators(text, text[]),
  credit.profile_series(text, text[], date), credit.profile_partners(text, date), credit.coverage(text)
to xinqiao_gate;
-- To own a function one must be able to create in its schema; the right is taken back at once.
grant create on schema credit to xinqiao_gate;
grant xinqiao_gate to current_user;
alter function credit.read_by_authorisation(uuid, uuid, text, text, text[], uuid, text) owner to xinqiao_gate;
alter function credit.read_own(uuid, text, text) owner to xinqiao_gate;
alter function credit.read_for_platform(uuid, text, text) owner to xinqiao_gate;
revoke create on schema credit from xinqiao_gate;

-- Intake: takes in, supersedes, computes indicators. It reads what it compares with.
grant select, insert, update on intake.item, intake.batch, intake.quarantine to xinqiao_intake;
grant select, insert on credit.record to xinqiao_intake;
grant update (superseded_at) on credit.record to xinqiao_intake;
grant select, insert, update on credit.indicator to xinqiao_intake;
grant select, insert, update, delete on credit.indicator_source to xinqiao_intake;
grant select on registry.region, registry.industry to xinqiao_intake;
grant select, insert, update on registry.enterprise to xinqiao_intake;
do $$ begin execute format('grant temporary on database %I to xinqiao_intake', current_database()); end $$;
