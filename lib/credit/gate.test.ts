import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../testing/people.ts";

const DAY_MS = 86_400_000;
const application = newId();
let fresh: FreshDatabase;
let owner: Sql;
let web: Sql;
let uscc: string;
let other: string;
let person: ActorOf<"enterprise">;
let officer: ActorOf<"loan_officer">;
let stranger: ActorOf<"loan_officer">;

type Ask = Readonly<{
  account?: string;
  authorisation?: string;
  uscc?: string;
  stage?: string;
  purpose?: string;
  items?: string[] | null;
  fromDay?: string;
  /** What the caller says it has verified; left out: what the row says. */
  hash?: string | null;
}>;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  web = fresh.as("xinqiao_web");
  ({ uscc } = await anEnterprise(owner));
  ({ uscc: other } = await anEnterprise(owner));
  person = await anEnterprisePerson(owner, uscc);
  officer = await anOfficer(owner, (await anInstitution(owner)).id);
  stranger = await anOfficer(owner, (await anInstitution(owner)).id);
  for (const item of ["vat_declaration", "electricity", "penalty"]) {
    await owner`insert into credit.record (uscc, item, period, amount_fen, batch_id, recorded_at)
      values (${uscc}, ${item}, date_trunc('month', now())::date - interval '2 months', 123400, 1, now())`;
  }
  await owner`insert into credit.indicator (uscc, as_of, computed_at, declared_sales12_fen, electricity12_fen, penalties24)
    values (${uscc}, current_date, now(), 123400, 123400, 1)`;
});
afterAll(() => fresh.drop());

const grant = (parts: Partial<Parameters<typeof anAuthorisation>[1]> = {}) =>
  anAuthorisation(owner, {
    uscc,
    institutionId: officer.institutionId,
    signedBy: person.accountId,
    ...parts,
  });

async function look(authorisation: string, ask: Ask = {}) {
  const [row] = await web`select * from credit.read_by_authorisation(
    ${ask.account ?? officer.accountId}::uuid, ${authorisation}::uuid,
    ${ask.hash === undefined ? await hashOf(authorisation) : ask.hash}::text,
    ${ask.uscc ?? uscc}, ${ask.stage ?? "before_loan"}, ${ask.purpose ?? "credit_review"},
    ${ask.items === undefined ? null : ask.items}::text[], ${ask.fromDay ?? null}::date, ${application}::uuid, '贷前审查')`;
  if (!row) throw new Error("the gate gave no answer");
  return row;
}

async function hashOf(authorisation: string): Promise<string | null> {
  const [row] =
    await web`select artefact_hash from consent.authorisation where id = ${authorisation}`;
  return (row?.artefact_hash as string | undefined) ?? null;
}

