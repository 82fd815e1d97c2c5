import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { csvOf, someFirms } from "../modelling/factory.ts";
import type { TrainReport } from "../modelling/index.ts";
import { listCards } from "../scoring/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anOfficer, anInstitution, anOperator } from "../testing/people.ts";
import {
  cancelRun,
  describeTable,
  evaluateCard,
  explainTableRow,
  forgetTable,
  readBenchTable,
  readRun,
  readStanding,
  receiveTable,
  repeatRun,
  takeInCard,
  trainCard,
} from "./index.ts";
import { forgetTables, workNextRun } from "./work/index.ts";
import { doTask } from "./work/task.ts";

const now = new Date("2026-11-21T10:00:00+08:00");
let fresh: FreshDatabase;
let web: Db;
let worker: Sql;
let actor: ActorOf<"operator">;

beforeAll(async () => {
  fresh = await freshDatabase();
  web = database(fresh.as("xinqiao_web"));
  worker = fresh.as("xinqiao_worker");
  actor = await anOperator(fresh.owner);
});
afterAll(() => fresh.drop());

const call = (at = now) => ({ db: web, actor, now: at });
const never = new AbortController().signal;
/** In this very thread, since starting one costs seconds; the last test starts them. */
const work = () => workNextRun(worker, never, (task, { onProgress }) => doTask(task, onProgress));

/** In portions that end anywhere, as an upload's do. */
function received(text: string) {
  const bytes = Buffer.from(text);
  return {
    bytes: bytes.length,
    hash: createHash("sha256").update(bytes).digest("hex"),
    async *portions() {
      for (let from = 0; from < bytes.length; from += 1000) yield bytes.subarray(from, from + 1000);
    },
  };
}
const upload = (text: string) =>
  receiveTable(call(), { fileName: "企业.csv", file: received(text) });

describe("a table on the bench", () => {
  test("is looked at, trained on, judged, explained and taken in; then nothing of its rows is left", async () => {
    const firms = csvOf(someFirms(400));
    const { tableId } = await upload(firms);
    expect(await upload(firms)).toEqual({ tableId, known: true });
    expect(await work()).toMatchObject({ kind: "describe", outcome: "done" });
    await describeTable(call(), { tableId, target: "bad", bad: "" });
    await work();
    const seen = await readBenchTable(call(), { id: tableId });
    expect(seen.columns?.rows).toBe(400);
    expect(seen.columns?.target).toMatchObject({ column: "bad", bad: ["1"] });
    expect(seen.columns?.columns[0]).toMatchObject({ name: "age", kind: "number", missing: 0 });

    const asked = {
      tableId,
      use: ["age", "tax", "region"],
      seed: "1",
      name: "试卡",
      cardId: "trial-card",
    };
    const training = await trainCard(call(), asked);
    expect(await trainCard(call(), asked)).toEqual(training);
    expect(await work()).toEqual({ ...training, kind: "train", outcome: "done" });
    const run = await readRun(call(), training);
    expect(run.standing).toMatchObject({ status: "done", percent: 100 });
    const report = run.came?.report as TrainReport;
    expect(report.n).toBe(400);
    expect(report.characteristics.map(({ name }) => name)).not.toContain("noise");

    const { id: drafted } = await takeInCard(call(), {
      runId: training.id,
      id: "trial-card",
      name: "试卡",
      version: "1",
      validFrom: "2026-12-01",
    });
    expect(await listCards(call(), {})).toMatchObject([{ id: drafted, status: "draft" }]);
    const judging = await evaluateCard(call(), {
      tableId,
      card: `card:${drafted}`,
      against: `run:${training.id}`,
      target: "bad",
      bad: "",
      approvalPercent: "50",
      seed: "1",
    });
    await work();
    // The very rows that it was trained on: nothing has moved, and nobody changes sides.
    expect((await readRun(call(), judging)).came?.report).toMatchObject({
      n: 400,
      psi: { value: 0 },
      swap: { swapIn: { n: 0 } },
    });
    const explaining = await explainTableRow(call(), {
      tableId,
      card: `card:${drafted}`,
      row: "2",
    });
    await work();
    const explained = await readRun(call(), explaining);
    expect(explained.came?.report).toMatchObject({ row: 2, score: { card: { id: "trial-card" } } });

    const later = new Date(now.getTime() + 25 * 3_600_000);
    expect(await forgetTables(worker, later)).toMatchObject({ tables: 1 });
    const left = await fresh.owner`
      select (select count(*)::int from scoring.bench_part) as parts,
        (select array_agg(kind order by kind) from scoring.bench_run) as kinds`;
    expect(left[0]).toEqual({ parts: 0, kinds: ["evaluate", "train"] });
    await expect(readBenchTable(call(), { id: tableId })).rejects.toThrow("已经删除");
  }, 60_000);

  test("is an operator's, is a CSV, and cannot be read by the web process once it is in", async () => {
    await expect(upload("%PDF-1.7 …")).rejects.toThrow("PDF");
    const { id } = await anInstitution(fresh.owner);
    const officer = await anOfficer(fresh.owner, id);
    const input = { fileName: "企业.csv", file: received("a,b\n1,2\n") };
    await expect(receiveTable({ ...call(), actor: officer }, input)).rejects.toThrow("仅限");
    await expect(fresh.as("xinqiao_web")`select content from scoring.bench_part`).rejects.toThrow(
      "permission denied",
    );
  });
});

