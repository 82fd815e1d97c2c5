import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { checkpointLine } from "./checkpoints.ts";
import { readExport, recordIn, recordText } from "./export-file.ts";
import { aChain, aSigner } from "./factory.ts";
import type { LogLine, LogRecord } from "./model.ts";
import { verifyLog } from "./verify.ts";

const CHAIN = "region:520100";
const bodies = (count: number) =>
  Array.from({ length: count }, (_, n) => `{"n":${n},"t":"文 \u2028"}`);
const records = (lines: readonly LogLine[]): LogRecord[] =>
  lines.map((line) => ({ type: "line", ...line }));
const log = [...aChain("platform", bodies(7)), ...aChain(CHAIN, bodies(12))];
const whole = records(log);

const signer = aSigner();
const ends = [log[6], log[18]].flatMap((line) => line ?? []);
const heads = ends.map(({ chain, seq, hash }) => ({ chain, seq, hash, count: seq }));
const signed = checkpointLine({ at: "2026-02-01T00:00:00.000Z", heads, previous: null }, signer);
const given = { checkpoints: [signed], trusted: [signer.publicKey] };

const verify = (changed: readonly LogRecord[]) => verifyLog([changed], given);
const firstFault = async (changed: readonly LogRecord[]) =>
  (await verifyLog([changed])).faults.map(({ seq, fault }) => [seq, fault]);

/** The records with the one at a place replaced by these. */
const at = (place: number, ...instead: readonly LogRecord[]) =>
  whole.toSpliced(place, 1, ...instead);
const record = (place: number): LogRecord => whole[place] ?? { type: "malformed", place: 0 };

describe("in a file", () => {
  test("an untouched log has no fault", async () => {
    expect(await verify(whole)).toMatchObject({ intact: true, lines: 19 });
    expect(await verifyLog(whole.map((one) => [one]))).toMatchObject({ intact: true });
    expect(await verifyLog([])).toMatchObject({ intact: true, lines: 0, chains: [] });
  });

  test("two lines that changed places are told from one that is missing", async () => {
    const swapped = whole.with(9, record(10)).with(10, record(9));
    expect(await firstFault(swapped)).toEqual([[4, "out_of_order"]]);
    expect(await firstFault(at(9))).toEqual([[3, "gap"]]);
    expect(await firstFault(whole.toSpliced(9, 3))).toEqual([[3, "gap"]]);
  });

  test("a line that was moved to the end is missed at its place and named as out of order", async () => {
    expect(await firstFault([...at(9), record(9)])).toEqual([[4, "out_of_order"]]);
  });

  test("a line that is there twice is a duplicate, next to itself or far from it", async () => {
    expect(await firstFault(at(9, record(9), record(9)))).toEqual([[3, "duplicate"]]);
    expect(await firstFault([...whole, record(9)])).toEqual([[3, "duplicate"]]);
  });

  test("chains may be mixed as long as each keeps its order", async () => {
    const mixed = whole.toSorted((one, other) =>
      one.type === "line" && other.type === "line" ? one.seq - other.seq : 0,
    );
    expect(await verify(mixed)).toMatchObject({ intact: true });
  });

  test("only the first broken line of a chain is named, and each broken chain", async () => {
    const changed = whole.map((one) =>
      one.type === "line" && one.seq > 4 ? { ...one, body: "{}" } : one,
    );
    expect((await verifyLog([changed])).faults.map(({ chain, seq }) => [chain, seq])).toEqual([
      ["platform", 5],
      [CHAIN, 5],
    ]);
  });

  test("what is no line of an export is a fault and no crash", async () => {
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      '{"type":"line"}',
      '{"type":"toString"}',
      '"line"',
      "\u00ff",
    ])
      expect(recordIn(Buffer.from(text, "latin1"), 3)).toEqual({ type: "malformed", place: 3 });
    expect((await verify(at(9, { type: "malformed", place: 10 }))).faults).toMatchObject([
      { chain: CHAIN, seq: 3, fault: "gap" },
      { chain: null, fault: "malformed" },
    ]);
  });

  test("an anchor that no line tells of begins nothing", async () => {
    const cut = whole.slice(9);
    const before = log[8];
    const anchor = {
      chain: CHAIN,
      seq: 2,
      hash: before?.hash ?? "",
      purgedAt: "2026-11-21T00:00:00.000Z",
      lines: 2,
    };
    expect(await firstFault([{ type: "anchor", ...anchor }, ...cut])).toEqual([
      [3, "anchor_mismatch"],
    ]);
    expect(await firstFault([...whole, { type: "anchor", ...anchor }])).toEqual([
      [3, "anchor_mismatch"],
    ]);
  });
});

