import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { database } from "#db/client.ts";
import { command, openCommand } from "../operation/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
  anOperator,
  aRegulator,
} from "../testing/people.ts";
import { chainOf, verifyLog, writeReceipt } from "./index.ts";
import { recordsOf } from "./factory.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const now = new Date("2026-11-21T01:02:03.004Z");
const web = () => database(fresh.as("xinqiao_web"));
const linesOf = (chain: string) =>
  fresh.owner`select seq, kind, body from audit.line where chain = ${chain} order by seq`;

const close = command(
  "demand.close",
  z.object({ fail: z.boolean().default(false) }),
  async (_, { fail }) => {
    if (fail) throw new Error("it went wrong");
    return {
      result: "done",
      audit: {
        entity: "demand",
        entityId: "d-1",
        detail: { z: 1, a: "不需要了\0\ud800", when: now, count: 3n },
      },
    };
  },
);

describe("a command", () => {
  test("leaves one line of canonical JSON in the chain of the actor's organisation", async () => {
    const actor = await anEnterprisePerson(fresh.owner, (await anEnterprise(fresh.owner)).uscc);
    await close({ db: web(), actor, now }, {});
    const [line, ...more] = await linesOf(`enterprise:${actor.uscc}`);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ seq: 1, kind: "command" });
    expect(line?.["body"]).toBe(
      `{"actorId":"${actor.accountId}","at":"2026-11-21T01:02:03.004Z","detail":{"a":"不需要了\uFFFD\uFFFD","count":"3","when":"2026-11-21T01:02:03.004Z","z":1},"entity":"demand","entityId":"d-1","verb":"demand.close"}`,
    );
    expect((await verifyLog([await recordsOf(fresh.owner)])).faults).toEqual([]);
  });

  test("that fails leaves none", async () => {
    const actor = await anEnterprisePerson(fresh.owner, (await anEnterprise(fresh.owner)).uscc);
    await expect(close({ db: web(), actor, now }, { fail: true })).rejects.toThrow(/went wrong/);
    expect(await linesOf(chainOf(actor))).toEqual([]);
  });

  test("of somebody without an account stands in the public chain", async () => {
    const register = openCommand("test.register", z.object({}), async () => ({
      result: null,
      audit: { entity: "account", entityId: "a-1" },
    }));
    await register({ db: web(), now }, {});
    const [line] = await linesOf("public");
    expect(JSON.parse(String(line?.["body"]))).toEqual({
      verb: "test.register",
      actorId: null,
      entity: "account",
      entityId: "a-1",
      detail: {},
      at: now.toISOString(),
    });
  });

  test("by fifty people of one organisation at once leaves fifty lines and no hole", async () => {
    const { id } = await anInstitution(fresh.owner);
    const actor = await anOfficer(fresh.owner, id);
    const settle = command("application.settle", z.object({}), async () => ({
      result: null,
      audit: { entity: "application", entityId: "x" },
    }));
    const db = web();
    await Promise.all(Array.from({ length: 50 }, () => settle({ db, actor, now }, {})));
    expect((await linesOf(`institution:${id}`)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });
});

test("every actor has a chain that the database accepts", async () => {
  const { uscc } = await anEnterprise(fresh.owner);
  const actors = [
    await anEnterprisePerson(fresh.owner, uscc),
    await anOfficer(fresh.owner, (await anInstitution(fresh.owner)).id),
    await aRegulator(fresh.owner, "520100"),
    await anOperator(fresh.owner),
    {
      accountId: "a",
      displayName: "数源",
      loginName: "d",
      organisationName: "税务局",
      role: "department",
      departmentId: "tax",
    } as const,
    null,
  ];
  const chains = actors.map(chainOf);
  expect(chains.slice(2)).toEqual(["region:520100", "platform", "department:tax", "public"]);
  for (const chain of chains) await writeReceipt(web(), chain, { kind: "test" });
});

test("a receipt is found under the chain and number that its writing returned", async () => {
  const receipt = await writeReceipt(web(), "region:520200", { deleted: ["a", "b"] });
  expect(receipt).toBe("region:520200:1");
  expect(await linesOf("region:520200")).toEqual([
    { seq: 1, kind: "receipt", body: '{"deleted":["a","b"]}' },
  ]);
});
