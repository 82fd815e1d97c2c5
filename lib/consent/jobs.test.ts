import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
} from "../testing/people.ts";
import { announceExpiry, expireAuthorisations, markDataLife } from "./index.ts";

const DAY_MS = 86_400_000;
const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * DAY_MS);
let fresh: FreshDatabase;
let owner: Sql;
/** Every job runs as the worker's own role. */
let worker: Sql;
let person: ActorOf<"enterprise">;
let institution: { id: string; name: string };

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  worker = fresh.as("xinqiao_worker");
  const { uscc } = await anEnterprise(owner, { name: "贵阳到期示例食品有限公司" });
  person = await anEnterprisePerson(owner, uscc);
  institution = await anInstitution(owner, "到期示例银行");
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await owner`delete from notify.message`;
  await owner`update consent.authorisation set status = 'withdrawn', withdrawn_at = ${now} where status in ('agreed', 'paused')`;
  await owner`delete from consent.disclosure`;
  await owner`delete from scoring.score`;
});

const authorised = (parts: Partial<Parameters<typeof anAuthorisation>[1]> = {}) =>
  anAuthorisation(owner, {
    uscc: person.uscc,
    institutionId: institution.id,
    signedBy: person.accountId,
    startsAt: days(-40),
    ...parts,
  });
const statusOf = async (id: string) => {
  const [row] =
    await owner`select status, status_at, status_by, status_reason from consent.authorisation where id = ${id}`;
  return row;
};
const messages = () => owner`select * from notify.message order by organisation`;

describe("what has run out is written down", () => {
  test("in force and paused ones, with their reason and nobody's name; those that run are left", async () => {
    const over = await authorised({ endsAt: days(-1) });
    const thisInstant = await authorised({ endsAt: now });
    const paused = await authorised({ endsAt: days(-2), status: "paused" });
    const running = await authorised({ endsAt: new Date(now.getTime() + 1) });
    expect(await expireAuthorisations(worker, now)).toEqual({ expired: 3 });
    for (const id of [over, thisInstant, paused])
      expect(await statusOf(id)).toMatchObject({
        status: "expired",
        status_by: null,
        status_reason: "授权期限届满",
      });
    expect(await statusOf(running)).toMatchObject({ status: "agreed" });
    const [change] = await owner`
      select from_status, to_status, reason from consent.status_change
      where authorisation_id = ${paused} order by seq desc limit 1`;
    expect(change).toEqual({ from_status: "paused", to_status: "expired", reason: "授权期限届满" });
  });

  test("a second run, and one at the same time, find nothing more to do", async () => {
    await Promise.all(Array.from({ length: 30 }, () => authorised({ endsAt: days(-1) })));
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => expireAuthorisations(worker, now)),
    );
    expect(runs.reduce((sum, { expired }) => sum + expired, 0)).toBe(30);
    expect(await expireAuthorisations(worker, now)).toEqual({ expired: 0 });
    const [twice] = await owner`
      select authorisation_id from consent.status_change where to_status = 'expired'
      group by 1 having count(*) > 1`;
    expect(twice).toBeUndefined();
  });

  test("one that somebody holds at this moment waits for the next run, and holds nobody up", async () => {
    const held = await authorised({ endsAt: days(-1) });
    const free = await authorised({ endsAt: days(-1) });
    await owner.begin(async (tx) => {
      await tx`update consent.authorisation set status = 'withdrawn', withdrawn_at = ${now} where id = ${held}`;
      expect(await expireAuthorisations(worker, now)).toEqual({ expired: 1 });
    });
    expect(await statusOf(free)).toMatchObject({ status: "expired" });
    await expireAuthorisations(worker, now);
    expect(await statusOf(held)).toMatchObject({ status: "withdrawn" });
  });
});

describe("an end that is near is announced", () => {
  test("to both sides, once, with the day and where to go", async () => {
    const id = await authorised({ endsAt: days(6) });
    await authorised({ endsAt: days(8) });
    await authorised({ endsAt: days(-1) });
    expect(await announceExpiry(worker, now)).toEqual({ announced: 1 });
    expect(await announceExpiry(worker, days(1))).toEqual({ announced: 1 });
    const told = await messages();
    expect(told).toHaveLength(4);
    const first = told.filter(({ once_key }) => once_key === `authorisation:${id}:ending`);
    expect(first).toMatchObject([
      {
        organisation: `enterprise:${person.uscc}`,
        kind: "authorisation_ending",
        subject: "授权即将到期：到期示例银行",
        href: `/enterprise/authorisations/${id}`,
      },
      {
        organisation: `institution:${institution.id}`,
        subject: "授权即将到期：贵阳到期示例食品有限公司",
      },
    ]);
  });

  test("the platform's own to the enterprise alone", async () => {
    await authorised({ institutionId: null, stage: "platform", endsAt: days(3) });
    await announceExpiry(worker, now);
    expect(await messages()).toMatchObject([
      { organisation: `enterprise:${person.uscc}`, subject: expect.stringContaining("信桥") },
    ]);
  });

  test("once though four runs do it at the same time", async () => {
    await Promise.all(Array.from({ length: 20 }, () => authorised({ endsAt: days(2) })));
    const runs = await Promise.all(Array.from({ length: 4 }, () => announceExpiry(worker, now)));
    expect(runs.reduce((sum, { announced }) => sum + announced, 0)).toBe(20);
    expect(await messages()).toHaveLength(40);
  });

  test("a run that dies before its end has told nobody and marked nothing", async () => {
    const id = await authorised({ endsAt: days(2) });
    await owner`create function notify.die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`;
    await owner`create trigger die after insert on notify.message execute function notify.die()`;
    await expect(announceExpiry(worker, now)).rejects.toThrow();
    await owner`drop trigger die on notify.message`;
    await owner`drop function notify.die()`;
    expect(await messages()).toHaveLength(0);
    const [row] =
      await owner`select expiry_announced_at from consent.authorisation where id = ${id}`;
    expect(row).toEqual({ expiry_announced_at: null });
    expect(await announceExpiry(worker, now)).toEqual({ announced: 1 });
  });
});

