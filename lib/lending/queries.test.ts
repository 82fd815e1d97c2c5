import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../testing/people.ts";
import {
  aLoanHistory,
  anApplicationIn,
  aScene,
  aStoredScore,
  aSubmission,
  untilState,
  type PastStep,
  type Scene,
} from "./factory.ts";
import { inbox, listOwnApplications, readApplication, readOwnApplication } from "./index.ts";
import type { ApplicationState } from "./model.ts";
import { visibleTo } from "./move.ts";
import { applicationRows, inOrder } from "./queries/rows.ts";

const now = new Date();
const DAY_MS = 86_400_000;
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
});

const as = (actor: Actor) => ({ db, actor, now });
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

const rejected = (at: Date): PastStep => ({
  at,
  state: "rejected",
  payload: { kind: "reject", scoreId: null, codes: ["R05", "R10"], note: "请先结清存量贷款。" },
});

/** An application in this state, applied for so many days ago; each has a demand of its own. */
async function waiting(state: ApplicationState, days: number): Promise<string> {
  const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
  const at = daysAgo(days);
  const history =
    state === "rejected"
      ? ([aSubmission(at), rejected(daysAgo(days - 2))] as const)
      : untilState(aLoanHistory(at), state);
  return anApplicationIn(owner, { ...scene, demandId }, history);
}

