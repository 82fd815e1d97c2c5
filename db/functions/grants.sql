-- Least privilege, replaced as a whole at each start: what is not granted here is refused.

-- Everything first taken away, so that a table that is new is closed until it is listed.
revoke all on schema public from public;
do $$
declare name text;
begin
  foreach name in array array['registry','identity','audit','consent','intake','credit','scoring','evaluation','products','matching','lending','notify'] loop
    execute format('revoke all on all tables in schema %I from public, xinqiao_web, xinqiao_intake, xinqiao_gate', name);
    execute format('revoke all on all sequences in schema %I from public, xinqiao_web, xinqiao_intake, xinqiao_gate', name);
    execute format('revoke all on all functions in schema %I from public, xinqiao_web, xinqiao_intake, xinqiao_gate', name);
    execute format('grant usage on schema %I to xinqiao_web, xinqiao_intake, xinqiao_gate', name);
  end loop;
end
$$;

-- The web process. No SELECT anywhere in schema credit; functions of the gate alone.
grant select on registry.region, registry.industry, registry.enterprise, registry.institution, registry.department, registry.code_review to xinqiao_web;
grant insert on registry.code_review, registry.enterprise to xinqiao_web;
grant update (status, decided_by, decided_at, reason) on registry.code_review to xinqiao_web;
grant update (left_at, left_reason) on registry.institution to xinqiao_web;
grant update (legal_representative_id_sealed, legal_representative_phone_sealed) on registry.enterprise to xinqiao_web;
grant select, insert on identity.account, identity.membership to xinqiao_web;
grant update (failed_sign_ins, failed_signings, locked_until, signing_locked_until) on identity.account to xinqiao_web;
grant update (ended_at) on identity.membership to xinqiao_web;
grant select, insert on identity.api_client to xinqiao_web;
grant update (disabled_at) on identity.api_client to xinqiao_web;
grant select, insert, delete on identity.api_token to xinqiao_web;
grant select on audit.line, audit.anchor to xinqiao_web;
grant execute on function audit.append_for_web(text, text, text) to xinqiao_web;
grant select, insert on consent.authorisation, consent.document to xinqiao_web;
grant update (status, status_at, status_by, status_reason, withdrawn_at, starts_at, signed_by, signed_at, signer_capacity,
  artefact, artefact_hash, signature, signature_algorithm, signature_key_id, expiry_announced_at) on consent.authorisation to xinqiao_web;
grant usage on sequence consent.authorisation_number to xinqiao_web;
grant execute on function consent.fault_of(consent.authorisation) to xinqiao_web;
grant select on consent.access_log, consent.status_change, consent.purpose, consent.transition to xinqiao_web;
grant select on consent.disclosure to xinqiao_web;
grant update (status, due_at, due_reason, deleted_at, deleted_by, receipt) on consent.disclosure to xinqiao_web;
grant select on intake.item, intake.batch, intake.pull, intake.pull_source, intake.source,
  intake.working_day, intake.quality to xinqiao_web;
-- What a department sent stays shut: neither a quarantined row nor a file that waits.
grant select (id, batch_id, line, field, rule, message, status, settled_by, settled_at, settled_reason, corrected_batch_id)
  on intake.quarantine to xinqiao_web;
grant execute on function intake.quarantined_rows(uuid, bigint[]), intake.corrections_of(uuid, bigint) to xinqiao_web;
grant select (id, department_id, item_id, channel, account_id, client_id, idempotency_key, file_name, format, content_hash,
  status, progress, attempts, batch_id, failure, received_at, started_at, finished_at) on intake.submission to xinqiao_web;
grant insert on intake.submission, intake.pull, intake.pull_source to xinqiao_web;
grant update (status, settled_by, settled_at, settled_reason, corrected_batch_id) on intake.quarantine to xinqiao_web;
-- A score's total and grade; what it was given from leaves through functions that ask who may have it.
grant insert on scoring.score to xinqiao_web;
grant select (id, uscc, institution_id, application_id, access_id, card_id, card_version, card_hash, facts_deleted_at,
  total, grade, scored_at, role, authorisation_id, limit_policy_hash) on scoring.score to xinqiao_web;
grant execute on function scoring.kept_scores(uuid, uuid), scoring.outcome_of(uuid), scoring.owes_nothing(uuid),
  scoring.data_changed_since(uuid),
  scoring.forget_looks(text[], bigint[], timestamptz) to xinqiao_web;
