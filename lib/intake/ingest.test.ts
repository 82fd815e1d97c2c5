import { describe, expect, test } from "vitest";
import {
  counts,
  declaration,
  fresh,
  now,
  one,
  other,
  records,
  send,
  onStage,
} from "./testing/scene.ts";

onStage();

describe("what lands", () => {
  test("a good row is kept in 分 under the first day of its month", async () => {
    expect(counts(await send([declaration(2, "10,000.05")]))).toEqual({
      received: 1,
      accepted: 1,
      superseded: 0,
      duplicate: 0,
      quarantined: 0,
    });
    const [row] = await fresh().owner`select *, period::text from credit.record`;
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
    expect(await fresh().owner`select from intake.batch`).toHaveLength(1);
    expect(await records()).toHaveLength(1);
  });

  test("the same content sent twice at once lands once", async () => {
    const both = await Promise.all(
      [1, 2].map(() => send([declaration(2, 1)], { contentHash: "at once" })),
    );
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(await fresh().owner`select from intake.batch`).toHaveLength(1);
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
    const [old] = await fresh()
      .owner`select superseded_at from credit.record where superseded_at is not null`;
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