describe("an officer's inbox", () => {
  const open = (parts: Record<string, unknown> = {}) => inbox(as(scene.officer), parts);

  test("shows what the institution owes the next step in, whoever waits longest first", async () => {
    const fresher = await waiting("submitted", 1);
    const oldest = await waiting("contracted", 9);
    const middle = await waiting("accepted", 5);
    await waiting("disbursed", 20);
    await waiting("rejected", 30);
    const { page, counts, after } = await open();
    expect(page.map(({ id }) => id)).toEqual([oldest, middle, fresher]);
    expect(after).toBeUndefined();
    expect(counts).toEqual({
      submitted: 1,
      accepted: 1,
      granted: 0,
      contracted: 1,
      disbursed: 1,
      settled: 0,
      rejected: 1,
      withdrawn: 0,
      closed: 0,
    });
  });

  test("counts the days of waiting against what the product promises, up to the decision", async () => {
    await waiting("submitted", 4);
    await waiting("rejected", 30);
    const [late] = (await open({ filter: "submitted" })).page;
    expect(late?.waiting).toEqual({ days: 4, promisedDays: 3, overdue: true });
    const [decided] = (await open({ filter: "rejected" })).page;
    expect(decided?.waiting).toEqual({ days: 2, promisedDays: 3, overdue: false });
  });

  test("is read page by page without a gap or a repetition, in either direction", async () => {
    const at = daysAgo(3);
    // Equal instants: only the id tells them apart.
    for (let index = 0; index < 60; index += 1) {
      const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
      await anApplicationIn(owner, { ...scene, demandId }, [aSubmission(at)]);
    }
    for (const filter of ["open", "all"]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const answer = await open({ filter, after });
        seen.push(...answer.page.map(({ id }) => id));
        after = answer.after;
      } while (after);
      expect(new Set(seen).size).toBe(60);
      expect(seen).toEqual(filter === "open" ? seen.toSorted() : seen.toSorted().toReversed());
    }
  });

  test("takes a filter or a cursor that it cannot read for none", async () => {
    const id = await waiting("submitted", 1);
    const { filter, page } = await open({ filter: "nonsense", after: "nonsense" });
    expect([filter, page.map((row) => row.id)]).toEqual(["open", [id]]);
  });

  test("holds nothing of another institution, and is closed to an enterprise", async () => {
    await waiting("submitted", 1);
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    const { page, counts } = await inbox(as(stranger), { filter: "all" });
    expect(page).toEqual([]);
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    await expect(inbox(as(scene.person), {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("an enterprise reads", () => {
  test("its applications, newest first, or those of one demand", async () => {
    const older = await waiting("rejected", 9);
    const newer = await waiting("submitted", 2);
    const { page } = await listOwnApplications(as(scene.person), {});
    expect(page.map(({ id, state }) => [id, state])).toEqual([
      [newer, "submitted"],
      [older, "rejected"],
    ]);
    const demandId = page[1]?.demandId;
    const ofDemand = await listOwnApplications(as(scene.person), { demandId });
    expect(ofDemand.page.map(({ id }) => id)).toEqual([older]);
  });

  test("why it was refused, in words, and what it can do about each reason", async () => {
    const applicationId = await waiting("rejected", 9);
    const read = await readOwnApplication(as(scene.person), { applicationId });
    expect(read.decision).toMatchObject({
      verdict: "rejected",
      reasons: [
        {
          code: "R05",
          label: "负债水平较高",
          fixable: true,
          remedy: expect.stringContaining("结清"),
        },
        { code: "R10", label: "资料不全", fixable: true },
      ],
      note: "请先结清存量贷款。",
    });
    expect(read.legal).toEqual([]);
    expect(read.steps.map(({ label }) => label)).toEqual(["提交申请", "审批未通过"]);
  });

  test("on what terms it was granted, and what it may still do", async () => {
    const applicationId = await waiting("granted", 2);
    const read = await readOwnApplication(as(scene.person), { applicationId });
    expect(read.decision).toEqual({
      verdict: "granted",
      amountFen: 80_000_000,
      rateBps: 400,
      termMonths: 12,
      note: null,
    });
    expect(read.legal).toEqual(["withdraw"]);
    expect(read.authorisation).toMatchObject({ id: scene.authorisationId, remainingQueries: 5 });
  });

  test("no name of a person at the institution, while the officer sees who did what", async () => {
    const applicationId = await waiting("accepted", 2);
    await owner`update lending.event set actor_id = ${scene.officer.accountId} where seq = 2`;
    await owner`update lending.event set actor_id = ${scene.person.accountId} where seq = 1`;
    const own = await readOwnApplication(as(scene.person), { applicationId });
    expect(own.steps.map(({ by }) => by)).toEqual(["测试人员", null]);
    const officers = await readApplication(as(scene.officer), { applicationId });
    expect(officers.steps.map(({ by }) => by)).toEqual(["测试人员", "测试人员"]);
  });

  test("nothing of another enterprise", async () => {
    const applicationId = await waiting("submitted", 1);
    const stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
    const attempt = readOwnApplication(as(stranger), { applicationId });
    await expect(attempt).rejects.toMatchObject({ kind: "not_found" });
    expect((await listOwnApplications(as(stranger), {})).page).toEqual([]);
  });
});

describe("an officer reads one application", () => {
  test("with demand, product, enterprise, authorisation, what matching said and what may be granted", async () => {
    const applicationId = await waiting("accepted", 2);
    const read = await readApplication(as(scene.officer), { applicationId });
    expect(read).toMatchObject({
      state: "accepted",
      seq: 2,
      enterprise: { uscc: scene.uscc, sizeClass: "small" },
      product: { versionId: scene.product.versionId },
      authorisation: { standing: "in_force", remainingQueries: 5, maximumQueries: 5 },
      eligibilityAtSubmit: "MATCH",
      score: null,
      limits: {
        amountFen: { minimum: 10_000_000, maximum: 100_000_000 },
        rateBps: { minimum: 335, maximum: 600 },
        termMonths: { minimum: 3, maximum: 12 },
      },
      legal: ["approve", "reject"],
    });
  });

  test("with the last score, and whether an approval may rest on it", async () => {
    const applicationId = await waiting("accepted", 3);
    const of = { applicationId, uscc: scene.uscc, institutionId: scene.institution.id };
    await aStoredScore(owner, { ...of, scoredAt: daysAgo(2) });
    const old = await readApplication(as(scene.officer), { applicationId });
    expect(old.score).toMatchObject({ stale: ["评分已超过 24 小时。"] });
    const id = await aStoredScore(owner, { ...of, scoredAt: daysAgo(0.5) });
    const read = await readApplication(as(scene.officer), { applicationId });
    expect(read.score).toMatchObject({ id, total: 700, grade: "B", stale: [] });
  });

  test("of its own institution only", async () => {
    const applicationId = await waiting("submitted", 1);
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    const attempt = readApplication(as(stranger), { applicationId });
    await expect(attempt).rejects.toMatchObject({ kind: "not_found" });
    await expect(readApplication(as(scene.person), { applicationId })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});

describe("the state of an application", () => {
  test("is one probe of the events' primary key, never a scan of all events", async () => {
    await owner.unsafe(manyEvents(scene));
    // All of them, so that the plan does not depend on what the server's own rounds have seen.
    await owner`analyze`;
    const asked = applicationRows(db)
      .where(visibleTo(scene.officer))
      .orderBy(inOrder("asc"))
      .limit(26)
      .toSQL();
    const plan = await owner.unsafe(`explain (format json) ${asked.sql}`, asked.params as string[]);
    const text = JSON.stringify(plan);
    expect(text).toContain("event_application_id_seq_pk");
    expect(text).toContain("application_inbox");
    expect(text).not.toMatch(/Seq Scan[^}]*"event"/);
  });
});

/** Five thousand applications of forty institutions with four events each. */
const manyEvents = ({ uscc, product, demandId, authorisationId, institution }: Scene) => `
  insert into registry.institution (id, uscc, name, short_name, kind, joined_on)
    select gen_random_uuid(), '9' || lpad(n::text, 17, '0'), 'x' || n, 'x', 'city_bank', '2024-01-01'
    from generate_series(1, 39) n;
  insert into matching.demand
    select gen_random_uuid(), 'XQ-MANY-' || n, uscc, amount_fen, term_months, maximum_rate_bps, purpose,
      guarantee_kind, note, status, posted_by, posted_at, closed_at, gen_random_uuid()
    from matching.demand, generate_series(1, 5000) n where id = '${demandId}';
  insert into lending.application
      (id, number, demand_id, product_id, product_version_id, institution_id, uscc, authorisation_id, applied_at)
    select gen_random_uuid(), 'DK-MANY-' || row_number() over (), d.id, '${product.productId}', '${product.versionId}',
      case when random() < 0.025 then '${institution.id}'::uuid else i.id end,
      '${uscc}', '${authorisationId}', now() - random() * interval '300 days'
    from matching.demand d
    join lateral (select id from registry.institution where d.id is not null order by random() limit 1) i on true
    where d.number like 'XQ-MANY-%';
  insert into lending.event
    select a.id, n, (array['submit','accept','approve','sign_contract'])[n],
      (array['submitted','accepted','granted','contracted'])[n], a.applied_at, gen_random_uuid(), '{}'
    from lending.application a, generate_series(1, 4) n where a.number like 'DK-MANY-%';`;
