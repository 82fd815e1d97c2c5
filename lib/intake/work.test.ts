import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { addMonths } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { aDepartmentPerson, anEnterprise } from "../testing/people.ts";
import { inGbk, workbook } from "./readers/factory.ts";
import { MAX_SUBMISSION_BYTES, receiveSubmission } from "./submissions.ts";
import { workNextSubmission, workSubmissions } from "./work.ts";

const now = new Date("2026-11-21T10:00:00+08:00");
let fresh: FreshDatabase;
let web: Db;
let intake: Sql;
let actor: ActorOf<"department">;
let usccs: readonly string[];

beforeAll(async () => {
  fresh = await freshDatabase();
  web = database(fresh.as("xinqiao_web"));
  intake = fresh.as("xinqiao_intake");
  actor = await aDepartmentPerson(fresh.owner, "human_resources");
  const made = await Promise.all([1, 2, 3].map(() => anEnterprise(fresh.owner)));
  usccs = made.map(({ uscc }) => uscc);
});
afterAll(() => fresh.drop());
beforeEach(() => fresh.owner`truncate credit.record, intake.submission, intake.batch cascade`);

const HEAD = "统一社会信用代码,所属期,参保人数,单位缴费金额";
/** Rows beyond three firms' months say the same again, or something else. */
const MONTHS = 780;
const rowsOf = (count: number, people = 1) =>
  Array.from(
    { length: count },
    (_, n) =>
      `${usccs[n % 3]},${addMonths("1960-01", Math.floor(n / 3) % MONTHS)},${people + n},100.00`,
  );
const file = (rows: readonly string[]) => Buffer.from([HEAD, ...rows].join("\n"));
let sent = 0;
/** Each a second after the one before: they are worked on in the order of their arrival. */
const send = (bytes: Uint8Array, parts: object = {}) =>
  receiveSubmission(
    { db: web, actor, now: new Date(now.getTime() + (sent += 1) * 1000) },
    { item: "pension_insurance", fileName: "养老.csv", bytes, ...parts },
  );
const work = () => workSubmissions(intake, { now: () => now });
const submissions = () => fresh.owner`
  select status, failure, progress, attempts, batch_id is not null as landed, content is null as cleared
  from intake.submission order by received_at, id`;
const records = async () => [
  ...(await fresh.owner`
    select uscc, period::text, key, version, count, paid_fen::int, superseded_at is null as current
    from credit.record order by uscc, period, version`),
];

describe("a file from the department's console", () => {
  test("is kept as it came, landed by the worker, and cleared", async () => {
    const receipt = await send(file([...rowsOf(3), "坏,202603,1,1"]));
    expect(receipt.state).toBe("queued");
    expect(await submissions()).toMatchObject([
      { status: "queued", cleared: false, landed: false },
    ]);
    const [worked] = await work();
    expect(worked).toMatchObject({ outcome: "landed", report: { accepted: 3, quarantined: 1 } });
    expect(await submissions()).toEqual([
      { status: "landed", failure: null, progress: 4, attempts: 1, landed: true, cleared: true },
    ]);
    const [batch] = await fresh.owner`select channel, source from intake.batch`;
    expect(batch).toEqual({ channel: "file", source: "养老.csv" });
    const [line] = await commandsAbout(fresh.owner, "pension_insurance");
    expect(line?.verb).toBe("intake.submit");
    expect(await work()).toEqual([]);
  });

  test("may be of any format and a hundred times as large as a page", async () => {
    const many = rowsOf(30_000);
    await send(file(many), { fileName: "大.csv" });
    await send(inGbk(`${HEAD}\n${rowsOf(3, 5).join("\n")}`), { fileName: "国标.csv" });
    const cells = [HEAD, ...rowsOf(3, 7)].map((row) => row.split(","));
    await send(await workbook({ 表: cells }), { fileName: "表.xlsx" });
    const json = rowsOf(3, 9).map((row) => {
      const [uscc, period, headcount, paid] = row.split(",");
      return JSON.stringify({ uscc, period, headcount, paid });
    });
    await send(Buffer.from(json.join("\n")), { fileName: "行.jsonl" });
    const formats = await fresh.owner`
      select format, octet_length(content) as size from intake.submission order by received_at, id`;
    expect(formats.map(({ format }) => format)).toEqual(["csv", "csv", "xlsx", "jsonl"]);
    // Packed, and so also what the worker reads.
    expect(formats[0]?.["size"]).toBeLessThan(file(many).length / 3);
    const worked = await work();
    expect(worked.map(({ outcome }) => outcome)).toEqual(["landed", "landed", "landed", "landed"]);
    expect((await records()).filter(({ current }) => current)).toHaveLength(3 * MONTHS);
  });

  test("that has landed before says so; one that waits already says that", async () => {
    const bytes = file(rowsOf(3));
    const first = await send(bytes);
    expect(await send(bytes)).toEqual({ ...first, state: "waiting" });
    const [worked] = await work();
    expect(await send(bytes)).toMatchObject({
      state: "landed",
      batchId: worked?.outcome === "landed" ? worked.report.batchId : null,
    });
    expect(await submissions()).toHaveLength(1);
  });

  test("is refused to anybody but the item's own department, and at sizes that are none", async () => {
    const foreign = { item: "housing_fund" };
    await expect(send(file(rowsOf(1)), foreign)).rejects.toThrow(/由其他部门报送/);
    await expect(send(new Uint8Array())).rejects.toThrow(/文件是空的/);
    await expect(send(file([]), { item: "nothing" })).rejects.toThrow(Refusal);
    await expect(send(Buffer.alloc(MAX_SUBMISSION_BYTES + 1, 0x20))).rejects.toThrow(/超过 200 MB/);
    expect(await submissions()).toEqual([]);
  });

  test("that cannot be read fails with words for its sender, and is kept", async () => {
    await send(Buffer.from("甲,乙\n1,2"));
    await send(file(rowsOf(3)));
    const worked = await work();
    expect(worked.map(({ outcome }) => outcome)).toEqual(["failed", "landed"]);
    expect(await submissions()).toMatchObject([
      { status: "failed", failure: expect.stringMatching(/缺少列/), cleared: false },
      { status: "landed", failure: null, cleared: true },
    ]);
  });
});

