import { describe, expect, test } from "vitest";
import { ingest, type Received } from "./ingest.ts";
import {
  counts,
  declaration,
  fresh,
  now,
  one,
  other,
  quarantined,
  records,
  send,
  onStage,
} from "./testing/scene.ts";

onStage();

describe("all or nothing", () => {
  async function* breaking(): AsyncGenerator<Received> {
    for (let line = 2; line < 30_000; line++)
      yield declaration(line, line, { period: `${1960 + (line % 60)}-0${1 + (line % 9)}` });
    throw new Error("the connection to the department broke");
  }

  test("a source that breaks half way leaves a failed batch and no row", async () => {
    const broken = ingest(fresh().owner, {
      item: "vat_declaration",
      source: "测试",
      contentHash: "broken",
      rows: breaking(),
      now,
    });
    await expect(broken).rejects.toThrow("the connection to the department broke");
    expect(await records()).toHaveLength(0);
    expect(await quarantined()).toHaveLength(0);
    expect(
      await fresh().owner`select status, finished_at is not null as ended from intake.batch`,
    ).toEqual([{ status: "failed", ended: true }]);
    expect(counts(await send([declaration(2, 1)], { contentHash: "broken" }))).toMatchObject({
      accepted: 1,
    });
  });

  test("a batch that lost its process is marked as failed at the next start; one that runs is left alone", async () => {
    const abandoned = fresh().owner`
      insert into intake.batch (item_id, source, content_hash, status, started_at)
      values ('water', '测试', 'abandoned', 'running', now()), ('water', '测试', 'alive', 'running', now())`;
    await abandoned;
    const alive = await fresh().owner.reserve();
    await alive`select pg_advisory_lock(hashtextextended('water:alive', 0))`;
    await send([declaration(2, 1)]);
    await alive`select pg_advisory_unlock_all()`;
    alive.release();
    const states = await fresh()
      .owner`select content_hash, status from intake.batch where item_id = 'water' order by 1`;
    expect(states.map(({ status }) => status)).toEqual(["failed", "running"]);
  });

  test("progress counts what was received, and memory holds a portion of an endless source at a time", async () => {
    const seen: number[] = [];
    function* many(): Generator<Received> {
      for (let line = 0; line < 45_000; line++) yield declaration(line, line % 7);
    }
    const report = await ingest(fresh().owner, {
      item: "vat_declaration",
      source: "测试",
      contentHash: "many",
      rows: many(),
      now,
      onProgress: (count) => seen.push(count),
    });
    expect(seen).toEqual([20_000, 40_000, 45_000]);
    expect(report.accepted + report.superseded + report.duplicate).toBe(45_000);
  });
});

describe("two batches at once", () => {
  const months = Array.from(
    { length: 36 },
    (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`,
  );
  const rows = (sales: number, usccs: readonly string[]) =>
    usccs.flatMap((uscc) =>
      months.map((period, index) => declaration(index, sales, { uscc, period })),
    );

  test("for the same enterprises in opposite order both land, and exactly one row of each month is current", async () => {
    for (let round = 0; round < 5; round++) {
      await fresh().owner`truncate credit.record`;
      const reports = await Promise.all([
        send(rows(1, [one, other])),
        send(rows(2, [other, one])),
        send(rows(3, [one, other])),
      ]);
      const total = reports.reduce(
        (sum, { accepted, superseded }) => ({
          accepted: sum.accepted + accepted,
          superseded: sum.superseded + superseded,
        }),
        { accepted: 0, superseded: 0 },
      );
      expect(total).toEqual({ accepted: 72, superseded: 144 });
      const [state] = await fresh().owner`
        select count(*)::int as rows, count(*) filter (where superseded_at is null)::int as current,
          count(distinct amount_fen) filter (where superseded_at is null)::int as winners from credit.record`;
      expect(state).toEqual({ rows: 216, current: 72, winners: 1 });
    }
  });

  test("of different items run side by side", async () => {
    const bills = months.map((period, line) => ({
      line,
      uscc: one,
      period,
      key: "1",
      fields: { billed: 1, paid: 1, arrears: 0, quantity: "2.5", lateDays: 0 },
    }));
    const reports = await Promise.all([
      send(rows(1, [one])),
      send(bills, { item: "water" }),
      send(bills, { item: "gas" }),
    ]);
    expect(reports.map(({ accepted }) => accepted)).toEqual([36, 36, 36]);
  });
});

test("the intake process's own role may do all of this", async () => {
  const report = await ingest(fresh().as("xinqiao_intake"), {
    item: "vat_declaration",
    source: "测试",
    contentHash: "as intake",
    rows: [declaration(2, 1), declaration(3, 2), declaration(4, "x")],
    now,
  });
  expect(counts(report)).toEqual({
    received: 3,
    accepted: 1,
    superseded: 1,
    duplicate: 0,
    quarantined: 1,
  });
});
