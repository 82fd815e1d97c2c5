import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";

/**
 * All that the web process may do in the database, by name. Whoever adds a table or a function adds it
 * here, or it stays shut; whoever opens one by mistake meets this test.
 */
const tables: Readonly<Record<string, string>> = {
  "audit.anchor": "SELECT",
  "audit.line": "SELECT",
  "consent.access_log": "SELECT",
  "consent.authorisation": "INSERT SELECT",
  "consent.disclosure": "SELECT",
  "consent.document": "INSERT SELECT",
  "consent.purpose": "SELECT",
  "consent.status_change": "SELECT",
  "consent.transition": "SELECT",
  "evaluation.dry_run": "INSERT SELECT",
  "evaluation.month": "SELECT",
  "evaluation.month_count": "SELECT",
  "evaluation.month_template": "SELECT",
  "evaluation.template": "INSERT SELECT",
  "evaluation.template_event": "INSERT SELECT",
  "identity.account": "INSERT SELECT",
  "identity.api_client": "INSERT SELECT",
  "identity.api_token": "DELETE INSERT SELECT",
  "identity.membership": "INSERT SELECT",
  "intake.batch": "SELECT",
  "intake.item": "SELECT",
  "intake.pull": "INSERT SELECT",
  "intake.pull_source": "INSERT SELECT",
  "intake.quality": "SELECT",
  "intake.source": "SELECT",
  "intake.submission": "INSERT",
  "intake.working_day": "SELECT",
  "lending.application": "INSERT SELECT",
  "lending.event": "INSERT SELECT",
  "matching.demand": "INSERT SELECT",
  "notify.message": "INSERT SELECT",
  "products.draft": "INSERT SELECT",
  "products.draft_event": "INSERT SELECT",
  "products.product": "INSERT SELECT",
  "products.product_version": "INSERT SELECT",
  "registry.code_review": "INSERT SELECT",
  "registry.department": "SELECT",
  "registry.enterprise": "INSERT SELECT",
  "registry.industry": "SELECT",
  "registry.institution": "SELECT",
  "registry.region": "SELECT",
  "scoring.bench_card": "INSERT SELECT",
  "scoring.bench_part": "INSERT",
  "scoring.bench_run": "INSERT SELECT",
  "scoring.bench_table": "INSERT SELECT",
  "scoring.card": "INSERT SELECT",
  "scoring.card_event": "INSERT SELECT",
  "scoring.card_monitor": "SELECT",
  "scoring.limit_policy": "INSERT SELECT",
  "scoring.score": "INSERT",
};

/** Columns that it may read or change, where it may not read or change the whole table. */
const columns: Readonly<Record<string, string>> = {
  "consent.authorisation UPDATE":
    "artefact artefact_hash expiry_announced_at signature signature_algorithm signature_key_id signed_at signed_by signer_capacity starts_at status status_at status_by status_reason withdrawn_at",
  "consent.disclosure UPDATE": "deleted_at deleted_by due_at due_reason receipt status",
  "evaluation.template UPDATE": "status",
  "identity.account UPDATE": "failed_sign_ins failed_signings locked_until signing_locked_until",
  "identity.api_client UPDATE": "disabled_at",
  "identity.membership UPDATE": "ended_at",
  "intake.quarantine SELECT":
    "batch_id corrected_batch_id field id line message rule settled_at settled_by settled_reason status",
  "intake.quarantine UPDATE": "corrected_batch_id settled_at settled_by settled_reason status",
  "intake.submission SELECT":
    "account_id attempts batch_id channel client_id content_hash department_id failure file_name finished_at format id idempotency_key item_id progress received_at started_at status",
  "matching.demand UPDATE": "closed_at status",
  "notify.message UPDATE": "read_at read_by",
  "products.draft UPDATE": "status terms",
  "products.product_version UPDATE": "retired_at",
  "registry.code_review UPDATE": "decided_at decided_by reason status",
  "registry.enterprise UPDATE": "legal_representative_id_sealed legal_representative_phone_sealed",
  "registry.institution UPDATE": "left_at left_reason",
  "scoring.bench_run UPDATE": "finished_at status",
  "scoring.card UPDATE": "status",
  "scoring.limit_policy UPDATE": "decided_at decided_by decision_note status",
  "scoring.score SELECT":
    "access_id application_id authorisation_id card_hash card_id card_version facts_deleted_at grade id institution_id limit_policy_hash role scored_at total uscc",
};

