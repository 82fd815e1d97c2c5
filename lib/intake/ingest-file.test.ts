import { createReadStream, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { addMonths } from "../kernel/calendar.ts";
import { anEnterprise } from "../testing/people.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import type { ItemId } from "./catalogue.ts";
import { recordsAsOf } from "./history.ts";
import { ingestFile, type FileBatch } from "./ingest-file.ts";
import { tempFolder } from "./readers/factory.ts";

const now = new Date("2026-11-21T10:00:00+08:00");
const folder = tempFolder();
let fresh: FreshDatabase;
let intake: Sql;
let usccs: readonly string[];
let files = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  intake = fresh.as("xinqiao_intake");
  const made = await Promise.all([1, 2, 3].map(() => anEnterprise(fresh.owner)));
  usccs = made.map(({ uscc }) => uscc);
});
afterAll(async () => {
  folder.remove();
  await fresh.drop();
});
beforeEach(() => fresh.owner`truncate credit.record, intake.batch cascade`);

const HEAD = "统一社会信用代码,所属期,参保人数,单位缴费金额";
const csv = (rows: readonly string[]) => [HEAD, ...rows].join("\n");
const stored = (text: string | Buffer) => folder.store(`file-${(files += 1)}`, text);
const take = (path: string, parts: Partial<FileBatch> = {}) =>
  ingestFile(intake, {
    item: "pension_insurance",
    from: { path },
    source: "测试文件",
    channel: "file",
    now,
    ...parts,
  });
const uscc = (place: number) => usccs[place] ?? "";

describe("a file", () => {
  test("lands as a batch of its channel; the report accounts for all and names what was ignored", async () => {
    const text = `${HEAD},备注\n${uscc(0)},202603,12,1200.5,某\n${uscc(0)},2026年4月,13,￥1300,某\n坏,202605,1,1,某\n`;
    const report = await take(stored(text));
    expect(report).toMatchObject({
      received: 3,
      accepted: 2,
      superseded: 0,
      duplicate: 0,
      quarantined: 1,
      format: "csv",
      encoding: "utf-8",
      lines: 4,
      ignoredColumns: ["备注"],
      repeated: false,
    });
    const [batch] = await fresh.owner`select channel, source, status from intake.batch`;
    expect(batch).toEqual({ channel: "file", source: "测试文件", status: "landed" });
    const [bad] = await fresh.owner`select line, field, rule, raw, status from intake.quarantine`;
    expect(bad).toMatchObject({ line: 4, field: "uscc", rule: "length", status: "open" });
    expect(bad?.["raw"]).toMatchObject({ 统一社会信用代码: "坏", 备注: "某" });
  });

  test("twice changes nothing, also from a stream; packed it is another content with the same rows", async () => {
    const path = stored(csv([`${uscc(0)},202603,12,1200`, "坏,1,1,1"]));
    const first = await take(path);
    const again = await take(path, { from: { stream: createReadStream(path) } });
    expect(again).toMatchObject({ batchId: first.batchId, repeated: true, accepted: 1 });
    const packed = await take(stored(gzipSync(csv([`${uscc(0)},202603,12,1200`]))));
    expect(packed).toMatchObject({ repeated: false, duplicate: 1, accepted: 0 });
    expect(await fresh.owner`select from credit.record`).toHaveLength(1);
    expect(await fresh.owner`select from intake.quarantine`).toHaveLength(1);
  });

  test("of something else leaves no batch", async () => {
    await expect(take(stored("甲,乙\n1,2"))).rejects.toThrow(/缺少列/);
    expect(await fresh.owner`select from intake.batch`).toHaveLength(0);
  });

  test("that is one row or nothing fails with the row's own problem", async () => {
    const path = stored(csv([`${uscc(0)},202613,12,1200`]));
    await expect(take(path, { whole: true })).rejects.toThrow(/“缴费年月”无法识别/);
    expect(await fresh.owner`select status from intake.batch`).toMatchObject([
      { status: "failed" },
    ]);
    expect(await fresh.owner`select from intake.quarantine`).toHaveLength(0);
  });

  test("of a national table counts a row for each month that it tells of", async () => {
    const head =
      "企业统一社会信用代码,近两年每月参保人数,近两年每月单位缴费金额,近两年连续正常缴纳周期,最近一次正常缴费月份,当前是否欠缴,欠缴金额,近两年单位正常缴费次数";
    const row = (run: number) =>
      `${uscc(1)},202608，12；202609，13；,202608，1200；202609，1300；,${run},202609,0,/,2`;
    const report = await take(stored([head, row(2), row(9)].join("\n")));
    expect(report).toMatchObject({ received: 3, accepted: 2, quarantined: 1 });
    const records = await fresh.owner`
      select period::text, count, amount_fen, paid_fen::int, arrears_fen::int from credit.record order by period`;
    expect([...records]).toEqual([
      { period: "2026-08-01", count: 12, amount_fen: null, paid_fen: 120000, arrears_fen: null },
      { period: "2026-09-01", count: 13, amount_fen: null, paid_fen: 130000, arrears_fen: 0 },
    ]);
  });
});

