import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise } from "../testing/people.ts";
import { checkpointLine } from "./checkpoints.ts";
import { appendLines, aSigner, recordsOf, storeLine, tamper } from "./factory.ts";
import { readCheckpointLines } from "./export-file.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";
import { purgeLog } from "./purge.ts";
import { verifyDatabase } from "./verify-database.ts";
import { verifyLog } from "./verify.ts";

const YEAR_MS = 365.25 * 86_400_000;
const signer = aSigner();
let folder: string;
let file: string;
let fresh: FreshDatabase;
let owner: Sql;
let chain: string;
let uscc: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "xinqiao-purge-"));
  file = join(folder, "checkpoints.jsonl");
  fresh = await freshDatabase();
  owner = fresh.owner;
  ({ uscc } = await anEnterprise(owner));
  chain = `enterprise:${uscc}`;
});
afterEach(async () => {
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

const ago = (years: number) => new Date(Date.now() - years * YEAR_MS);

/** A look as the gate wrote it so many years ago. */
async function look(years: number, items = ["vat_declaration"]): Promise<number> {
  const at = ago(years);
  const body = {
    uscc,
    at: at.toISOString(),
    stage: "own",
    purpose: "测试",
    items,
    verdict: "granted",
  };
  const empty = {
    accountId: null,
    institutionId: null,
    authorisationId: null,
    applicationId: null,
    purposeCode: null,
    fromDay: null,
    detail: null,
  };
  const seq = await storeLine(owner, {
    chain,
    at,
    kind: "access",
    body: JSON.stringify({ ...body, ...empty }),
  });
  await owner`insert into consent.access_log (uscc, at, stage, purpose, items, verdict, chain_seq)
    values (${uscc}, ${at.toISOString()}::timestamptz, 'own', '测试', ${items}, 'granted', ${seq})`;
  return seq;
}

const check = () =>
  verifyDatabase(owner, { checkpoints: readCheckpointLines(file), trusted: [signer.publicKey] });
const checkpoint = (at = new Date()) => makeCheckpoint(owner, signer, file, at);
const rowsLeft = async () => (await owner`select from consent.access_log`).length;

describe("a purge", () => {
  beforeEach(async () => {
    for (const years of [4.5, 4, 3.5]) await look(years);
    await storeLine(owner, { chain, at: ago(3.2) });
    await look(1);
    await appendLines(owner, chain, 2);
    await checkpoint();
  });

  test("takes the old beginning of a chain with its rows, and reports it", async () => {
    const { purged: report } = await purgeLog(owner, { before: ago(3.1) });
    expect(report).toMatchObject([
      {
        chain,
        lines: 4,
        from: 1,
        to: 4,
        accessRows: 3,
        heldBy: null,
        held: 0,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(await rowsLeft()).toBe(1);
    const told = (await recordsOf(owner)).filter((record) => record.type === "line").at(-1);
    expect(told).toMatchObject({ chain, seq: 8, kind: "purge" });
    expect(JSON.parse(told?.body ?? "")).toMatchObject({
      from: 1,
      to: 4,
      lines: 4,
      accessRows: 3,
      hash: report[0]?.hash,
    });
  });

  test("leaves a log that verifies from the anchor on, before and after the next checkpoint", async () => {
    await purgeLog(owner, { before: ago(3.1) });
    expect(await check()).toMatchObject({ faults: [], lines: 4, chains: [{ from: 5, to: 8 }] });
    await appendLines(owner, chain, 2);
    await checkpoint();
    expect((await check()).faults).toEqual([]);
    expect(
      (await verifyLog([await recordsOf(owner)], { range: { chain, from: 2, to: 6 } })).chains,
    ).toMatchObject([{ from: 5, to: 6, fault: null }]);
  });

  test("can be repeated, and does nothing where nothing is old", async () => {
    await purgeLog(owner, { before: ago(3.8) });
    await purgeLog(owner, { before: ago(3.1) });
    expect((await purgeLog(owner, { before: ago(3.1) })).purged).toEqual([]);
    expect(await check()).toMatchObject({ faults: [], chains: [{ from: 5, to: 9 }] });
    expect(await owner`select seq, lines from audit.anchor order by seq`).toMatchObject([
      { seq: 2, lines: 2 },
      { seq: 4, lines: 2 },
    ]);
  });

  test("of everything leaves the line that tells of it, and the numbers go on", async () => {
    await owner`select audit.append('platform', 'command', '{}')`;
    await storeLine(owner, { chain: "public", at: ago(4) });
    await purgeLog(owner, { before: ago(3.1), chain: "public" });
    await appendLines(owner, "public", 1);
    expect(await verifyLog([await recordsOf(owner)], { range: { chain: "public" } })).toMatchObject(
      {
        faults: [],
        chains: [{ from: 2, to: 3 }],
      },
    );
  });

  test("as a dry run reports the same and removes nothing", async () => {
    const dry = await purgeLog(owner, { before: ago(3.1), dryRun: true });
    expect(await check()).toMatchObject({ faults: [], chains: [{ from: 1, to: 7 }] });
    expect(await rowsLeft()).toBe(4);
    expect(await purgeLog(owner, { before: ago(3.1) })).toEqual(dry);
  });

  test("takes nothing that is younger than three years", async () => {
    await expect(purgeLog(owner, { before: ago(2.9) })).rejects.toThrow(/kept for three years/);
    expect(await rowsLeft()).toBe(4);
  });

  test("does not remove the evidence of a broken chain", async () => {
    await tamper(owner, (sql) => sql`update audit.line set body = '{"uscc":"x"}' where seq = 3`);
    await storeLine(owner, { chain: "platform", at: ago(4) });
    expect(await purgeLog(owner, { before: ago(3.1) })).toMatchObject({
      purged: [{ chain: "platform", lines: 1 }],
      broken: [{ chain, reason: expect.stringContaining("broken at line 3") }],
    });
    expect((await check()).chains).toMatchObject([{ chain, from: 1, fault: { seq: 3 } }, {}]);
  });

  test("does not reach into what is written at the same time", async () => {
    const web = fresh.as("xinqiao_web");
    const writing = Promise.all(Array.from({ length: 8 }, () => appendLines(web, chain, 20)));
    await purgeLog(owner, { before: ago(3.1) });
    await writing;
    expect((await check()).faults).toEqual([]);
  });
});

describe("what tells of adverse information", () => {
  test("is kept for five years, with all that follows it", async () => {
    await look(5.5, ["vat_declaration", "penalty"]);
    await look(4.5);
    const adverse = await look(4, ["vat_declaration", "penalty"]);
    await look(3.5);
    expect((await purgeLog(owner, { before: ago(3.1) })).purged).toMatchObject([
      { lines: 2, from: 1, to: 2, heldBy: adverse, held: 2 },
    ]);
    expect((await verifyDatabase(owner, {})).faults).toEqual([]);
    expect((await purgeLog(owner, { before: ago(3.1) })).purged).toEqual([]);
  });

  test("is known by an item of such a class anywhere in the line", async () => {
    const bodies = [
      '{"detail":{"item":"adverse_list"}}',
      '{"detail":{"items":[["penalty"]]}}',
      '{"detail":{"note":"penalty due"},"penalty":1}',
    ];
    const [row] =
      await owner`select array_agg(audit.is_adverse(body)) as found from unnest(${bodies}::text[]) body`;
    expect(row?.found).toEqual([true, true, false]);
  });
});

describe("a purge that was none", () => {
  beforeEach(async () => {
    for (const years of [4, 3.5]) await look(years);
    await appendLines(owner, chain, 3);
  });
  const forge = (seq: number) => (sql: Sql) =>
    sql.begin(async (tx) => {
      await tx`insert into audit.anchor (chain, seq, hash, purged_at, lines)
      select chain, seq, hash, date_trunc('milliseconds', now()), seq from audit.line where chain = ${chain} and seq = ${seq}`;
      await tx`delete from consent.access_log where chain_seq <= ${seq}`;
      await tx`delete from audit.line where chain = ${chain} and seq <= ${seq}`;
    });

  test("with an anchor alone is found: no line tells of it", async () => {
    await tamper(owner, forge(2));
    expect((await verifyDatabase(owner, {})).faults).toMatchObject([
      { chain, seq: 3, fault: "anchor_mismatch" },
    ]);
  });

  test("of young lines, told by a line of its own, is found by a checkpoint from before them", async () => {
    const [second] = await owner`select hash from audit.line where chain = ${chain} and seq = 2`;
    const head = { chain, seq: 2, hash: String(second?.["hash"]), count: 2 };
    const at = ago(0.1).toISOString();
    const early = checkpointLine({ at, heads: [head], previous: null }, signer);
    const given = { checkpoints: [early], trusted: [signer.publicKey] };
    expect((await verifyDatabase(owner, given)).faults).toEqual([]);

    await tamper(owner, async (sql) => {
      await forge(4)(sql);
      await sql`select audit.append(${chain}, 'purge', jsonb_build_object('to', seq, 'hash', hash, 'lines', lines,
        'at', to_char(purged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text) from audit.anchor`;
    });
    expect((await verifyDatabase(owner, {})).faults).toEqual([]);
    expect((await verifyDatabase(owner, given)).faults).toMatchObject([
      { chain, seq: 3, fault: "anchor_mismatch" },
    ]);
  });

  test("is not believed with another place or hash than the purge's line has", async () => {
    await purgeLog(owner, { before: ago(3.1) });
    await tamper(owner, (sql) => sql`update audit.anchor set hash = repeat('a', 64)`);
    expect((await verifyDatabase(owner, {})).faults).toMatchObject([
      { chain, seq: 3, fault: "previous_mismatch" },
    ]);
    await tamper(owner, (sql) => sql`update audit.anchor set seq = 1`);
    expect((await verifyDatabase(owner, {})).faults).toMatchObject([
      { chain, seq: 2, fault: "gap" },
    ]);
  });
});