/** Functions that it may call; `true`: with the rights of the function's owner. */
const functions: Readonly<Record<string, boolean>> = {
  "audit.append_for_web": true,
  "consent.fault_of": false,
  "credit.read_by_authorisation": true,
  "credit.read_for_platform": true,
  "credit.read_own": true,
  // Templates, of nobody.
  "evaluation.approved_at": false,
  // An enterprise's own results, to a person of that enterprise.
  "evaluation.own_months": true,
  // Records of public items alone, which need no authorisation.
  "intake.late_records": true,
  // What was sent, to a person of the department that answers for it.
  "intake.corrections_of": true,
  "intake.quarantined_rows": true,
  // What a look disclosed, to whom it was disclosed while it may be kept, and to whom it is about.
  "scoring.kept_scores": true,
  // Rounded counts of at least ten, of nobody by name.
  "products.count_eligible": true,
  "products.fact_shares": true,
  // What a score says, and whether there was any debt, without what it was given from.
  "scoring.outcome_of": true,
  "scoring.owes_nothing": true,
  // Which items have changed since a score was made, and when; nothing of what they say.
  "scoring.data_changed_since": true,
  // Removes tables of the bench, and gives nothing of them.
  "scoring.forget_bench_tables": true,
  // Blanks what is due, and tells how much.
  "scoring.forget_looks": true,
};

const sequences = [
  "consent.authorisation_number",
  "lending.application_number",
  "matching.demand_number",
];

/** Tables that name an enterprise beside figures, and may be read: whose figures these are. */
const figuresThatAreNoRecords: Readonly<Record<string, string>> = {
  "consent.access_log": "numbers of looks",
  "consent.authorisation": "its terms and counts",
  "consent.disclosure": "numbers of looks",
  "matching.demand": "what the enterprise asks for",
  "registry.enterprise": "what is registered publicly; identity and phone are sealed",
  "scoring.score": "total and grade, without what they were given from",
};

/** Columns that can hold anything, and may be read: what they hold. */
const freeColumns: Readonly<Record<string, string>> = {
  "consent.access_log.detail": "why a look was refused",
  "consent.document.content": "the document that was signed",
  "evaluation.dry_run.result": "counts of no fewer than ten",
  "evaluation.month_template.document": "a template: weights and cut-offs, of nobody",
  "evaluation.template.document": "a template: weights and cut-offs, of nobody",
  "lending.event.payload": "what was decided",
  "products.draft.terms": "what a product will say",
  "products.product_version.price_bands": "a product's prices",
  "products.product_version.rules": "a product's rules",
  "scoring.bench_run.card": "a scorecard that was trained, of nobody",
  "scoring.bench_run.means": "scorecards to judge, of nobody",
  "scoring.bench_run.record": "how training rows were spread, of nobody",
  "scoring.bench_run.report": "what came of an operator's own table, for operators",
  "scoring.bench_run.request": "what an operator asked of a table",
  "scoring.card.document": "a scorecard: bins and points, of nobody",
  "scoring.card_monitor.report": "distributions and counts, of nobody",
  "scoring.limit_policy.figures": "an institution's figures for limits, of nobody",
};

let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

const ours = (schema: string) =>
  owner.unsafe(`${schema} <> 'information_schema' and ${schema} !~ '^pg_'`);
const byName = <Row extends { name: string; value: unknown }>(rows: readonly Row[]) =>
  Object.fromEntries(rows.map(({ name, value }) => [name, value]));

async function tablesOf(role: string) {
  return byName(
    await owner<{ name: string; value: string }[]>`
      select n.nspname || '.' || c.relname as name, string_agg(p.privilege, ' ' order by p.privilege) as value
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) as p (privilege)
      where c.relkind in ('r', 'v', 'm', 'p', 'f') and ${ours("n.nspname")} and has_table_privilege(${role}, c.oid, p.privilege)
      group by 1`,
  );
}