describe("whatever is done to an export is found", () => {
  const folder = mkdtempSync(join(tmpdir(), "xinqiao-verify-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const place = fc.nat(whole.length - 1);
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("platform", CHAIN, "{}", "0".repeat(64)),
  );
  const change = fc.oneof(
    fc.record({
      kind: fc.constant("edit" as const),
      place,
      field: fc.constantFrom("chain", "at", "kind", "body", "previousHash", "hash"),
      text,
    }),
    fc.record({
      kind: fc.constant("renumber" as const),
      place,
      seq: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({
      kind: fc.constant("delete" as const),
      place,
      count: fc.integer({ min: 1, max: 19 }),
    }),
    fc.record({ kind: fc.constant("move" as const), place, to: place }),
    fc.record({ kind: fc.constant("repeat" as const), place, to: place }),
  );
  const changed = (
    list: readonly LogRecord[],
    one: typeof change extends fc.Arbitrary<infer Change> ? Change : never,
  ): LogRecord[] => {
    const target = list[one.place];
    if (!target) return [...list];
    switch (one.kind) {
      case "edit":
        return list.toSpliced(one.place, 1, { ...target, [one.field]: one.text });
      case "renumber":
        return list.toSpliced(
          one.place,
          1,
          target.type === "line" ? { ...target, seq: one.seq } : target,
        );
      case "delete":
        return list.toSpliced(one.place, one.count);
      case "move":
        return list.toSpliced(one.place, 1).toSpliced(one.to, 0, target);
      case "repeat":
        return list.toSpliced(one.to, 0, target);
    }
  };
  /** By chain, since only there the order counts. */
  const meaning = (list: readonly LogRecord[]) =>
    JSON.stringify(
      [CHAIN, "platform"]
        .map((chain) => list.filter((one) => one.type !== "line" || one.chain === chain))
        .concat([
          list.filter(
            (one) => one.type === "line" && one.chain !== CHAIN && one.chain !== "platform",
          ),
        ]),
    );

  test("to its records, once or several times", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const list = changes.reduce(changed, whole);
        const report = await verify(list);
        expect(report.intact).toBe(meaning(list) === meaning(whole));
      }),
      { numRuns: 1_000 },
    );
  });

  test("to its bytes", async () => {
    const bytes = Buffer.from(whole.map((one) => `${recordText(one)}\n`).join(""));
    const file = join(folder, "export.jsonl");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (offset, difference, cut) => {
          const other = Buffer.from(cut ? bytes.subarray(0, offset) : bytes);
          if (!cut) other[offset] = (other[offset] ?? 0) ^ difference;
          writeFileSync(file, other);
          const list = (await Array.fromAsync(readExport(file))).flat();
          const report = await verify(list);
          expect(report.intact).toBe(JSON.stringify(list) === JSON.stringify(whole));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("to the checkpoints", async () => {
    const bytes = Buffer.from(signed);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 127 }),
        async (offset, difference) => {
          const other = Buffer.from(bytes);
          other[offset] = (other[offset] ?? 0) ^ difference;
          const report = await verifyLog([whole], {
            ...given,
            checkpoints: [other.toString("utf8")],
          });
          expect(report.faults).toMatchObject([{ fault: "checkpoint_signature" }]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