grant select, insert on scoring.card, scoring.card_event to xinqiao_web;
grant update (status) on scoring.card to xinqiao_web;
grant select on scoring.card_monitor to xinqiao_web;
grant select, insert on scoring.limit_policy to xinqiao_web;
grant update (status, decided_by, decided_at, decision_note) on scoring.limit_policy to xinqiao_web;
-- The bench: it puts a table in and cannot take one out; runs it asks for, cancels and shows.
grant select, insert on scoring.bench_table, scoring.bench_run, scoring.bench_card to xinqiao_web;
grant insert on scoring.bench_part to xinqiao_web;
grant update (status, finished_at) on scoring.bench_run to xinqiao_web;
grant execute on function scoring.forget_bench_tables(uuid, timestamptz) to xinqiao_web;
-- Templates and counts; whose result is whose stays shut, but for an enterprise's own.
grant select, insert on evaluation.template, evaluation.template_event, evaluation.dry_run to xinqiao_web;
grant update (status) on evaluation.template to xinqiao_web;
grant select on evaluation.month, evaluation.month_template, evaluation.month_count to xinqiao_web;
grant execute on function evaluation.approved_at(timestamptz), evaluation.own_months(uuid) to xinqiao_web;
grant select, insert on products.product, products.product_version, products.draft, products.draft_event to xinqiao_web;
grant update (terms, status) on products.draft to xinqiao_web;
grant update (retired_at) on products.product_version to xinqiao_web;
-- Counts of enterprises, rounded and never of few; what is counted it cannot read.
grant execute on function products.count_eligible(uuid, uuid, jsonb, jsonb), products.fact_shares(uuid, uuid) to xinqiao_web;
grant select, insert on matching.demand to xinqiao_web;
grant update (status, closed_at) on matching.demand to xinqiao_web;
grant usage on sequence matching.demand_number to xinqiao_web;
grant select, insert on lending.application, lending.event to xinqiao_web;
grant usage on sequence lending.application_number to xinqiao_web;
grant select, insert on notify.message to xinqiao_web;
grant update (read_at, read_by) on notify.message to xinqiao_web;
grant execute on function
  credit.read_by_authorisation(uuid, uuid, text, text, text, text, text[], date, uuid, text),
  credit.read_own(uuid, text, text, integer),
  credit.read_for_platform(uuid, text, uuid, text, text)
to xinqiao_web;

-- What lies behind a figure of lateness: public records, of items with a promise of arrival.
grant execute on function intake.late_records(date, text, text, integer) to xinqiao_web;

-- The gate: owner of the functions above and of the log's, and nobody's login.
grant select on credit.record, credit.indicator, credit.indicator_source, intake.item, intake.batch, registry.enterprise,
  registry.institution, identity.membership, consent.document, consent.purpose, consent.transition to xinqiao_gate;
grant select, update on consent.authorisation to xinqiao_gate;
grant select, insert on consent.access_log, consent.disclosure, audit.line to xinqiao_gate;
grant select on audit.anchor to xinqiao_gate;
-- For counting: whose product, who counts and how often, and which loans were repaid.
grant select on products.product, products.count_key, lending.application, lending.event to xinqiao_gate;
grant select, insert, update on products.count_use to xinqiao_gate;
grant execute on all functions in schema credit, consent, audit, products to xinqiao_gate;
-- To own a function one must be able to create in its schema; the right is taken back at once.
grant create on schema credit, audit, products to xinqiao_gate;
grant xinqiao_gate to current_user;
alter function credit.read_by_authorisation(uuid, uuid, text, text, text, text, text[], date, uuid, text) owner to xinqiao_gate;
alter function credit.read_own(uuid, text, text, integer) owner to xinqiao_gate;
alter function credit.read_for_platform(uuid, text, uuid, text, text) owner to xinqiao_gate;
alter function audit.append(text, text, text) owner to xinqiao_gate;
alter function audit.append_for_web(text, text, text) owner to xinqiao_gate;
alter function products.count_eligible(uuid, uuid, jsonb, jsonb) owner to xinqiao_gate;
alter function products.fact_shares(uuid, uuid) owner to xinqiao_gate;
revoke create on schema credit, audit, products from xinqiao_gate;

-- Intake: takes in, supersedes, computes indicators and quality. It reads what it compares with.
grant select, insert, update on intake.item, intake.batch, intake.quarantine, intake.submission, intake.pull_source, intake.source to xinqiao_intake;
grant select on intake.pull, intake.working_day to xinqiao_intake;
grant select, insert, update, delete on intake.quality to xinqiao_intake;
-- The licence that a question to a department goes out under, and whether it still stands.
grant select (id, uscc, items, status, starts_at, ends_at, used_queries, maximum_queries, artefact, signature,
  signature_algorithm, signature_key_id) on consent.authorisation to xinqiao_intake;