async function columnsOf(role: string) {
  return byName(
    await owner<{ name: string; value: string }[]>`
      select n.nspname || '.' || c.relname || ' ' || p.privilege as name, string_agg(a.attname, ' ' order by a.attname) as value
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) as p (privilege)
      where c.relkind in ('r', 'v', 'm', 'p', 'f') and ${ours("n.nspname")}
        and has_column_privilege(${role}, c.oid, a.attnum, p.privilege) and not has_table_privilege(${role}, c.oid, p.privilege)
      group by 1`,
  );
}

const functionsOf = async (role: string) =>
  byName(
    await owner<{ name: string; value: boolean }[]>`
      select n.nspname || '.' || p.proname as name, p.prosecdef as value
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours("n.nspname")} and has_function_privilege(${role}, p.oid, 'execute')`,
  );

describe("the web process may", () => {
  test("read and write the tables of the list, and no other of any schema", async () => {
    expect(await tablesOf("xinqiao_web")).toEqual(tables);
  });
  test("read and change the columns of the list, and no other", async () => {
    expect(await columnsOf("xinqiao_web")).toEqual(columns);
  });
  test("call the functions of the list, and no other", async () => {
    expect(await functionsOf("xinqiao_web")).toEqual(functions);
  });
  test("take numbers from the sequences of the list", async () => {
    const found = await owner`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join unnest(array['USAGE', 'SELECT', 'UPDATE']) as p (privilege)
      where c.relkind = 'S' and has_sequence_privilege('xinqiao_web', c.oid, p.privilege) group by 1 order by 1`;
    expect(found.map(({ name }) => name as string)).toEqual(sequences);
  });
  test("create nothing, own nothing, become nobody, and pass no wall", async () => {
    const [role] = await owner`
      select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as mighty,
        exists (select from pg_auth_members m where m.member = r.oid) as member,
        exists (select from pg_class c where c.relowner = r.oid) or exists (select from pg_proc p where p.proowner = r.oid) as owner,
        (select coalesce(bool_or(has_schema_privilege(r.oid, n.oid, 'create')), false) from pg_namespace n where n.nspname !~ '^pg_temp') as creates
      from pg_roles r where rolname = 'xinqiao_web'`;
    expect(role).toEqual({ mighty: false, member: false, owner: false, creates: false });
  });
  test("do nothing that everybody may: nothing here is everybody's", async () => {
    const granted = await owner`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        aclexplode(c.relacl) a where a.grantee = 0 and ${ours("n.nspname")}
      union all
      select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
        aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where a.grantee = 0 and ${ours("n.nspname")} and n.nspname not in ('public', 'drizzle')`;
    expect(granted.map(({ name }) => name as string)).toEqual([]);
  });
});

