import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  aDepartmentPerson,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
  anOperator,
  aRegulator,
} from "../testing/people.ts";
import {
  countUnread,
  listMessages,
  markRead,
  MESSAGES_PER_PAGE,
  notify,
  notifyAll,
  organisationOf,
  type Message,
} from "./index.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let person: Actor;
let officer: Actor;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  person = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
  officer = await anOfficer(owner, (await anInstitution(owner)).id);
});
afterAll(() => fresh.drop());
beforeEach(() => owner`delete from notify.message`);

const as = (actor: Actor) => ({ db, actor, now });
const aMessage = (parts: Partial<Message> = {}): Message => ({
  organisation: organisationOf(person),
  kind: "system",
  subject: "示例消息",
  body: "内容",
  href: null,
  onceKey: crypto.randomUUID(),
  now,
  ...parts,
});
const idsOf = async (actor: Actor) => (await listMessages(as(actor), {})).page.map(({ id }) => id);

describe("a message", () => {
  test("is told once, however often and by however many at once", async () => {
    const message = aMessage({ onceKey: "same" });
    await Promise.all(Array.from({ length: 10 }, () => notify(db, message)));
    await notify(db, { ...message, subject: "again" });
    expect((await listMessages(as(person), {})).page).toMatchObject([{ subject: "示例消息" }]);
  });

  test("with the same key reaches another organisation all the same", async () => {
    for (const actor of [person, officer])
      await notify(db, aMessage({ onceKey: "same", organisation: organisationOf(actor) }));
    expect(await idsOf(officer)).toHaveLength(1);
  });

  test("is gone with the transaction that it tells of", async () => {
    await expect(
      db.transaction(async (tx) => {
        await notify(tx, aMessage());
        throw new Error("refused");
      }),
    ).rejects.toThrow();
    expect(await countUnread(as(person), {})).toBe(0);
  });

  test("may be left by intake and by the worker, who read none", async () => {
    for (const role of ["xinqiao_intake", "xinqiao_worker"] as const)
      await notify(database(fresh.as(role)), aMessage({ onceKey: role }));
    expect(await countUnread(as(person), {})).toBe(2);
    await expect(fresh.as("xinqiao_intake")`select 1 from notify.message`).rejects.toThrow();
  });

  test("comes with thousands of others in one call", async () => {
    await notifyAll(
      db,
      Array.from({ length: 2500 }, () => aMessage()),
    );
    expect(await countUnread(as(person), {})).toBe(2500);
  });
});

describe("an organisation reads its own", () => {
  test("the newest first, page by page without gap or repetition", async () => {
    const count = 2 * MESSAGES_PER_PAGE + 5;
    await notifyAll(
      db,
      Array.from({ length: count }, (_, index) =>
        aMessage({ subject: String(index), now: new Date(now.getTime() + Math.floor(index / 3)) }),
      ),
    );
    const seen: Date[] = [];
    const ids = new Set<string>();
    let after: string | undefined;
    do {
      const answer = await listMessages(as(person), { after });
      for (const { id, at } of answer.page) {
        ids.add(id);
        seen.push(at);
      }
      after = answer.after;
    } while (after);
    expect(ids.size).toBe(count);
    expect(seen).toEqual(seen.toSorted((one, other) => other.getTime() - one.getTime()));
  });

  test("every role may, each its own", async () => {
    const actors = [
      person,
      officer,
      await anOperator(owner),
      await aRegulator(owner),
      await aDepartmentPerson(owner),
    ];
    for (const actor of actors) await notify(db, aMessage({ organisation: organisationOf(actor) }));
    for (const actor of actors) expect(await idsOf(actor)).toHaveLength(1);
  });
});

describe("reading", () => {
  test("marks for everybody of the organisation, with who and when; a second time changes nothing", async () => {
    await notifyAll(db, [aMessage(), aMessage()]);
    const [first = ""] = await idsOf(person);
    expect(await markRead(as(person), { messageIds: [first] })).toEqual({ marked: 1 });
    const later = { ...as(person), now: new Date(now.getTime() + 60_000) };
    expect(await markRead(later, { messageIds: [first] })).toEqual({ marked: 0 });
    const [row] = await owner`select read_at, read_by from notify.message where id = ${first}`;
    expect(row).toEqual({ read_at: now, read_by: person.accountId });
    expect(await countUnread(as(person), {})).toBe(1);
  });

  test("what came since the page was opened stays unread", async () => {
    await notify(db, aMessage());
    const seen = await idsOf(person);
    await notify(db, aMessage());
    await markRead(as(person), { messageIds: seen });
    expect(await countUnread(as(person), {})).toBe(1);
  });

  test("another organisation's messages are left alone", async () => {
    await notify(db, aMessage());
    const theirs = await idsOf(person);
    expect(await markRead(as(officer), { messageIds: theirs })).toEqual({ marked: 0 });
    expect(await countUnread(as(person), {})).toBe(1);
  });

  test("changes nothing else of a message: the web role may not", async () => {
    await notify(db, aMessage());
    await expect(
      fresh.as("xinqiao_web")`update notify.message set body = 'other'`,
    ).rejects.toMatchObject({ code: "42501" });
  });
});