grant select, insert on credit.record to xinqiao_intake;
grant update (superseded_at) on credit.record to xinqiao_intake;
grant select, insert, update on credit.indicator, credit.data_version to xinqiao_intake;
grant select on credit.indicator_source to xinqiao_intake;
grant select on registry.region, registry.industry, registry.department to xinqiao_intake;
grant select, insert, update on registry.enterprise to xinqiao_intake;
grant execute on function audit.append_for_web(text, text, text) to xinqiao_intake;
grant insert on notify.message to xinqiao_intake;
grant execute on function intake.refresh_quality(date) to xinqiao_intake;
do $$ begin execute format('grant temporary on database %I to xinqiao_intake', current_database()); end $$;

-- The worker: takes in what was submitted, with the rights of intake, and lets time do its work on
-- authorisations and on what was disclosed. For that it sees whose an authorisation is and when it ends,
-- until when a disclosure may be kept, and of a score nothing: it can let its facts be blanked.
do $$
declare name text;
begin
  foreach name in array array['registry','identity','audit','consent','intake','credit','scoring','evaluation','products','matching','lending','notify','pgboss'] loop
    execute format('revoke all on all tables in schema %I from public, xinqiao_worker', name);
    execute format('revoke all on all sequences in schema %I from public, xinqiao_worker', name);
    execute format('revoke all on all functions in schema %I from public, xinqiao_worker', name);
    execute format('grant usage on schema %I to xinqiao_worker', name);
  end loop;
end
$$;
grant xinqiao_intake to xinqiao_worker;
grant select (id, number, uscc, institution_id, status, ends_at, expiry_announced_at) on consent.authorisation to xinqiao_worker;
grant update (status, status_at, status_by, status_reason, expiry_announced_at) on consent.authorisation to xinqiao_worker;
grant execute on function consent.expire(uuid, timestamptz) to xinqiao_worker;
grant select (uscc, access_id, institution_id, keep_until, status) on consent.disclosure to xinqiao_worker;
grant update (status, due_at, due_reason) on consent.disclosure to xinqiao_worker;
grant execute on function scoring.forget_ended(timestamptz) to xinqiao_worker;
-- For the monthly monitor: distributions and outcomes without a name, and the cards that they are of.
grant execute on function scoring.monitor_totals(timestamptz, timestamptz), scoring.monitor_points(timestamptz, timestamptz),
  scoring.monitor_starts(), scoring.monitor_outcomes(timestamptz) to xinqiao_worker;
grant select, insert, update on scoring.card_monitor to xinqiao_worker;
grant select (id, institution_id, card_id, version, name, hash, status) on scoring.card to xinqiao_worker;
grant select (id, name, short_name) on registry.institution to xinqiao_worker;
-- The bench: reads the tables that were uploaded, and writes what came of a run.
grant select on scoring.bench_table, scoring.bench_part, scoring.bench_run to xinqiao_worker;
grant update (status, step, percent, attempts, beat_at, failure, report, card, record, started_at, finished_at)
  on scoring.bench_run to xinqiao_worker;
grant execute on function scoring.forget_bench_tables(uuid, timestamptz) to xinqiao_worker;
-- For the monthly evaluation and for dry runs of templates: results by enterprise, and counts of them.
grant select on evaluation.template, evaluation.template_event, evaluation.dry_run to xinqiao_worker;
grant execute on function evaluation.approved_at(timestamptz) to xinqiao_worker;
grant update (status, result, finished_at) on evaluation.dry_run to xinqiao_worker;
grant select, insert, update on evaluation.month to xinqiao_worker;
grant select, insert, update, delete on evaluation.month_result, evaluation.month_template, evaluation.month_count to xinqiao_worker;
-- Of the log its places and hashes, to sign where each chain ends; what lines say it does not read.
grant select (chain, seq, at, hash) on audit.line to xinqiao_worker;
grant execute on function audit.purge_due(text) to xinqiao_worker;
-- Its own queues and schedules; it owns none of them and cannot change their shape.
grant select, insert, update, delete on all tables in schema pgboss to xinqiao_worker;
grant usage on all sequences in schema pgboss to xinqiao_worker;
grant execute on all functions in schema pgboss to xinqiao_worker;
