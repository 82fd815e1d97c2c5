import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson } from "../testing/people.ts";
import { storeLine, tamper } from "./factory.ts";
import { verifyDatabase } from "./verify-database.ts";

let fresh: FreshDatabase;
let owner: Sql;
let uscc: string;
let chain: string;
let accountId: string;
beforeEach(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  ({ uscc } = await anEnterprise(owner));
  ({ accountId } = await anEnterprisePerson(owner, uscc));
  chain = `enterprise:${uscc}`;
  for (let n = 0; n < 6; n++) await look(uscc);
});
afterEach(() => fresh.drop());

const look = (code: string, account = accountId) =>
  fresh.as(
    "xinqiao_web",
  )`select verdict from credit.read_own(${account}::uuid, ${code}, '企业查看本企业信用档案')`;
const compared = async (range?: { chain: string; from?: number; to?: number }) => {
  const report = await verifyDatabase(owner, range ? { range } : {});
  expect(report.faults).toEqual(report.access.faults);
  return report.access;
};

test("what the gate writes agrees with its lines, refused looks and foreign codes too", async () => {
  await look(uscc, newId());
  await look("91520100MA6DNPXX0X");
  expect(await compared()).toEqual({ rows: 8, unchained: 0, faults: [] });
  expect(await compared({ chain, from: 2, to: 4 })).toEqual({ rows: 3, unchained: 0, faults: [] });
  expect(await owner`select kind, count(*) from audit.line group by 1`).toEqual([
    { kind: "access", count: 8 },
  ]);
});

test("a code that was registered after somebody looked at it is in two chains and in no fault", async () => {
  const { uscc: later } = await anEnterprise(owner);
  await tamper(
    owner,
    (sql) => sql`update registry.enterprise set uscc = '91520100MA6DNPXX0X' where uscc = ${later}`,
  );
  await look(later);
  await tamper(
    owner,
    (sql) => sql`update registry.enterprise set uscc = ${later} where uscc = '91520100MA6DNPXX0X'`,
  );
  await look(later);
  const chains =
    await owner`select distinct chain from audit.line where body::jsonb ->> 'uscc' = ${later} order by 1`;
  expect(chains).toHaveLength(2);
  expect((await compared()).faults).toEqual([]);
});

describe("a row of the access log", () => {
  test.each<[string, string, (sql: Sql) => Promise<unknown>]>([
    [
      "verdict",
      "verdict",
      (sql) => sql`update consent.access_log set verdict = 'withdrawn' where chain_seq = 3`,
    ],
    [
      "items",
      "items",
      (sql) => sql`update consent.access_log set items = items[2:] where chain_seq = 3`,
    ],
    [
      "purpose",
      "purpose",
      (sql) => sql`update consent.access_log set purpose = '其他' where chain_seq = 3`,
    ],
    [
      "time",
      "at",
      (sql) => sql`update consent.access_log set at = at - interval '1 second' where chain_seq = 3`,
    ],
    [
      "account",
      "accountId",
      (sql) => sql`update consent.access_log set account_id = null where chain_seq = 3`,
    ],
    [
      "first day",
      "fromDay",
      (sql) => sql`update consent.access_log set from_day = '2020-01-01' where chain_seq = 3`,
    ],
    [
      "detail",
      "detail",
      (sql) => sql`update consent.access_log set detail = '{}' where chain_seq = 3`,
    ],
  ])("whose %s was altered is named by its line", async (_, field, change) => {
    await tamper(owner, change);
    expect((await compared()).faults).toMatchObject([
      { chain, seq: 3, fault: "row_altered", detail: expect.stringContaining(field) },
    ]);
    expect((await compared({ chain, from: 4 })).faults).toEqual([]);
  });

  test("that was removed is missed by its line", async () => {
    await tamper(owner, (sql) => sql`delete from consent.access_log where chain_seq = 3`);
    expect((await compared()).faults).toMatchObject([{ chain, seq: 3, fault: "row_missing" }]);
  });

  test("that was given to another enterprise is missed, and has no line there", async () => {
    const { uscc: other } = await anEnterprise(owner);
    await tamper(
      owner,
      (sql) => sql`update consent.access_log set uscc = ${other} where chain_seq = 3`,
    );
    expect((await compared()).faults).toMatchObject([
      { chain: `enterprise:${other}`, seq: 3, fault: "row_without_line" },
      { chain, seq: 3, fault: "row_missing" },
    ]);
  });

  test("that was added has no line, with a number or without", async () => {
    for (const seq of [99, null]) {
      await owner`insert into consent.access_log (uscc, at, stage, purpose, items, verdict, chain_seq)
        values (${uscc}, now(), 'own', '测试', '{}', 'granted', ${seq})`;
    }
    expect((await compared()).faults).toMatchObject([
      { chain, seq: 99, fault: "row_without_line" },
      { chain, seq: null, fault: "row_without_line" },
    ]);
  });

  test("from before the chains is counted, not blamed", async () => {
    await owner`insert into consent.access_log (uscc, at, stage, purpose, items, verdict)
      values (${uscc}, now() - interval '1 day', 'own', '合成历史数据', '{}', 'granted')`;
    expect(await compared()).toEqual({ rows: 7, unchained: 1, faults: [] });
  });

  test("whose line is no JSON any more is told, not stumbled over", async () => {
    await tamper(owner, (sql) => sql`update audit.line set body = 'no json' where seq = 3`);
    const report = await verifyDatabase(owner, {});
    expect(report.faults.map(({ seq, fault }) => [seq, fault])).toEqual([
      [3, "hash_mismatch"],
      [3, "row_without_line"],
      [3, "row_missing"],
    ]);
  });

  test("is not looked for beside a line that was never a look", async () => {
    await storeLine(owner, {
      chain,
      at: new Date(),
      kind: "command",
      body: JSON.stringify({ uscc }),
    });
    expect((await compared()).faults).toEqual([]);
  });
});
