import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../access/model.ts";
import { makeUscc } from "../kernel/uscc.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { aDepartmentPerson, anEnterprise, anOperator } from "../testing/people.ts";
import { correctQuarantined, dismissQuarantined } from "./corrections.ts";
import { ingestFile } from "./ingest-file.ts";
import type { ItemId } from "./catalogue.ts";
import { listBatches, readQuarantinedRow } from "./queries.ts";
import { readBatch } from "./push/batch.ts";
import { workSubmissions } from "./work.ts";

const now = new Date("2026-11-21T10:00:00+08:00");
let fresh: FreshDatabase;
let db: Db;
let intake: Sql;
let actor: ActorOf<"department">;
let stranger: ActorOf<"department">;
let uscc: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = database(fresh.as("xinqiao_web"));
  intake = fresh.as("xinqiao_intake");
  actor = await aDepartmentPerson(fresh.owner, "human_resources");
  stranger = await aDepartmentPerson(fresh.owner, "tax");
  ({ uscc } = await anEnterprise(fresh.owner));
});
afterAll(() => fresh.drop());
beforeEach(() => fresh.owner`truncate credit.record, intake.submission, intake.batch cascade`);

/** Lands a file of one bad row and gives the id under which it is quarantined. */
async function quarantined(text: string, item: ItemId = "pension_insurance"): Promise<number> {
  async function* stream() {
    yield Buffer.from(text);
  }
  await ingestFile(intake, {
    item,
    from: { stream: stream() },
    source: "养老.csv",
    channel: "file",
    now,
  });
  const [row] = await fresh.owner<
    { id: number }[]
  >`select id::int from intake.quarantine order by id desc limit 1`;
  return row?.id ?? 0;
}
const oneBad = () =>
  quarantined(`统一社会信用代码,所属期,参保人数,单位缴费金额（万元）\n${uscc},202603,十二,0.12`);

const call = (who: Actor = actor) => ({ db, actor: who, now });
const correct = (quarantineId: number, values: Record<string, string>, who: Actor = actor) =>
  correctQuarantined(call(who), { quarantineId, values });
const read = (quarantineId: number, who: Actor = actor) =>
  readQuarantinedRow(call(who), { quarantineId });
const valuesOf = async (id: number) =>
  Object.fromEntries((await read(id)).fields.map(({ name, value }) => [name, value]));
const work = () => workSubmissions(intake, { now: () => now });