/** A row as a file may have it: some good, some repeated, some broken in every way. */
const anyRow = fc
  .record({
    place: fc.integer({ min: 0, max: 4 }),
    month: fc.integer({ min: 0, max: 3 }).map((offset) => addMonths("2026-01", offset)),
    people: fc.constantFrom("12", "13", "1,2", "x", "", "-1", "1.5"),
    paid: fc.constantFrom("100", "200.00", "１００", "0", "无", "1.234"),
    broken: fc.constantFrom("", "", "", "", '"', ",,", "9.1E+17,"),
  })
  .map(
    ({ place, month, people, paid, broken }) =>
      `${broken}${usccs[place] ?? "9152"},${month},${people},${paid}`,
  );

describe("whatever comes", () => {
  test("received = accepted + superseded + duplicate + quarantined, and the tables agree", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyRow, { maxLength: 40 }), { minLength: 1, maxLength: 3 }),
        async (contents) => {
          await fresh.owner`truncate credit.record, intake.batch cascade`;
          let kept = 0;
          for (const [place, rows] of contents.entries()) {
            const report = await take(stored(`${csv(rows)}\n#${place}`));
            const { received, accepted, superseded, duplicate, quarantined } = report;
            expect(received).toBe(accepted + superseded + duplicate + quarantined);
            const [bad] = await fresh.owner`
            select count(*)::int as rows from intake.quarantine where batch_id = ${report.batchId}`;
            expect(bad?.["rows"]).toBe(quarantined);
            kept += accepted;
          }
          const [state] = await fresh.owner`
          select count(*) filter (where superseded_at is null)::int as current,
            count(distinct (uscc, period, key))::int as identities from credit.record`;
          expect(state).toEqual({ current: kept, identities: kept });
        },
      ),
      { numRuns: 25 },
    );
  });

  test("two files for the same enterprises at once leave one current row of each month", async () => {
    const rows = (people: number, order: readonly number[]) =>
      order.flatMap((place) =>
        Array.from(
          { length: 24 },
          (_, month) => `${uscc(place)},${addMonths("2024-10", month)},${people},100`,
        ),
      );
    for (let round = 0; round < 4; round += 1) {
      await fresh.owner`truncate credit.record, intake.batch cascade`;
      await Promise.all([
        take(stored(csv(rows(1, [0, 1, 2])))),
        take(stored(csv(rows(2, [2, 1, 0])))),
        take(stored(csv(rows(3, [1, 0, 2])))),
      ]);
      const [state] = await fresh.owner`
        select count(*)::int as rows, count(*) filter (where superseded_at is null)::int as current,
          count(distinct count) filter (where superseded_at is null)::int as winners from credit.record`;
      expect(state).toEqual({ rows: 216, current: 72, winners: 1 });
    }
  });
});

describe("what was known on a day", () => {
  const at = (day: string) => new Date(`${day}T10:00:00+08:00`);
  const asOf = async (day: string, item: ItemId = "pension_insurance") =>
    (await recordsAsOf(fresh.owner, uscc(0), item, day)).map(({ version, count }) => [
      version,
      count,
    ]);

  test("is the version that stood at its end: corrected since, it is still reachable", async () => {
    await take(stored(csv([`${uscc(0)},202603,10,100`])), { now: at("2026-05-01") });
    await take(stored(csv([`${uscc(0)},202603,20,100`])), { now: at("2026-06-01") });
    await take(stored(csv([`${uscc(0)},202603,30,100`])), { now: at("2026-07-01") });
    expect(await asOf("2026-04-30")).toEqual([]);
    expect(await asOf("2026-05-01")).toEqual([[1, 10]]);
    expect(await asOf("2026-05-31")).toEqual([[1, 10]]);
    expect(await asOf("2026-06-15")).toEqual([[2, 20]]);
    expect(await asOf("2026-11-21")).toEqual([[3, 30]]);
  });

  test("is one version for every instant, though a batch that began earlier merged later", async () => {
    const days = fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(days, async (order) => {
        await fresh.owner`truncate credit.record, intake.batch cascade`;
        for (const [place, day] of order.entries()) {
          const text = csv([`${uscc(0)},202603,${place + 1},100`]);
          await take(stored(text), { now: at(`2026-05-${String(day).padStart(2, "0")}`) });
        }
        for (let day = Math.max(...order); day <= 30; day += 1)
          expect(await asOf(`2026-05-${String(day).padStart(2, "0")}`)).toEqual([
            [order.length, order.length],
          ]);
        const known = await asOf(`2026-05-${String(order[0]).padStart(2, "0")}`);
        expect(known).toHaveLength(1);
      }),
      { numRuns: 15 },
    );
  });
});

test("memory stays flat over a file of many rows", async () => {
  const path = folder.store("large.csv", `${HEAD}\n`);
  const block = (from: number) =>
    Array.from(
      { length: 20_000 },
      (_, n) => `${uscc(n % 3)},${addMonths("1960-01", (from + n) % 780)},${n},${n}.00\n`,
    ).join("");
  for (let from = 0; from < 300_000; from += 20_000)
    writeFileSync(path, block(from), { flag: "a" });
  let highest = 0;
  const before = process.memoryUsage().rss;
  const report = await take(path, {
    onProgress: () => (highest = Math.max(highest, process.memoryUsage().rss)),
  });
  expect(report.received).toBe(300_000);
  // A portion or two of rows as objects; the file itself is of 12 MB, its rows as objects of 200.
  expect(highest - before).toBeLessThan(400e6);
});