const TINY = "a,b\n1,0\n2,1\n";

describe("a run", () => {
  test("that ended its process again and again is set aside, and can be asked for once more", async () => {
    const { tableId } = await upload(TINY);
    const [row] = await fresh.owner<{ id: string }[]>`
      update scoring.bench_run set status = 'running', attempts = 3, beat_at = ${now.toISOString()}
      where table_id = ${tableId} returning id`;
    const id = row?.id ?? "";
    expect((await readStanding(call(), { id })).stalled).toBe(false);
    const minuteLater = call(new Date(now.getTime() + 60_000));
    expect((await readStanding(minuteLater, { id })).stalled).toBe(true);
    expect(await work()).toMatchObject({ id, outcome: "failed" });
    expect((await readStanding(call(), { id })).failure).toContain("均中断");
    await repeatRun(call(), { id });
    expect(await work()).toMatchObject({ kind: "describe", outcome: "done" });
    // A day later the same content is another table, whether or not the job has come by.
    const later = call(new Date(now.getTime() + 25 * 3_600_000));
    const again = await receiveTable(later, { fileName: "b.csv", file: received(TINY) });
    expect(again).toMatchObject({ known: false });
    expect(again.tableId).not.toBe(tableId);
    await forgetTable(later, { id: again.tableId });
  });

  test("that is cancelled while it works ends, and at the signal goes back into the queue", async () => {
    const { tableId } = await upload(csvOf(someFirms(20_000)));
    const stopping = new AbortController();
    const first = workNextRun(worker, stopping.signal);
    await until(async () => (await statuses(tableId)).includes("running"));
    stopping.abort();
    expect(await first).toMatchObject({ outcome: "queued" });
    const second = workNextRun(worker, never);
    await until(async () => (await statuses(tableId)).includes("running"));
    const [row] = await fresh.owner<{ id: string }[]>`
      select id from scoring.bench_run where table_id = ${tableId}`;
    await cancelRun(call(), { id: row?.id });
    expect(await second).toMatchObject({ outcome: "cancelled" });
    await expect(cancelRun(call(), { id: row?.id })).rejects.toThrow("已经结束");
    expect(await work()).toBeNull();
  });
});

const statuses = async (tableId: string) =>
  (await fresh.owner`select status from scoring.bench_run where table_id = ${tableId}`).map(
    ({ status }) => status as string,
  );

async function until(holds: () => Promise<boolean>) {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