describe("a quarantined row", () => {
  test("is shown as a form with what it said, units and all", async () => {
    const row = await read(await oneBad());
    expect(row).toMatchObject({
      status: "open",
      line: 2,
      field: "headcount",
      rule: "not_a_number",
      attempts: [],
    });
    const fields = row.fields.map(({ name, label, value }) => [name, label, value]);
    expect(fields.slice(0, 5)).toEqual([
      ["uscc", "统一社会信用代码", uscc],
      ["period", "缴费年月", "202603"],
      ["headcount", "参保人数", "十二"],
      ["payable", "应缴金额", ""],
      ["paid", "单位缴费金额", "0.12万元"],
    ]);
  });

  test("once corrected lands as a batch of one, and is settled with it", async () => {
    const id = await oneBad();
    const { submissionId } = await correct(id, { ...(await valuesOf(id)), headcount: "12" });
    expect((await read(id)).attempts).toMatchObject([
      { submissionId, status: "queued", typed: { headcount: "12" } },
    ]);
    expect(await work()).toMatchObject([
      { outcome: "landed", report: { received: 1, accepted: 1 } },
    ]);
    const [record] = await fresh.owner`
      select count, paid_fen::int, b.source, b.channel from credit.record r join intake.batch b on b.id = r.batch_id`;
    const { batchId } = await read(id);
    expect(record).toEqual({
      count: 12,
      paid_fen: 120_000,
      source: `更正：批次 ${batchId} 第 2 行`,
      channel: "file",
    });
    const [held] = await fresh.owner`
      select status, settled_by, settled_at, corrected_batch_id::int from intake.quarantine`;
    expect(held).toMatchObject({
      status: "corrected",
      settled_by: actor.accountId,
      settled_at: now,
    });
    expect(held?.["corrected_batch_id"]).toBeGreaterThan(batchId);
    expect((await read(id)).attempts).toMatchObject([{ status: "landed", typed: null }]);
    expect((await commandsAbout(fresh.owner, String(id))).map(({ verb }) => verb)).toEqual([
      "intake.correct",
    ]);
    await expect(correct(id, await valuesOf(id))).rejects.toThrow(/已更正/);
  });

  test("that is still wrong comes back with the field, and nothing is sent", async () => {
    const id = await oneBad();
    const wrong = correct(id, { ...(await valuesOf(id)), headcount: "12.5" });
    await expect(wrong).rejects.toMatchObject({
      reason: "intake.not_whole",
      fields: [{ path: "headcount", message: "“参保人数”应为整数。" }],
    });
    const nobody = correct(id, {
      ...(await valuesOf(id)),
      headcount: "12",
      uscc: makeUscc("91520100", 5),
    });
    await expect(nobody).rejects.toMatchObject({ fields: [{ path: "uscc" }] });
    expect(await fresh.owner`select from intake.submission`).toHaveLength(0);
    expect((await read(id)).status).toBe("open");
  });

  test("that fails at last, by the worker, stays open with what was typed and why", async () => {
    const id = await oneBad();
    await correct(id, { ...(await valuesOf(id)), headcount: "12" });
    // Between the check and the landing the enterprise's code was corrected in the register.
    await fresh.owner`delete from registry.enterprise where uscc = ${uscc}`;
    expect(await work()).toMatchObject([
      { outcome: "failed", failure: expect.stringMatching(/未在平台登记/) },
    ]);
    const row = await read(id);
    expect(row.status).toBe("open");
    expect(row.attempts).toMatchObject([
      {
        status: "failed",
        failure: expect.stringMatching(/未在平台登记/),
        typed: { headcount: "12", paid: "0.12万元" },
      },
    ]);
    expect(await fresh.owner`select from intake.quarantine`).toHaveLength(1);
    expect(await fresh.owner`select from credit.record`).toHaveLength(0);
    ({ uscc } = await anEnterprise(fresh.owner));
    await correct(id, { ...(row.attempts[0]?.typed ?? {}), uscc });
    expect(await work()).toMatchObject([{ outcome: "landed" }]);
    expect((await read(id)).status).toBe("corrected");
  });

  test("is corrected once: while one correction waits another is refused, and of two at once one wins", async () => {
    const id = await oneBad();
    const values = { ...(await valuesOf(id)), headcount: "12" };
    const both = await Promise.allSettled([correct(id, values), correct(id, values)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(correct(id, values)).rejects.toThrow(/正在处理/);
    await expect(
      dismissQuarantined(call(), { quarantineId: id, reason: "重复报送" }),
    ).rejects.toThrow(/正在处理/);
  });

  test("corrected to what another one was corrected to is settled as well", async () => {
    const ids = [
      await oneBad(),
      await quarantined(`统一社会信用代码,所属期,参保人数,单位缴费金额\n${uscc},202603,一,1`),
    ];
    for (const id of ids) await correct(id, { uscc, period: "202603", headcount: "3", paid: "9" });
    expect(await work()).toMatchObject([{ report: { accepted: 1 } }, { report: { duplicate: 1 } }]);
    const settled = await fresh.owner`select from intake.quarantine where status = 'corrected'`;
    expect(settled).toHaveLength(2);
  });

  test("of a national table is corrected as the table that it is", async () => {
    const head =
      "企业统一社会信用代码,近两年每月参保人数,近两年每月单位缴费金额,近两年连续正常缴纳周期,最近一次正常缴费月份,近两年单位正常缴费次数";
    const id = await quarantined(
      `${head}\n${uscc},202608，12；202609，13；,202608，1200；,2,202609,2`,
    );
    const row = await read(id);
    expect(row).toMatchObject({ field: "amountSeries", rule: "months_differ" });
    const values = { ...(await valuesOf(id)), amountSeries: "202608，1200；202609，1300；" };
    await correct(id, values);
    expect(await work()).toMatchObject([{ outcome: "landed", report: { accepted: 2 } }]);
    expect((await read(id)).status).toBe("corrected");
  });

  test("may be given up with a reason", async () => {
    const id = await oneBad();
    await expect(dismissQuarantined(call(), { quarantineId: id, reason: "" })).rejects.toThrow();
    await dismissQuarantined(call(), { quarantineId: id, reason: "企业已注销，不再报送" });
    expect(await read(id)).toMatchObject({
      status: "dismissed",
      settledReason: "企业已注销，不再报送",
    });
    await expect(correct(id, {})).rejects.toThrow(/不再报送/);
  });

  test("is not there for another department, and an operator looks without touching", async () => {
    const id = await oneBad();
    await expect(correct(id, {}, stranger)).rejects.toMatchObject({ kind: "not_found" });
    await expect(
      dismissQuarantined(call(stranger), { quarantineId: id, reason: "某某" }),
    ).rejects.toMatchObject({ kind: "not_found" });
    await expect(read(id, stranger)).rejects.toMatchObject({ kind: "not_found" });
    const operator = await anOperator(fresh.owner);
    expect(await read(id, operator)).toMatchObject({ id, raw: {} });
    await expect(correct(id, {}, operator)).rejects.toMatchObject({ kind: "forbidden" });
    const { batchId } = await read(id);
    expect((await listBatches(call(), {})).map((batch) => batch.id)).toEqual([batchId]);
    expect(await listBatches(call(stranger), {})).toEqual([]);
    expect((await readBatch(call(), { batchId })).rows).toMatchObject([{ status: "open" }]);
    await expect(readBatch(call(stranger), { batchId })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});
