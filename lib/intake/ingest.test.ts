import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeUscc } from "../kernel/uscc.ts";
import { loadReference } from "../registry/reference.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import type { ItemId } from "./catalogue.ts";
import { ingest, type Received } from "./ingest.ts";
import { storeCatalogue } from "./seed.ts";

const now = new Date("2026-11-21T10:00:00+08:00");
const [one, other] = [makeUscc("91520102", 1), makeUscc("91520102", 2)];
const failing = "91350211M0000XUF46";

let fresh: FreshDatabase;
let batches = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  await loadReference(fresh.owner);
  await storeCatalogue(fresh.owner);
  for (const uscc of [one, other, failing]) {
    await fresh.owner`
      insert into registry.enterprise (uscc, name, region_code, industry_code, size_class, established_on, status)
      values (${uscc}, '测试企业', '520102', 'C33', 'small', '2015-01-01', 'operating')`;
  }
});
afterAll(() => fresh.drop());
beforeEach(() => fresh.owner`truncate credit.record, intake.batch cascade`);

const declaration = (
  line: number,
  sales: unknown,
  parts: Partial<Extract<Received, { uscc: string }>> = {},
) => ({
  line,
  uscc: one,
  period: "2026-03",
  fields: { sales, payable: "130.00", paid: 130, arrears: 0, lateDays: "0" },
  ...parts,
});

const send = (
  rows: readonly Received[],
  parts: { item?: ItemId; contentHash?: string; now?: Date } = {},
) =>
  ingest(fresh.owner, {
    item: "vat_declaration",
    source: "测试",
    contentHash: `content ${(batches += 1)}`,
    rows,
    now,
    ...parts,
  });

const counts = ({
  received,
  accepted,
  superseded,
  duplicate,
  quarantined,
}: Awaited<ReturnType<typeof send>>) => ({
  received,
  accepted,
  superseded,
  duplicate,
  quarantined,
});

const records = () => fresh.owner`
  select uscc, period::text, key, version, amount_fen::int, category, payload, superseded_at is null as current
  from credit.record order by uscc, period, key, version`;
const quarantined = () =>
  fresh.owner`select line, field, rule, message, raw from intake.quarantine order by line`;

describe("what lands", () => {
  test("a good row is kept in 分 under the first day of its month", async () => {
    expect(counts(await send([declaration(2, "10,000.05")]))).toEqual({
      received: 1,
      accepted: 1,
      superseded: 0,
      duplicate: 0,
      quarantined: 0,
    });
    const [row] = await fresh.owner`select *, period::text from credit.record`;
    expect(row).toMatchObject({
      uscc: one,
      item: "vat_declaration",
      period: "2026-03-01",
      version: 1,
      count: 0,
    });
    expect([
      row?.["amount_fen"],
      row?.["tax_fen"],
      row?.["paid_fen"],
      row?.["arrears_fen"],
    ]).toEqual([1000005, 13000, 13000, 0]);
  });

  test("what has no column of its own is kept in the payload, with awkward characters intact", async () => {
    const fact = 'C:\\新\t"引号"\n第二行';
    const report = await send(
      [
        {
          line: 2,
          uscc: one,
          period: "2026/3/5",
          key: "筑罚\\〔2026〕1号",
          fields: { fine: 500, severity: "minor", authority: "某局", fact },
        },
      ],
      { item: "penalty" },
    );
    expect(report.accepted).toBe(1);
    expect(await records()).toEqual([
      {
        uscc: one,
        period: "2026-03-05",
        key: "筑罚\\〔2026〕1号",
        version: 1,
        amount_fen: 50000,
        category: "minor",
        payload: { authority: "某局", fact },
        current: true,
      },
    ]);
  });

  test("a field that is not required and not there is unknown, not zero", async () => {
    await send(
      [
        {
          line: 2,
          uscc: one,
          period: "2026-03-05",
          key: "a",
          fields: { list: "abnormal_operation", authority: "某局" },
        },
      ],
      { item: "adverse_list" },
    );
    expect((await records())[0]?.["payload"]).toEqual({ authority: "某局" });
  });
});

