import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { appendLines, recordsOf, storeLine } from "./factory.ts";
import { lineHash } from "./hash.ts";
import { verifyLog } from "./verify.ts";

let fresh: FreshDatabase;
let owner: Sql;
let web: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  web = fresh.as("xinqiao_web");
});
afterAll(() => fresh.drop());

const writers = Array.from({ length: 16 }, (_, index) => index);

describe("of writers at once", () => {
  test("sixteen on one chain leave a gap-free chain that verifies", async () => {
    const numbers = await Promise.all(writers.map(() => appendLines(web, "region:520000", 60)));
    expect(numbers.flat().sort((one, other) => one - other)).toEqual(
      Array.from({ length: 16 * 60 }, (_, index) => index + 1),
    );
    const report = await verifyLog([await recordsOf(owner)]);
    expect(report.faults).toEqual([]);
    expect(report.chains.find(({ chain }) => chain === "region:520000")).toMatchObject({
      lines: 960,
      from: 1,
      to: 960,
    });
  });

  test("sixteen on eight chains, two in one transaction each, leave every chain whole", async () => {
    const chains = Array.from({ length: 8 }, (_, index) => `region:52000${index + 1}`);
    await Promise.all(
      writers.map(async (writer) => {
        for (let n = 0; n < 25; n++) {
          // By name, as writeReceipt asks for.
          const [one, other] = [
            chains[(writer + n) % 8] ?? "",
            chains[(writer + 3 * n + 1) % 8] ?? "",
          ].sort();
          await web
            .begin(async (tx) => {
              await tx`select audit.append_for_web(${one ?? ""}, 'receipt', '{"n": 1}')`;
              await tx`select audit.append_for_web(${other ?? ""}, 'command', '{"n": 2}')`;
              if (n % 5 === 4) await tx`select 1 / 0`.catch(() => undefined);
            })
            .catch(() => undefined);
        }
      }),
    );
    const report = await verifyLog([await recordsOf(owner)]);
    expect(report.faults).toEqual([]);
    const lines = report.chains.filter(({ chain }) => chains.includes(chain));
    expect(lines.reduce((sum, chain) => sum + chain.lines, 0)).toBe(16 * 20 * 2);
  });

  test("one whose transaction sees an old state is refused rather than forks the chain", async () => {
    await web
      .begin("isolation level repeatable read", async (tx) => {
        await tx`select count(*) from audit.line`;
        await appendLines(web, "region:520009", 1);
        await appendLines(web, "region:520009", 1);
        await expect(
          tx`select audit.append_for_web('region:520009', 'command', '{}')`,
        ).rejects.toThrow(/duplicate key/);
      })
      .catch(() => undefined);
    expect((await verifyLog([await recordsOf(owner)])).faults).toEqual([]);
  });
});

describe("a line", () => {
  test("is hashed by the database as the verifier hashes it", async () => {
    const body = '{"text":"逗号,冒号:1:2 \\u0001 𠮷 \u2028 é"}';
    await owner`select audit.append('platform', 'access', ${body})`;
    const lines = (await recordsOf(owner)).filter((record) => record.type === "line");
    const found = lines.find((line) => line.body === body);
    expect(found && lineHash(found)).toBe(found?.hash);
  });

  test("is written only under the name of a chain that there is, with an object as its body", async () => {
    const append = (chain: string, body: string) =>
      web`select audit.append_for_web(${chain}, 'command', ${body})`;
    await expect(append("enterprise:1", "{}")).rejects.toThrow(/no chain is called/);
    await expect(append("platform\n", "{}")).rejects.toThrow(/no chain is called/);
    await expect(append("platform", "[1]")).rejects.toThrow(/JSON object/);
    await expect(append("platform", "no json")).rejects.toThrow(/invalid input syntax/);
  });
});

describe("nobody changes the log", () => {
  const change = {
    update: (sql: Sql) => sql`update audit.line set body = '{}'`,
    delete: (sql: Sql) => sql`delete from audit.line`,
    truncate: (sql: Sql) => sql`truncate audit.line`,
    "truncate with what hangs on it": (sql: Sql) => sql`truncate audit.line, audit.anchor cascade`,
    "change an anchor": (sql: Sql) => sql`delete from audit.anchor`,
    "change a row of the access log": (sql: Sql) =>
      sql`update consent.access_log set verdict = 'granted'`,
  };
  beforeAll(async () => {
    await storeLine(owner, { chain: "public", at: new Date() });
    await owner`insert into audit.anchor values ('region:529999', 1, 'a', now(), 1)`;
    await owner`insert into consent.access_log (uscc, at, stage, purpose, items, verdict)
      values ('91520100MA00000000', now(), 'own', '测试', '{}', 'granted')`;
  });
  afterAll(async () => {
    await owner`alter table audit.anchor disable trigger insert_only`;
    await owner`delete from audit.anchor`;
  });

  test.each(Object.entries(change))("not the owner: %s", async (_, attempt) => {
    await expect(attempt(owner)).rejects.toThrow(/insert-only/);
    await expect(
      owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        // A transaction asks in the same way as a connection does.
        await attempt(tx as unknown as Sql);
      }),
    ).rejects.toThrow(/insert-only/);
  });

  test.each(Object.entries(change))("not the web process: %s", async (_, attempt) => {
    await expect(attempt(web)).rejects.toThrow(/permission denied/);
  });

  test("the web process may call itself a purge and still delete nothing", async () => {
    await web
      .begin(async (tx) => {
        await tx`set local xinqiao.purging = 'on'`;
        await expect(tx`delete from audit.line`).rejects.toThrow(/permission denied/);
      })
      .catch(() => undefined);
    await expect(web`select * from audit.purge_chain('public', '2020-01-01')`).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      web`insert into audit.line values ('public', 99, now(), 'command', '{}', 'a', 'b')`,
    ).rejects.toThrow(/permission denied/);
  });

  test("the owner may call itself a purge and still delete nothing that is younger than three years", async () => {
    await expect(
      owner.begin(async (tx) => {
        await tx`set local xinqiao.purging = 'on'`;
        await tx`delete from audit.line where chain = 'public'`;
      }),
    ).rejects.toThrow(/insert-only/);
  });

  test.each(["access", "purge", "anything"])(
    "the web process writes no line of kind %s",
    async (kind) => {
      await expect(web`select audit.append_for_web('public', ${kind}, '{}')`).rejects.toThrow(
        /not written from outside/,
      );
      await expect(web`select audit.append('public', ${kind}, '{}')`).rejects.toThrow(
        /permission denied/,
      );
    },
  );
});