describe("the web process's role", () => {
  test.each(["record", "indicator", "indicator_source"])(
    "has no SELECT on credit.%s",
    async (table) => {
      await expect(web`select * from ${web(`credit.${table}`)}`).rejects.toThrow(
        /permission denied/,
      );
    },
  );

  test("cannot write, alter or empty a credit record or the access log", async () => {
    await expect(web`delete from credit.record`).rejects.toThrow(/permission denied/);
    await expect(web`update credit.record set amount_fen = 1`).rejects.toThrow(/permission denied/);
    await expect(web`delete from consent.access_log`).rejects.toThrow(/permission denied/);
    await expect(web`update consent.access_log set verdict = 'granted'`).rejects.toThrow(
      /permission denied/,
    );
    await expect(web`insert into consent.access_log (uscc) values (${uscc})`).rejects.toThrow(
      /permission denied/,
    );
    await expect(web`truncate consent.access_log`).rejects.toThrow(/permission denied/);
  });

  test("cannot raise the number of queries, extend the period or change the items of what was signed", async () => {
    for (const change of [
      "maximum_queries = 99",
      "used_queries = 0",
      "ends_at = now() + interval '9 years'",
      "items = '{electricity}'",
    ]) {
      await expect(web.unsafe(`update consent.authorisation set ${change}`)).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  test("cannot call the functions behind the gate", async () => {
    await expect(
      web`select * from credit.disclose(${uscc}, '{vat_declaration}', null)`,
    ).rejects.toThrow(/permission denied/);
    await expect(
      web`select * from credit.profile_series(${uscc}, '{vat_declaration}', '2000-01-01')`,
    ).rejects.toThrow(/permission denied/);
    await expect(web`select * from credit.coverage(${uscc}, null)`).rejects.toThrow(
      /permission denied/,
    );
    await expect(web`set role xinqiao_gate`).rejects.toThrow(/permission denied/);
  });

  test("holds exactly the rights that are listed here on anything that leads to credit data", async () => {
    const tables = await owner`
      select table_name, privilege_type from information_schema.role_table_grants
      where grantee in ('xinqiao_web', 'PUBLIC') and table_schema = 'credit'`;
    const functions = await owner`
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'credit' and has_function_privilege('xinqiao_web', p.oid, 'execute') order by 1`;
    expect([...tables]).toEqual([]);
    expect(functions.map((row) => row.proname)).toEqual([
      "read_by_authorisation",
      "read_for_platform",
      "read_own",
    ]);
    // All other rights: lib/credit/grants.test.ts.
  });
});

describe("a loan officer who reads under an authorisation", () => {
  test("sees the items it covers and public ones, and nothing else", async () => {
    const row = await look(await grant());
    expect(row.verdict).toBe("granted");
    const items = (row.series as { item: string }[]).map(({ item }) => item);
    expect(new Set(items)).toEqual(new Set(["vat_declaration", "penalty"]));
    expect(row.indicators).toMatchObject({ declared_sales12_fen: 123400, penalties24: 1 });
    expect(row.indicators).not.toHaveProperty("electricity12_fen");
  });

  test("uses up one query a look, and is refused when none is left", async () => {
    const authorisation = await grant({ maximumQueries: 2 });
    expect((await look(authorisation)).verdict).toBe("granted");
    expect((await look(authorisation)).verdict).toBe("granted");
    expect(await look(authorisation)).toMatchObject({
      verdict: "used_up",
      series: null,
      indicators: null,
    });
  });

  test("of fifty queries racing for the last one, exactly one wins", async () => {
    const authorisation = await grant({ maximumQueries: 1 });
    const verdicts = await Promise.all(
      Array.from({ length: 50 }, async () => (await look(authorisation)).verdict as string),
    );
    expect(verdicts.filter((verdict) => verdict === "granted")).toHaveLength(1);
    expect(verdicts.filter((verdict) => verdict === "used_up")).toHaveLength(49);
  });

  test.each<[string, Parameters<typeof grant>[0], () => Ask, string]>([
    ["it was withdrawn", { withdrawnAt: new Date() }, () => ({}), "withdrawn"],
    [
      "it has expired",
      { startsAt: new Date(Date.now() - 9 * DAY_MS), endsAt: new Date(Date.now() - 1000) },
      () => ({}),
      "expired",
    ],
    [
      "it starts tomorrow",
      { startsAt: new Date(Date.now() + DAY_MS) },
      () => ({}),
      "not_yet_started",
    ],
    ["it is for another stage", {}, () => ({ stage: "after_loan" }), "wrong_stage"],
    ["it is another enterprise's", {}, () => ({ uscc: other }), "wrong_enterprise"],
    [
      "it was given to another institution",
      {},
      () => ({ account: stranger.accountId }),
      "wrong_grantee",
    ],
    [
      "one item asked for is not in it",
      {},
      () => ({ items: ["vat_declaration", "electricity"] }),
      "item_not_covered",
    ],
    [
      "the person belongs to no institution",
      {},
      () => ({ account: person.accountId }),
      "not_a_member",
    ],
    ["the person does not exist", {}, () => ({ account: newId() }), "not_a_member"],
  ])("is refused when %s, and reads nothing", async (_, parts, ask, verdict) => {
    const authorisation = await grant(parts);
    const row = await look(authorisation, ask());
    expect(row).toMatchObject({
      verdict,
      series: null,
      partners: null,
      coverage: null,
      indicators: null,
    });
    const [after] =
      await owner`select used_queries from consent.authorisation where id = ${authorisation}`;
    expect(after?.used_queries).toBe(0);
  });

  test("is refused without any authorisation", async () => {
    expect(await look(newId())).toMatchObject({ verdict: "never_granted", series: null });
  });

  test("leaves a line for each look, granted or refused, that says who, what, when and why", async () => {
    const authorisation = await grant();
    const granted = await look(authorisation);
    const refused = await look(authorisation, { stage: "after_loan" });
    const lines =
      await owner`select * from consent.access_log where id in (${granted.access_id}, ${refused.access_id}) order by id`;
    expect(lines).toMatchObject([
      {
        account_id: officer.accountId,
        institution_id: officer.institutionId,
        authorisation_id: authorisation,
        application_id: application,
        purpose: "贷前审查",
        verdict: "granted",
      },
      { verdict: "wrong_stage" },
    ]);
  });

  test("reads nothing when the line cannot be written", async () => {
    const authorisation = await grant();
    await owner`revoke insert on consent.access_log from xinqiao_gate`;
    await expect(look(authorisation)).rejects.toThrow(/permission denied/);
    await owner`grant insert on consent.access_log to xinqiao_gate`;
    const [after] =
      await owner`select used_queries from consent.authorisation where id = ${authorisation}`;
    expect(after?.used_queries).toBe(0);
  });

  test("is refused with the next look after a withdrawal in between", async () => {
    const authorisation = await grant();
    expect((await look(authorisation)).verdict).toBe("granted");
    await owner`update consent.authorisation set status = 'withdrawn', withdrawn_at = now() where id = ${authorisation}`;
    expect((await look(authorisation)).verdict).toBe("withdrawn");
  });
});

describe("the enterprise and the platform", () => {
  test("an enterprise sees all of its own items, and its own look in its log", async () => {
    const [row] =
      await web`select * from credit.read_own(${person.accountId}::uuid, ${uscc}, '查看')`;
    expect(row).toMatchObject({ verdict: "granted", indicators: { electricity12_fen: 123400 } });
  });

  test("an enterprise does not see another", async () => {
    const [row] =
      await web`select * from credit.read_own(${person.accountId}::uuid, ${other}, '查看')`;
    expect(row).toMatchObject({ verdict: "not_a_member", series: null, indicators: null });
  });

  test("the platform computes nothing without the enterprise's own authorisation for it", async () => {
    const ask = () =>
      web`select * from credit.read_for_platform(${person.accountId}::uuid, ${uscc},
        ${id}::uuid, (select artefact_hash from consent.authorisation where id = ${id}), '匹配')`;
    let id: string | null = null;
    expect((await ask())[0]).toMatchObject({ verdict: "never_granted", indicators: null });
    id = await anAuthorisation(owner, {
      uscc,
      institutionId: null,
      signedBy: person.accountId,
      stage: "platform",
      items: ["vat_declaration"],
      maximumQueries: 100,
    });
    const [granted] = await ask();
    expect(granted).toMatchObject({
      verdict: "granted",
      indicators: { declared_sales12_fen: 123400 },
    });
    expect(granted?.indicators).not.toHaveProperty("electricity12_fen");
    await owner`update consent.authorisation set status = 'withdrawn', withdrawn_at = now() where id = ${id}`;
    expect((await ask())[0]).toMatchObject({ verdict: "withdrawn", indicators: null });
  });
});

test("a public list that is delivered and does not name the enterprise is covered with no row, not missing", async () => {
  await owner`insert into intake.batch (item_id, source, content_hash, status, started_at, finished_at)
    values ('adverse_list', 'test', 'hash', 'landed', now(), now())`;
  const [row] =
    await web`select coverage from credit.read_own(${person.accountId}::uuid, ${uscc}, '查看')`;
  const found = (row?.coverage as { item: string; rows: number }[]).find(
    ({ item }) => item === "adverse_list",
  );
  expect(found).toMatchObject({ rows: 0, first_period: null });
});
