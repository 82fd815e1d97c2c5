import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { aLoanHistory, anApplicationIn, aScene, untilState, type Scene } from "./factory.ts";
import { approveApplication, openCreditProfile } from "./index.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;
let applicationId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
  applicationId = await anApplicationIn(owner, scene, untilState(aLoanHistory(now), "accepted"));
});

const open = (whole: Db) =>
  openCreditProfile({ db: whole, actor: scene.officer, now }, { applicationId });

/** What the look has left behind: lines in the access log, queries used, scores kept. */
async function traces() {
  const [found] = await owner`
    select (select count(*) from consent.access_log where uscc = ${scene.uscc}) as looks,
      (select used_queries from consent.authorisation where id = ${scene.authorisationId}) as used,
      (select count(*) from scoring.score where application_id = ${applicationId}) as scores`;
  return found;
}

/** The database until the connection is lost at this call, as when the process dies there. */
const lostAt = (call: "select" | "insert", when: (argument: object) => boolean): Db =>
  new Proxy(db, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      return (...given: readonly unknown[]): unknown => {
        const [first] = given;
        if (key === call && typeof first === "object" && first && when(first))
          throw new Error("connection lost");
        return Reflect.apply(member, target, given);
      };
    },
  });

describe("a look that breaks off", () => {
  test("before the gate costs no query and leaves no line", async () => {
    // The product's version, the last thing that is read ahead of the look.
    await expect(open(lostAt("select", (columns) => "rules" in columns))).rejects.toThrow("lost");
    expect(await traces()).toEqual({ looks: 0, used: 0, scores: 0 });
  });

  test("after the gate is counted and logged, bears no approval, and can be repeated", async () => {
    await expect(open(lostAt("insert", () => true))).rejects.toThrow("lost");
    expect(await traces()).toEqual({ looks: 1, used: 1, scores: 0 });
    const terms = { applicationId, amount: "50", rate: "4", termMonths: "12" };
    const approve = () => approveApplication({ db, actor: scene.officer, now }, terms);
    await expect(approve()).rejects.toMatchObject({ reason: "application.score_missing" });

    expect(await open(db)).toMatchObject({ granted: true });
    expect(await traces()).toEqual({ looks: 2, used: 2, scores: 1 });
    expect(await approve()).toMatchObject({ state: "granted" });
  });
});