describe("credit data", () => {
  test("is read by the gate, by intake and by the worker that does intake's work, and by no other role", async () => {
    const readers = await owner`
      select r.rolname as name, r.rolcanlogin as login from pg_roles r
      where not r.rolsuper and r.rolname !~ '^pg_' and r.rolname like 'xinqiao%'
        and (has_table_privilege(r.oid, 'credit.record', 'select') or has_any_column_privilege(r.oid, 'credit.record', 'select'))
      order by 1`;
    expect([...readers]).toEqual([
      { name: "xinqiao_gate", login: false },
      { name: "xinqiao_intake", login: true },
      { name: "xinqiao_worker", login: true },
    ]);
  });

  test("stands in no table that the web process can read: whatever names an enterprise beside figures is known", async () => {
    const readable = await owner`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'm', 'p', 'f') and ${ours("n.nspname")} and has_any_column_privilege('xinqiao_web', c.oid, 'select')
        and (n.nspname = 'credit' or (
          exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'uscc')
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and a.atttypid in ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype, 'numeric'::regtype, 'real'::regtype,
              'double precision'::regtype, 'jsonb'::regtype, 'json'::regtype))))
      order by 1`;
    expect(readable.map(({ name }) => name as string)).toEqual(
      Object.keys(figuresThatAreNoRecords).sort(),
    );
  });

  test("stands in no column that can hold anything and that the web process can read, but those that are known", async () => {
    const readable = await owner`
      select n.nspname || '.' || c.relname || '.' || a.attname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'v', 'm', 'p', 'f') and ${ours("n.nspname")}
        and a.atttypid in ('jsonb'::regtype, 'json'::regtype, 'bytea'::regtype, 'xml'::regtype, 'jsonb[]'::regtype, 'json[]'::regtype)
        and has_column_privilege('xinqiao_web', c.oid, a.attnum, 'select')
      order by 1`;
    expect(readable.map(({ name }) => name as string)).toEqual(Object.keys(freeColumns).sort());
  });

  test("leaves through functions that write a line of the access log, each of them", async () => {
    const readers = await owner<{ name: string; body: string }[]>`
      select n.nspname || '.' || p.proname as name, p.prosrc as body
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours("n.nspname")} and p.prosecdef and has_function_privilege('xinqiao_web', p.oid, 'execute')
        and p.prosrc ~ 'credit\\.(record|indicator|disclose|profile|coverage)'
      order by 1`;
    const silent = readers.filter(({ body }) => !body.includes("credit.log_access("));
    expect(readers.map(({ name }) => name)).toEqual([
      "credit.read_by_authorisation",
      "credit.read_for_platform",
      "credit.read_own",
      "intake.late_records",
      // Of which share an indicator is known; see below.
      "products.fact_shares",
    ]);
    expect(silent.map(({ name }) => name)).toEqual(["intake.late_records", "products.fact_shares"]);
    expect(silent[0]?.body).toContain("i.sharing = 'public'");
    // Nor by a statement that is put together within: those give rounded counts and nothing else.
    const composed = await owner<{ name: string; body: string }[]>`
      select n.nspname || '.' || p.proname as name, p.prosrc as body
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours("n.nspname")} and p.prosecdef and has_function_privilege('xinqiao_web', p.oid, 'execute')
        and p.prosrc ~ '\\yexecute\\y' order by 1`;
    expect(composed.map(({ name }) => name)).toEqual([
      "products.count_eligible",
      "products.fact_shares",
    ]);
    for (const { body } of composed) expect(body).toMatch(/products\.(cell_sql|shown)\(/);
  });

  test("is changed by nobody who logs in, but by intake: which adds, and marks as superseded", async () => {
    expect((await tablesOf("xinqiao_intake"))["credit.record"]).toBe("INSERT SELECT");
    expect((await columnsOf("xinqiao_intake"))["credit.record UPDATE"]).toBe("superseded_at");
    expect((await tablesOf("xinqiao_gate"))["credit.record"]).toBe("SELECT");
  });
});

describe("a table or a function that is new", () => {
  const passwords = {
    web: "web-for-tests",
    intake: "intake-for-tests",
    worker: "worker-for-tests",
  };

  test("is closed to the web process after the next start, in whatever schema, until it is listed", async () => {
    for (const schema of ["credit", "consent", "intake", "scoring", "lending"]) {
      await owner.unsafe(`create table ${schema}.brought (uscc char(18), amount_fen bigint)`);
      await owner.unsafe(`grant select on ${schema}.brought to public`);
      await owner.unsafe(
        `create function ${schema}.brought_figures() returns setof ${schema}.brought language sql security definer as $$ select * from ${schema}.brought $$`,
      );
    }
    await migrateDatabase(fresh.url, passwords);
    expect(await tablesOf("xinqiao_web")).toEqual(tables);
    expect(await functionsOf("xinqiao_web")).toEqual(functions);
    await expect(fresh.as("xinqiao_web")`select * from credit.brought`).rejects.toThrow(
      /permission denied/,
    );
  });

  test("and one that is opened by mistake is seen here", async () => {
    await owner`grant select (amount_fen) on credit.brought to xinqiao_web`;
    await owner`grant select on scoring.brought to xinqiao_web`;
    expect(await columnsOf("xinqiao_web")).not.toEqual(columns);
    expect(await tablesOf("xinqiao_web")).not.toEqual(tables);
  });
});
