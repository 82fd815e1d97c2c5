import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { pauseAuthorisation } from "../consent/index.ts";
import { withdrawAuthorisation } from "../lending/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../testing/people.ts";
import { earliestDay } from "../testing/refusals/situation.ts";
import { waitersFor } from "../testing/waiting.ts";
import { storeRecords } from "./factory.ts";
import { readByAuthorisation } from "./index.ts";

const DAY_MS = 86_400_000;
let fresh: FreshDatabase;
let owner: Sql;
let web: Sql;
let db: Db;
let uscc: string;
let person: ActorOf<"enterprise">;
let officer: ActorOf<"loan_officer">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  web = fresh.as("xinqiao_web");
  db = database(web);
  officer = await anOfficer(owner, (await anInstitution(owner)).id);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  ({ uscc } = await anEnterprise(owner));
  person = await anEnterprisePerson(owner, uscc);
  await storeRecords(
    owner,
    uscc,
    [1, 11, 13, 25].flatMap((months) => [
      { item: "vat_declaration", period: earliestDay(months), amountFen: months },
      { item: "electricity", period: earliestDay(months), amountFen: months },
    ]),
  );
});

const as = (actor: ActorOf<"enterprise"> | ActorOf<"loan_officer">) => ({
  db,
  actor,
  now: new Date(),
});
const grant = (parts: Partial<Parameters<typeof anAuthorisation>[1]> = {}) =>
  anAuthorisation(owner, {
    uscc,
    institutionId: officer.institutionId,
    signedBy: person.accountId,
    maximumQueries: 50,
    ...parts,
  });
type Ask = Partial<Parameters<typeof readByAuthorisation>[1]>;
const look = (authorisationId: string, ask: Ask = {}) =>
  readByAuthorisation(as(officer), {
    authorisationId,
    uscc,
    stage: "before_loan",
    purposeCode: "credit_review",
    items: null,
    applicationId: null,
    purpose: "测试",
    ...ask,
  });
const verdict = async (authorisationId: string, ask: Ask = {}) => {
  const answer = await look(authorisationId, ask);
  return answer.granted ? "granted" : answer.because;
};
const countsOf = async (id: string) => {
  const [row] = await owner`
    select used_queries as used, window_used as "inWindow", window_start::text as window from consent.authorisation where id = ${id}`;
  return row;
};

describe("how often", () => {
  test.each([
    ["day", "credit_review", "before_loan", { times: 2, unit: "day" }],
    ["month", "post_loan_monitoring", "after_loan", { times: 2, unit: "month" }],
  ] as const)(
    "when the queries of one %s are used it is closed, and open again with the next",
    async (unit, purpose, stage, frequency) => {
      const id = await grant({ purpose, stage, frequency });
      const ask = { stage, purposeCode: purpose } as const;
      expect(await verdict(id, ask)).toBe("granted");
      expect(await verdict(id, ask)).toBe("granted");
      expect(await look(id, ask)).toEqual({
        granted: false,
        because: "too_frequent",
        detail: frequency,
      });
      const [window] = await owner`
        select date_trunc(${unit}, now() at time zone 'Asia/Shanghai')::date::text as start`;
      expect(await countsOf(id)).toEqual({ used: 2, inWindow: 2, window: window?.start });

      // As it stands when the next day or month has begun.
      await owner`update consent.authorisation set window_start = window_start - 1 where id = ${id}`;
      expect(await verdict(id, ask)).toBe("granted");
      expect(await countsOf(id)).toEqual({ used: 3, inWindow: 1, window: window?.start });
      expect(await verdict(id, ask)).toBe("granted");
      expect(await verdict(id, ask)).toBe("too_frequent");
    },
  );

  test("of twenty looks at once no more are granted than one day allows", async () => {
    const id = await grant({ frequency: { times: 3, unit: "day" } });
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verdict(id)));
    expect(verdicts.filter((one) => one === "granted")).toHaveLength(3);
    expect(verdicts.filter((one) => one === "too_frequent")).toHaveLength(17);
    expect(await countsOf(id)).toMatchObject({ used: 3, inWindow: 3 });
  });

  test("of fifty looks at once for the last query one is granted, and every one is on record", async () => {
    const id = await grant({ maximumQueries: 7, usedQueries: 6 });
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => verdict(id)));
    expect(verdicts.filter((one) => one === "granted")).toHaveLength(1);
    expect(verdicts.filter((one) => one === "used_up")).toHaveLength(49);
    const [lines] = await owner`
      select count(*)::int as lines, count(distinct chain_seq)::int as chained,
        (select count(*)::int from consent.disclosure d where d.authorisation_id = ${id}) as given,
        (select count(*)::int from consent.status_change s where s.authorisation_id = ${id} and s.to_status = 'used_up') as changes
      from consent.access_log where authorisation_id = ${id}`;
    expect(lines).toEqual({ lines: 50, chained: 50, given: 1, changes: 1 });
  });
});