describe("sending again", () => {
  test("the same content for the same item changes nothing and gives the earlier report", async () => {
    const first = await send([declaration(2, 1), declaration(3, "x")], { contentHash: "same" });
    const again = await send([declaration(2, 99)], { contentHash: "same" });
    expect(again).toEqual({ ...first, repeated: true });
    expect(await fresh.owner`select from intake.batch`).toHaveLength(1);
    expect(await records()).toHaveLength(1);
  });

  test("the same content sent twice at once lands once", async () => {
    const both = await Promise.all(
      [1, 2].map(() => send([declaration(2, 1)], { contentHash: "at once" })),
    );
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(await fresh.owner`select from intake.batch`).toHaveLength(1);
  });

  test("an identical row in other content is a duplicate", async () => {
    await send([declaration(2, 1)]);
    expect(counts(await send([declaration(9, "1.00")]))).toMatchObject({
      accepted: 0,
      duplicate: 1,
    });
    expect(await records()).toHaveLength(1);
  });

  test("a correction supersedes: the old version stays, with its instant", async () => {
    await send([declaration(2, 1), declaration(3, 5, { uscc: other })]);
    expect(counts(await send([declaration(2, 2)]))).toMatchObject({ accepted: 0, superseded: 1 });
    const rows = await records();
    expect(
      rows
        .filter(({ uscc }) => uscc === one)
        .map(({ version, amount_fen, current }) => [version, amount_fen, current]),
    ).toEqual([
      [1, 100, false],
      [2, 200, true],
    ]);
    const [old] =
      await fresh.owner`select superseded_at from credit.record where superseded_at is not null`;
    expect(old?.["superseded_at"]).toEqual(now);
  });

  test("a value that becomes unknown is a correction as well", async () => {
    const listed = (removedOn: string | null) => [
      {
        line: 2,
        uscc: one,
        period: "2026-03-05",
        key: "a",
        fields: { list: "abnormal_operation", authority: "某局", removedOn },
      },
    ];
    await send(listed("2026-05-01"), { item: "adverse_list" });
    expect(counts(await send(listed(null), { item: "adverse_list" }))).toMatchObject({
      superseded: 1,
    });
  });

  test("within a batch the later line wins; an earlier one is a duplicate if equal, else superseded", async () => {
    const report = await send([
      declaration(2, 1),
      declaration(3, 7),
      declaration(4, 7, { uscc: other }),
      declaration(5, 7),
    ]);
    expect(counts(report)).toEqual({
      received: 4,
      accepted: 2,
      superseded: 1,
      duplicate: 1,
      quarantined: 0,
    });
    expect((await records()).find(({ uscc }) => uscc === one)).toMatchObject({
      version: 1,
      amount_fen: 700,
    });
  });
});

