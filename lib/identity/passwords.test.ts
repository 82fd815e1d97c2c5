import * as argon2 from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson } from "../testing/people.ts";
import { confirmSigning, hashPassword, loadActor, signIn } from "./index.ts";

vi.mock("@node-rs/argon2", { spy: true });

const RIGHT = "Xinqiao-2026";
const now = new Date("2026-11-01T08:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const wrong = { verdict: "wrong" };
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let hash: string;
let person: ActorOf<"enterprise">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  hash = await hashPassword(RIGHT);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  const { uscc } = await anEnterprise(owner);
  person = await anEnterprisePerson(owner, uscc, { password: hash, signing: hash });
  vi.mocked(argon2.verify).mockClear();
});

const enter = (password: string, at = now) => signIn(db, person.loginName, password, at);
const sign = (password: string, at = now) => confirmSigning(db, person.accountId, password, at);
const many = <T>(count: number, work: () => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, work));
/** How often something typed was held against the account's own hash, rather than the decoy. */
const reallyChecked = () =>
  vi.mocked(argon2.verify).mock.calls.filter(([kept]) => kept === hash).length;

describe("tries that come at once", () => {
  test("fifty wrong passwords are checked five times, and the right one waits for the end of the lock", async () => {
    const answers = await many(50, () => enter("wrong-1"));
    expect(answers).toEqual(Array(50).fill({ status: "fulfilled", value: wrong }));
    expect(reallyChecked()).toBe(5);
    expect(await enter(RIGHT)).toEqual(wrong);
    expect(await enter(RIGHT, after(14))).toEqual(wrong);
    expect(await enter(RIGHT, after(15))).toMatchObject({ verdict: "right" });
  });

  test("fifty wrong signing passwords are checked five times too", async () => {
    await many(50, () => sign("wrong-1"));
    expect(reallyChecked()).toBe(5);
    await expect(sign(RIGHT)).rejects.toMatchObject({ reason: "identity.signing_locked" });
    await expect(sign(RIGHT, after(15))).resolves.toBeUndefined();
  });

  test("the two passwords of an account are counted apart", async () => {
    await many(5, () => enter("wrong-1"));
    await expect(sign(RIGHT)).resolves.toBeUndefined();
  });
});

describe("the count", () => {
  test("starts again after a right password", async () => {
    for (const _ of [1, 2, 3]) {
      await many(4, () => enter("wrong-1"));
      expect(await enter(RIGHT)).toMatchObject({ verdict: "right" });
    }
  });

  test("locks again after the lock, as often as it must", async () => {
    await many(5, () => enter("wrong-1"));
    await many(5, () => enter("wrong-1", after(20)));
    expect(await enter(RIGHT, after(30))).toEqual(wrong);
    expect(await enter(RIGHT, after(36))).toMatchObject({ verdict: "right" });
  });

  test("is not lengthened by those who try while it is locked", async () => {
    await many(5, () => enter("wrong-1"));
    await many(5, () => enter("wrong-1", after(14)));
    expect(await enter(RIGHT, after(15))).toMatchObject({ verdict: "right" });
  });
});

test("an unknown name, a wrong password and a locked account get one answer for the same work", async () => {
  const work = vi.mocked(argon2.verify).mock.calls;
  expect(await enter("wrong-1")).toEqual(wrong);
  expect(work).toHaveLength(1);
  expect(await signIn(db, "nobody", RIGHT, now)).toEqual(wrong);
  expect(work).toHaveLength(2);
  await many(4, () => enter("wrong-1"));
  expect(work).toHaveLength(6);
  expect(await enter(RIGHT)).toEqual(wrong);
  expect(work).toHaveLength(7);
});

describe("a session", () => {
  const session = async () => {
    const answer = await enter(RIGHT);
    if (answer.verdict !== "right") throw new Error("not signed in");
    return answer;
  };

  test("acts for the person who opened it", async () => {
    expect(await loadActor(db, await session())).toMatchObject({ accountId: person.accountId });
  });

  test("ends when the password is changed", async () => {
    const opened = await session();
    await owner`update identity.account set password_hash = ${await hashPassword("Another-1")} where id = ${person.accountId}`;
    expect(await loadActor(db, opened)).toBeNull();
  });

  test("ends when the membership does", async () => {
    const opened = await session();
    await owner`update identity.membership set ended_at = now() where account_id = ${person.accountId}`;
    expect(await loadActor(db, opened)).toBeNull();
  });
});