describe("how much", () => {
  test("one look costs one query, whatever number of items it asks for", async () => {
    const id = await grant({ items: ["vat_declaration", "electricity", "water"] });
    await look(id);
    await look(id, { items: ["water"] });
    await look(id, { items: ["vat_declaration", "electricity"] });
    expect(await countsOf(id)).toMatchObject({ used: 3 });
  });

  test("what was not asked for does not come, though it is covered", async () => {
    const id = await grant({ items: ["vat_declaration", "electricity"] });
    const seen = await look(id, { items: ["electricity"] });
    if (!seen.granted) throw new Error(seen.because);
    expect(seen.items).toEqual(["electricity"]);
    expect(seen.facts.declaredSales12Fen).toBeNull();
    const [row] = await owner`
      select items, from_day::text from consent.access_log where id = ${seen.accessId}`;
    expect(row).toEqual({ items: ["electricity"], from_day: earliestDay(36) });
  });

  test.each([
    [12, null, earliestDay(12), 2],
    [24, null, earliestDay(24), 3],
    [36, null, earliestDay(36), 4],
    [36, earliestDay(12), earliestDay(12), 2],
    [36, earliestDay(2), earliestDay(2), 1],
    [12, earliestDay(12), earliestDay(12), 2],
  ])(
    "of a look-back of %i months with %s asked for, records come from %s on",
    async (lookBackMonths, fromDay, from, months) => {
      const id = await grant({ lookBackMonths });
      const seen = await look(id, { fromDay });
      if (!seen.granted) throw new Error(seen.because);
      expect(seen.fromDay).toBe(from);
      const [row] = await web`
        select series, coverage from credit.read_by_authorisation(${officer.accountId}::uuid, ${id}::uuid,
          (select artefact_hash from consent.authorisation where id = ${id}), ${uscc}, 'before_loan', 'credit_review',
          null, ${fromDay}::date, null, '测试')`;
      expect(row?.series).toHaveLength(months);
      expect(row?.coverage).toContainEqual(
        expect.objectContaining({ item: "vat_declaration", rows: months }),
      );
    },
  );
});

describe("how long", () => {
  test("each look that was granted is written down with the day until which its data may be kept", async () => {
    const id = await grant({ dataLifeDays: 45 });
    const seen = await look(id);
    await look(id, { items: ["electricity"] });
    if (!seen.granted) throw new Error(seen.because);
    const given = await owner`
      select access_id, institution_id, at, keep_until, status, due_at from consent.disclosure where uscc = ${uscc}`;
    expect(given).toHaveLength(1);
    const [one] = given;
    expect(one).toMatchObject({
      access_id: seen.accessId,
      institution_id: officer.institutionId,
      status: "held",
      due_at: null,
    });
    const kept = (one?.keep_until as Date).getTime() - (one?.at as Date).getTime();
    expect(kept).toBe(45 * DAY_MS);
  });
});

describe("while a look is under way", () => {
  const changes = {
    pause: (id: string) => pauseAuthorisation(as(person), { authorisationId: id }),
    withdrawal: (id: string) => withdrawAuthorisation(as(person), { authorisationId: id }),
  };
  const after = { pause: "paused", withdrawal: "withdrawn" } as const;

  test.each(Object.entries(changes))(
    "a %s waits for its end, and the next look is refused",
    async (name, change) => {
      const id = await grant();
      const connection = await web.reserve();
      await connection`begin`;
      const [running] = await connection`
        select verdict from credit.read_by_authorisation(${officer.accountId}::uuid, ${id}::uuid,
          (select artefact_hash from consent.authorisation where id = ${id}), ${uscc}, 'before_loan', 'credit_review',
          null, null, null, '测试')`;
      expect(running?.verdict).toBe("granted");
      const changing = change(id);
      await waitersFor(owner, 1);
      await connection`commit`;
      connection.release();
      await changing;
      expect(await verdict(id)).toBe(after[name as keyof typeof after]); // Keys of the literal above.
      // What the look gave is held under a pause, and falls due with a withdrawal.
      const [given] =
        await owner`select status from consent.disclosure where authorisation_id = ${id}`;
      expect(given?.status).toBe(name === "pause" ? "held" : "due");
    },
  );

  test.each(["paused", "withdrawn"] as const)(
    "a look that waits for a change to “%s” is refused by it",
    async (status) => {
      const id = await grant();
      const connection = await owner.reserve();
      await connection`begin`;
      await connection`
        update consent.authorisation set status = ${status}, withdrawn_at = case when ${status} = 'withdrawn' then now() end
        where id = ${id}`;
      const looking = verdict(id);
      await waitersFor(owner, 1);
      await connection`commit`;
      connection.release();
      expect(await looking).toBe(status);
      expect(await countsOf(id)).toMatchObject({ used: 0 });
    },
  );
});

test("a code of another form than a code's breaks off, and nothing is read", async () => {
  const id = await grant();
  await expect(verdict(id, { uscc: `${uscc}0` })).rejects.toThrow();
  await expect(verdict(id, { uscc: `${uscc} ` })).rejects.toThrow();
  expect(await verdict(id, { uscc: uscc.toLowerCase() })).toBe("wrong_enterprise");
  expect(await countsOf(id)).toMatchObject({ used: 0 });
});