describe("workers side by side", () => {
  test("share what waits; nothing is landed twice", async () => {
    for (let n = 0; n < 6; n += 1) await send(file(rowsOf(30, n)), { fileName: `${n}.csv` });
    const pools = [1, 2, 3].map(() => fresh.as("xinqiao_intake"));
    const done = (await Promise.all(pools.map((sql) => workSubmissions(sql)))).flat();
    expect(done.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => "landed"));
    expect(new Set(done.map(({ submissionId }) => submissionId)).size).toBe(6);
    expect(await fresh.owner`select from intake.batch where status = 'landed'`).toHaveLength(6);
  });

  test("leave alone what another one works on, and take it when that one is gone", async () => {
    await send(file(rowsOf(3)));
    const [{ id }] = await fresh.owner<[{ id: string }]>`select id from intake.submission`;
    const other = await fresh.owner.reserve();
    await other`select pg_advisory_lock(hashtextextended('intake.submission:' || ${id}::text, 0))`;
    await fresh.owner`update intake.submission set status = 'processing', attempts = 1`;
    expect(await workNextSubmission(intake)).toBeNull();
    await other`select pg_advisory_unlock_all()`;
    other.release();
    expect(await work()).toMatchObject([{ outcome: "landed" }]);
  });

  test("give up on a submission that has ended its process again and again", async () => {
    await send(file(rowsOf(3)));
    await fresh.owner`update intake.submission set status = 'processing', attempts = 3`;
    expect(await work()).toMatchObject([
      { outcome: "failed", failure: expect.stringMatching(/均中断/) },
    ]);
    expect(await submissions()).toMatchObject([{ status: "failed", cleared: false }]);
  });
});

/** The worker as a process of its own, so that it can be killed. */
function startWorker(url: string) {
  const script = `
    import { connect } from "#db/client.ts";
    import { workSubmissions } from "#lib/intake/work.ts";
    const sql = connect(${JSON.stringify(url)}, { max: 3, applicationName: "test-worker" });
    await workSubmissions(sql);
    await sql.end();`;
  const root = new URL("../..", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { kill: () => child.kill("SIGKILL"), ended };
}

async function until(holds: () => Promise<boolean>) {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("killed in the middle and taken up again, a submission ends with the rows of an undisturbed run", async () => {
  const sendBoth = async () => {
    await send(file([...rowsOf(25_000), ...rowsOf(300, 5), "坏,202603,1,1"]), {
      fileName: "甲.csv",
    });
    await send(file(rowsOf(600, 70)), { fileName: "乙.csv" });
  };
  await sendBoth();
  await work();
  const undisturbed = await records();
  const badUndisturbed = [...(await fresh.owner`select line, rule, raw from intake.quarantine`)];
  await fresh.owner`truncate credit.record, intake.submission, intake.batch cascade`;

  await sendBoth();
  const url = fresh.urlAs("xinqiao_intake");
  // Held up at the merge, it dies there: what it had read is gone with its transaction.
  const holder = await fresh.owner.reserve();
  await holder`select pg_advisory_lock(hashtextextended('intake.item:pension_insurance', 0))`;
  const first = startWorker(url);
  await until(async () => {
    const waiting = await fresh.owner`
      select from pg_stat_activity
      where datname = current_database() and application_name = 'test-worker' and wait_event_type = 'Lock'`;
    return waiting.length > 0;
  });
  first.kill();
  await first.ended;
  await holder`select pg_advisory_unlock_all()`;
  holder.release();
  expect(await submissions()).toMatchObject([{ status: "processing" }, { status: "queued" }]);
  expect(await records()).toEqual([]);
  // And at a moment that nobody chose.
  const second = startWorker(url);
  await new Promise((resolve) => setTimeout(resolve, 900 + (randomBytes(1)[0] ?? 0) * 4));
  second.kill();
  await second.ended;

  await until(async () => {
    await work();
    const open =
      await fresh.owner`select from intake.submission where status in ('queued', 'processing')`;
    return open.length === 0;
  });
  expect(await submissions()).toMatchObject([{ status: "landed" }, { status: "landed" }]);
  expect(await records()).toEqual(undisturbed);
  expect([...(await fresh.owner`select line, rule, raw from intake.quarantine`)]).toEqual(
    badUndisturbed,
  );
  expect(await fresh.owner`select from intake.batch where status = 'landed'`).toHaveLength(2);
}, 120_000);