describe("quarantine", () => {
  const rules: readonly (readonly [string, Received, field: string, rule: string])[] = [
    ["a missing required field", declaration(2, undefined), "sales", "required"],
    ["a word that stands for nothing", declaration(2, "无"), "sales", "required"],
    ["a word where a number belongs", declaration(2, "1.2.3"), "sales", "not_a_number"],
    ["a third decimal of an amount", declaration(2, "1.005"), "sales", "too_precise"],
    ["a third decimal that is a number", declaration(2, 1.005), "sales", "too_precise"],
    ["a negative amount", declaration(2, -1), "sales", "too_small"],
    ["an amount in the wrong unit", declaration(2, 1e13), "sales", "too_large"],
    [
      "half a day",
      {
        ...declaration(2, 1),
        fields: { sales: 1, payable: 1, paid: 1, arrears: 0, lateDays: 1.5 },
      },
      "lateDays",
      "not_whole",
    ],
    [
      "a month that does not exist",
      declaration(2, 1, { period: "2026-13" }),
      "period",
      "not_a_period",
    ],
    [
      "a day that does not exist",
      declaration(2, 1, { period: "2026-02-30" }),
      "period",
      "not_a_period",
    ],
    ["a month to come", declaration(2, 1, { period: "202612" }), "period", "period_in_future"],
    ["a missing period", declaration(2, 1, { period: "" }), "period", "required"],
    ["a short code", declaration(2, 1, { uscc: "9152" }), "uscc", "length"],
    [
      "a code with a wrong check character",
      declaration(2, 1, { uscc: one.slice(0, 17) + (one.endsWith("0") ? "1" : "0") }),
      "uscc",
      "check_character",
    ],
    [
      "a code that nobody has registered",
      declaration(2, 1, { uscc: makeUscc("91520102", 99) }),
      "uscc",
      "unknown_enterprise",
    ],
    [
      "a line that the reader gave up on",
      {
        line: 2,
        problem: { field: "line", rule: "columns", message: "列数不符。" },
        raw: { line: "a,b" },
      },
      "line",
      "columns",
    ],
  ];

  test.each(rules)("%s is set apart with its line, field and rule", async (_, row, field, rule) => {
    const report = await send([row, declaration(3, 1, { uscc: other })]);
    expect(counts(report)).toEqual({
      received: 2,
      accepted: 1,
      superseded: 0,
      duplicate: 0,
      quarantined: 1,
    });
    expect(await quarantined()).toEqual([
      {
        line: 2,
        field,
        rule,
        message: expect.stringMatching(/[\u4e00-\u9fff]/),
        raw: expect.any(Object),
      },
    ]);
  });

  test("a value outside the list and a missing key are named", async () => {
    const invoice = (line: number, parts: object) => ({
      line,
      uscc: one,
      period: "2026-03-05",
      key: "sale:1:A",
      fields: {
        direction: "sale",
        amount: -1,
        tax: 0,
        counterparty: "A",
        status: "valid",
        ...parts,
      },
    });
    const { key: _, ...keyless } = invoice(3, {});
    const report = await send(
      [
        invoice(2, { status: "未知" }),
        keyless,
        invoice(4, {}),
        invoice(5, { counterparty: "a\0b" }),
      ],
      { item: "invoice" },
    );
    expect(counts(report)).toMatchObject({ accepted: 1, quarantined: 3 });
    expect((await quarantined()).map(({ field, rule }) => [field, rule])).toEqual([
      ["status", "not_allowed"],
      ["key", "required"],
      ["counterparty", "unreadable_text"],
    ]);
  });

  test("the row is kept as it was received", async () => {
    await send([declaration(2, "x", { raw: { 整行: "E1,x" } }), declaration(3, "y")]);
    expect((await quarantined()).map(({ raw }) => raw)).toEqual([
      { 整行: "E1,x" },
      {
        uscc: one,
        period: "2026-03",
        sales: "y",
        payable: "130.00",
        paid: 130,
        arrears: 0,
        lateDays: "0",
      },
    ]);
  });

  test("a code that fails its check and was registered after a review is let in", async () => {
    expect(counts(await send([declaration(2, 1, { uscc: failing })]))).toMatchObject({
      accepted: 1,
    });
  });

  test("a code typed in full width and lower case is the same enterprise", async () => {
    const typed = ` ${one.toLowerCase().replace("9", "９")} `;
    await send([declaration(2, 1, { uscc: typed })]);
    expect((await records())[0]?.["uscc"]).toBe(one);
  });
});

describe("all or nothing", () => {
  async function* breaking(): AsyncGenerator<Received> {
    for (let line = 2; line < 30_000; line++)
      yield declaration(line, line, { period: `${1960 + (line % 60)}-0${1 + (line % 9)}` });
    throw new Error("the connection to the department broke");
  }

  test("a source that breaks half way leaves a failed batch and no row", async () => {
    const broken = ingest(fresh.owner, {
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
      await fresh.owner`select status, finished_at is not null as ended from intake.batch`,
    ).toEqual([{ status: "failed", ended: true }]);
    expect(counts(await send([declaration(2, 1)], { contentHash: "broken" }))).toMatchObject({
      accepted: 1,
    });
  });

  test("a batch that lost its process is marked as failed at the next start; one that runs is left alone", async () => {
    const abandoned = fresh.owner`
      insert into intake.batch (item_id, source, content_hash, status, started_at)
      values ('water', '测试', 'abandoned', 'running', now()), ('water', '测试', 'alive', 'running', now())`;
    await abandoned;
    const alive = await fresh.owner.reserve();
    await alive`select pg_advisory_lock(hashtextextended('water:alive', 0))`;
    await send([declaration(2, 1)]);
    await alive`select pg_advisory_unlock_all()`;
    alive.release();
    const states =
      await fresh.owner`select content_hash, status from intake.batch where item_id = 'water' order by 1`;
    expect(states.map(({ status }) => status)).toEqual(["failed", "running"]);
  });

  test("progress counts what was received, and memory holds a portion of an endless source at a time", async () => {
    const seen: number[] = [];
    function* many(): Generator<Received> {
      for (let line = 0; line < 45_000; line++) yield declaration(line, line % 7);
    }
    const report = await ingest(fresh.owner, {
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
      await fresh.owner`truncate credit.record`;
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
      const [state] = await fresh.owner`
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
  const report = await ingest(fresh.as("xinqiao_intake"), {
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