let access = 1;
/** A look and what it gave, with a score that was given from it. */
async function disclosed(keepUntil: Date, parts: { status?: string; institutionId?: string } = {}) {
  const accessId = access++;
  await owner`
    insert into consent.disclosure ${owner({
      uscc: person.uscc,
      access_id: accessId,
      institution_id: parts.institutionId ?? institution.id,
      authorisation_id: newId(),
      at: days(-90),
      keep_until: keepUntil,
      status: parts.status ?? "held",
    })}`;
  const result = {
    total: 600,
    reasons: [{ code: "R1", text: "纳税下降" }],
    parts: [{ fact: "taxPaid12Fen", observed: "12.40 万元", points: 5 }],
    limit: {
      suggestedFen: 100,
      steps: [{ label: "纳税倍数", formula: "12.40 万元 × 5", amountFen: 6200, binding: true }],
      note: null,
    },
  };
  await owner`
    insert into scoring.score ${owner({
      id: newId(),
      uscc: person.uscc,
      institution_id: institution.id,
      access_id: accessId,
      card_id: "test",
      card_version: 1,
      card_hash: "0",
      facts: owner.json({ taxPaid12Fen: 12_400_000 }),
      result: owner.json(result),
      total: 600,
      grade: "B",
      scored_at: days(-90),
    })}`;
  return accessId;
}
const disclosureOf = async (accessId: number) => {
  const [row] =
    await owner`select status, due_at, due_reason from consent.disclosure where access_id = ${accessId}`;
  return row;
};
const scoreOf = async (accessId: number) => {
  const [row] =
    await owner`select facts, facts_deleted_at, result, total from scoring.score where access_id = ${accessId}`;
  return row;
};

describe("what may no longer be kept", () => {
  test("falls due, our own copy of the facts is blanked, and the institution is asked to confirm", async () => {
    const over = await disclosed(days(-1));
    const kept = await disclosed(days(1));
    expect(await markDataLife(worker, now)).toEqual({ due: 1, scoresBlanked: 1 });
    expect(await disclosureOf(over)).toEqual({
      status: "due",
      due_at: now,
      due_reason: "约定的保存期限已届满",
    });
    expect(await disclosureOf(kept)).toMatchObject({ status: "held" });
    const blanked = await scoreOf(over);
    expect(blanked).toMatchObject({ facts: {}, facts_deleted_at: now, total: 600 });
    expect(JSON.stringify(blanked)).not.toContain("12.40");
    expect(blanked?.result).toMatchObject({
      reasons: [{ text: "纳税下降" }],
      parts: [{ observed: "已删除", points: 5 }],
      limit: { suggestedFen: 100, steps: [{ label: "纳税倍数", amountFen: null, binding: true }] },
    });
    expect(await scoreOf(kept)).toMatchObject({
      facts: { taxPaid12Fen: 12_400_000 },
      facts_deleted_at: null,
    });
    expect(await messages()).toMatchObject([
      {
        organisation: `institution:${institution.id}`,
        kind: "data_due",
        subject: expect.stringContaining("1 笔"),
      },
    ]);
  });

  test("each institution is told of its own, in one message", async () => {
    const other = await anInstitution(owner);
    for (let count = 0; count < 3; count++) await disclosed(days(-1));
    await disclosed(days(-1), { institutionId: other.id });
    await markDataLife(worker, now);
    const told = await messages();
    expect(told).toHaveLength(2);
    expect(
      told.find(({ organisation }) => organisation === `institution:${institution.id}`),
    ).toMatchObject({
      subject: expect.stringContaining("3 笔"),
    });
  });

  test("of many runs at once each thing is done once", async () => {
    for (let count = 0; count < 20; count++) await disclosed(days(-1));
    const runs = await Promise.all(Array.from({ length: 4 }, () => markDataLife(worker, now)));
    const sum = (name: "due" | "scoresBlanked") =>
      runs.reduce((total, run) => total + run[name], 0);
    expect(sum("due")).toBe(20);
    expect(sum("scoresBlanked")).toBeLessThanOrEqual(20);
    // Marked by one and not yet to be seen by another: the next run blanks what is left.
    await markDataLife(worker, days(1));
    const [left] =
      await owner`select count(*)::int n from scoring.score where facts_deleted_at is null`;
    expect(left).toEqual({ n: 0 });
    expect(await markDataLife(worker, days(2))).toEqual({ due: 0, scoresBlanked: 0 });
  });

  test("what fell due by a withdrawal is blanked in the same night", async () => {
    const withdrawn = await disclosed(days(30), { status: "due" });
    expect(await markDataLife(worker, now)).toEqual({ due: 0, scoresBlanked: 1 });
    expect(await scoreOf(withdrawn)).toMatchObject({ facts: {} });
  });
});

test("the worker reads no look, no score and no line of the log, and shapes nothing", async () => {
  for (const statement of [
    "select facts from scoring.score",
    "select result from scoring.score",
    "select * from consent.access_log",
    "select body from audit.line",
    "select password_hash from identity.account",
    "update consent.authorisation set ends_at = now()",
    "update consent.disclosure set status = 'deleted', deleted_at = now(), receipt = 'x'",
    "delete from audit.line",
    "select body from notify.message",
    "create table public.mine ()",
    "create table pgboss.mine ()",
  ])
    await expect(worker.unsafe(statement), statement).rejects.toMatchObject({ code: "42501" });
});
