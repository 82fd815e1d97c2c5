import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { exportLog } from "./export.ts";
import { readCheckpointLines, readExport } from "./export-file.ts";
import { appendLines, aSigner, tamper } from "./factory.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";
import type { FaultKind, LogRange } from "./model.ts";
import { verifyDatabase } from "./verify-database.ts";
import { verifyLog } from "./verify.ts";

const CHAIN = "region:520100";
const signer = aSigner();
let folder: string;
let checkpoints: string;
let fresh: FreshDatabase;
let owner: Sql;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "xinqiao-audit-"));
  checkpoints = join(folder, "checkpoints.jsonl");
  fresh = await freshDatabase();
  owner = fresh.owner;
  await appendLines(owner, CHAIN, 20);
  await appendLines(owner, "region:520200", 5);
});
afterEach(async () => {
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

const checkpoint = () => makeCheckpoint(owner, signer, checkpoints, new Date());

/** The database and an export of it say the same; returns what they say. */
async function verified(parts: { checkpointed?: boolean; range?: LogRange } = {}) {
  const { checkpointed = true, range } = parts;
  const file = join(folder, `export-${Math.random()}.jsonl`);
  await exportLog(owner, {
    file,
    checkpointFile: checkpointed ? checkpoints : join(folder, "none"),
    now: new Date(),
  });
  const given = () => ({
    trusted: [signer.publicKey],
    ...(checkpointed ? { checkpoints: readCheckpointLines(checkpoints) } : {}),
    ...(range ? { range } : {}),
  });
  const { access, ...online } = await verifyDatabase(owner, given());
  const offline = await verifyLog(readExport(file), given());
  expect(offline).toEqual(online);
  expect(access.faults).toEqual([]);
  return online;
}

const line = (fault: FaultKind, seq: number) => [
  expect.objectContaining({ chain: CHAIN, seq, fault }),
];

test("an untouched log has no fault, however often it is held against checkpoints", async () => {
  await checkpoint();
  await appendLines(owner, CHAIN, 3);
  await checkpoint();
  await checkpoint();
  await appendLines(owner, "platform", 2);
  const report = await verified();
  expect(report).toMatchObject({ intact: true, faults: [], lines: 30 });
  expect(report.checkpoints).toMatchObject({ read: 3, later: 0 });
});

describe("what the owner does to a line is found by the line's number", () => {
  test.each<[string, (sql: Sql) => Promise<unknown>]>([
    [
      "its body",
      (sql) =>
        sql`update audit.line set body = replace(body, 'write', 'wrote') where chain = ${CHAIN} and seq = 7`,
    ],
    [
      "its time",
      (sql) =>
        sql`update audit.line set at = at + interval '1 millisecond' where chain = ${CHAIN} and seq = 7`,
    ],
    [
      "its kind",
      (sql) => sql`update audit.line set kind = 'receipt' where chain = ${CHAIN} and seq = 7`,
    ],
    [
      "its hash",
      (sql) => sql`update audit.line set hash = repeat('a', 64) where chain = ${CHAIN} and seq = 7`,
    ],
    [
      "the hash before it",
      (sql) =>
        sql`update audit.line set previous_hash = repeat('a', 64) where chain = ${CHAIN} and seq = 7`,
    ],
  ])("%s", async (_, change) => {
    await tamper(owner, change);
    expect((await verified({ checkpointed: false })).faults).toEqual(line("hash_mismatch", 7));
  });

  test("its body, with its hash computed again: the next line no longer continues it", async () => {
    await tamper(owner, async (sql) => {
      await sql`update audit.line set body = '{}' where chain = ${CHAIN} and seq = 7`;
      await rehash(sql, 7, 7);
    });
    expect((await verified({ checkpointed: false })).faults).toEqual(line("previous_mismatch", 8));
  });

  test("it is deleted", async () => {
    await tamper(owner, (sql) => sql`delete from audit.line where chain = ${CHAIN} and seq = 7`);
    expect((await verified({ checkpointed: false })).faults).toEqual(line("gap", 7));
  });

  test("it is deleted and the others moved up", async () => {
    await tamper(owner, async (sql) => {
      await sql`delete from audit.line where chain = ${CHAIN} and seq = 7`;
      for (let seq = 8; seq <= 20; seq++)
        await sql`update audit.line set seq = seq - 1 where chain = ${CHAIN} and seq = ${seq}`;
    });
    expect((await verified({ checkpointed: false })).faults).toEqual(line("hash_mismatch", 7));
  });

  test("it changes places with another", async () => {
    await tamper(owner, async (sql) => {
      for (const [from, to] of [
        [7, 999],
        [12, 7],
        [999, 12],
      ] as const)
        await sql`update audit.line set seq = ${to} where chain = ${CHAIN} and seq = ${from}`;
    });
    expect((await verified({ checkpointed: false })).faults).toEqual(line("hash_mismatch", 7));
  });

  test("it is moved to another chain", async () => {
    await tamper(
      owner,
      (sql) =>
        sql`update audit.line set chain = 'region:520200', seq = 6 where chain = ${CHAIN} and seq = 20`,
    );
    expect((await verified({ checkpointed: false })).faults).toEqual([
      expect.objectContaining({ chain: "region:520200", seq: 6, fault: "hash_mismatch" }),
    ]);
  });
});

describe("what leaves a consistent chain is found by the checkpoint", () => {
  test("the tail is cut", async () => {
    await checkpoint();
    await tamper(owner, (sql) => sql`delete from audit.line where chain = ${CHAIN} and seq > 16`);
    expect((await verified({ checkpointed: false })).intact).toBe(true);
    expect((await verified()).faults).toEqual(line("tail_cut", 17));
  });

  test("the tail is cut and written again", async () => {
    await checkpoint();
    await tamper(owner, (sql) => sql`delete from audit.line where chain = ${CHAIN} and seq > 16`);
    await appendLines(owner, CHAIN, 9);
    expect((await verified({ checkpointed: false })).intact).toBe(true);
    expect((await verified()).faults).toEqual(line("checkpoint_mismatch", 20));
  });

  test("a whole chain is gone", async () => {
    await checkpoint();
    await tamper(owner, (sql) => sql`delete from audit.line where chain = ${CHAIN}`);
    expect((await verified()).faults).toEqual(line("tail_cut", 1));
  });

  test("a whole chain is replaced by one that is hashed throughout", async () => {
    await checkpoint();
    await tamper(owner, async (sql) => {
      await sql`update audit.line set body = '{}' where chain = ${CHAIN} and seq = 3`;
      await rehash(sql, 3, 20);
    });
    expect((await verified({ checkpointed: false })).intact).toBe(true);
    expect((await verified()).faults).toEqual(line("checkpoint_mismatch", 20));
  });

  test("the same, although another checkpoint was signed over the replacement", async () => {
    await checkpoint();
    await tamper(owner, async (sql) => {
      await sql`update audit.line set body = '{}' where chain = ${CHAIN} and seq = 3`;
      await rehash(sql, 3, 20);
    });
    await appendLines(owner, CHAIN, 1);
    await checkpoint();
    expect((await verified()).faults).toEqual(line("checkpoint_mismatch", 20));
  });

  test("a line was away while a checkpoint was made, and is back", async () => {
    await tamper(owner, async (sql) => {
      await sql`create table public.away as select * from audit.line where chain = ${CHAIN} and seq = 7`;
      await sql`delete from audit.line where chain = ${CHAIN} and seq = 7`;
      await checkpoint();
      await sql`insert into audit.line select * from public.away`;
    });
    expect((await verified({ checkpointed: false })).intact).toBe(true);
    expect((await verified()).faults).toEqual(line("checkpoint_mismatch", 20));
  });
});

describe("a part of a chain", () => {
  beforeEach(() =>
    tamper(
      owner,
      (sql) => sql`update audit.line set body = '{}' where chain = ${CHAIN} and seq = 7`,
    ),
  );

  test("is judged by its own lines", async () => {
    expect(
      await verified({ checkpointed: false, range: { chain: CHAIN, from: 8, to: 15 } }),
    ).toMatchObject({
      intact: true,
      chains: [{ chain: CHAIN, lines: 8, from: 8, to: 15 }],
    });
    expect(
      (await verified({ checkpointed: false, range: { chain: CHAIN, from: 5, to: 9 } })).faults,
    ).toEqual(line("hash_mismatch", 7));
    expect(
      (await verified({ checkpointed: false, range: { chain: "region:520200" } })).intact,
    ).toBe(true);
  });

  test("has to continue the line before it, which is not judged itself", async () => {
    await tamper(owner, (sql) => rehash(sql, 7, 7));
    const range = { chain: CHAIN, from: 8 };
    expect((await verified({ checkpointed: false, range })).faults).toEqual(
      line("previous_mismatch", 8),
    );
  });

  test("has to be as long as was asked for", async () => {
    const range = { chain: CHAIN, from: 15, to: 25 };
    expect((await verified({ checkpointed: false, range })).faults).toEqual(line("tail_cut", 21));
  });

  test("can be exported and checked alone", async () => {
    const file = join(folder, "part.jsonl");
    const range = { chain: CHAIN, from: 10, to: 12 };
    await checkpoint();
    expect(
      await exportLog(owner, { file, checkpointFile: checkpoints, now: new Date(), range }),
    ).toBe(3);
    const given = {
      range,
      checkpoints: readCheckpointLines(checkpoints),
      trusted: [signer.publicKey],
    };
    expect(await verifyLog(readExport(file), given)).toMatchObject({ intact: true, lines: 3 });
    // Taken for the whole log it is not enough.
    expect((await verifyLog(readExport(file))).faults).toEqual(line("gap", 1));
  });
});

describe("an export", () => {
  test("is not blamed for lines that were written after it", async () => {
    await checkpoint();
    const file = join(folder, "early.jsonl");
    await exportLog(owner, { file, checkpointFile: checkpoints, now: new Date() });
    await appendLines(owner, CHAIN, 1);
    await appendLines(owner, "platform", 1);
    await checkpoint();
    const report = await verifyLog(readExport(file), {
      checkpoints: readCheckpointLines(checkpoints),
      trusted: [signer.publicKey],
    });
    expect(report).toMatchObject({ intact: true, checkpoints: { read: 2, later: 1 } });
  });

  test("knows the last checkpoint of its time: one that was cut from the file is missed", async () => {
    await checkpoint();
    await checkpoint();
    const file = join(folder, "export.jsonl");
    await exportLog(owner, { file, checkpointFile: checkpoints, now: new Date() });
    const [first] = await Array.fromAsync(readCheckpointLines(checkpoints));
    const report = await verifyLog(readExport(file), {
      checkpoints: [first ?? ""],
      trusted: [signer.publicKey],
    });
    expect(report.faults).toMatchObject([{ chain: null, fault: "checkpoint_mismatch" }]);
  });

  test("holds every body byte for byte", async () => {
    const body = '{ "spaces": 1.0,\n"z":"\\u00e9 é 𠮷 \u2028\u2029\\n", "a": null }';
    await owner`select audit.append('platform', 'receipt', ${body})`;
    const file = join(folder, "export.jsonl");
    await exportLog(owner, { file, checkpointFile: checkpoints, now: new Date() });
    const records = (await Array.fromAsync(readExport(file))).flat();
    const bodies = records.flatMap((record) =>
      record.type === "line" && record.chain === "platform" ? record.body : [],
    );
    expect(bodies).toEqual([body]);
    expect((await verifyLog([records])).intact).toBe(true);
  });
});

/** Computes hashes and links again, as an attacker does who knows the recipe. */
async function rehash(sql: Sql, from: number, to: number): Promise<void> {
  for (let seq = from; seq <= to; seq++) {
    await sql`
      update audit.line l set previous_hash = before.hash,
        hash = audit.line_hash(l.chain, l.seq, l.at, l.kind, l.body, before.hash)
      from audit.line before where before.chain = l.chain and before.seq = l.seq - 1 and l.chain = ${CHAIN} and l.seq = ${seq}`;
  }
}
