import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { sha256 } from "../kernel/signing.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { readCheckpoints } from "./checkpoints.ts";
import { readCheckpointLines } from "./export-file.ts";
import { appendLines, aSigner, recordsOf, storeLine, tamper } from "./factory.ts";
import { lastCheckpointHash, makeCheckpoint } from "./make-checkpoint.ts";
import { verifyLog } from "./verify.ts";

const signer = aSigner("SM2");
const earlier = aSigner("Ed25519");
let folder: string;
let file: string;
let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "xinqiao-checkpoints-"));
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(async () => {
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  file = join(folder, `${Math.random()}.jsonl`);
});

const lines = () => readFileSync(file, "utf8").split("\n").slice(0, -1);
const faultsOf = async (
  given: readonly string[],
  trusted = [signer.publicKey, earlier.publicKey],
) => (await readCheckpoints(given, trusted)).faults.map(({ detail }) => detail);

describe("a checkpoint", () => {
  test("names the end of every chain, its count and the checkpoint before it", async () => {
    await appendLines(owner, "platform", 3);
    await makeCheckpoint(owner, earlier, file, new Date("2026-11-20T00:00:00Z"));
    await appendLines(owner, "platform", 1);
    await appendLines(owner, "public", 2);
    const made = await makeCheckpoint(owner, signer, file, new Date("2026-11-21T00:00:00Z"));

    const [first, second] = lines();
    expect(JSON.parse(second ?? "")).toMatchObject({
      at: "2026-11-21T00:00:00.000Z",
      heads: [
        { chain: "platform", seq: 4, count: 4 },
        { chain: "public", seq: 2, count: 2 },
      ],
      previous: sha256(first ?? ""),
      signature: { algorithm: "SM2-SM3", keyId: signer.publicKey.keyId },
    });
    expect(made).toEqual({ chains: 2, sha256: sha256(second ?? "") });
    expect(await lastCheckpointHash(file)).toBe(made.sha256);
    expect(await faultsOf(lines())).toEqual([]);
  });

  test("names every chain once a day, and between only those that moved", async () => {
    const named = async (at: string) => {
      await makeCheckpoint(owner, signer, file, new Date(at));
      const { heads } = JSON.parse(lines().at(-1) ?? "") as { heads: { chain: string }[] };
      return heads.map(({ chain }) => chain).filter((chain) => chain.startsWith("region:521"));
    };
    // Written now; the checkpoints are made as if it were the days after.
    await appendLines(owner, "region:521001", 1);
    await appendLines(owner, "region:521002", 1);
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    expect(await named(`${day}T04:00:00Z`)).toEqual(["region:521001", "region:521002"]);
    expect(await named(`${day}T05:00:00Z`)).toEqual([]);
    await storeLine(owner, { chain: "region:521002", at: new Date(`${day}T05:30:00Z`) });
    expect(await named(`${day}T06:00:00Z`)).toEqual(["region:521002"]);
    // Midnight in Shanghai.
    expect(await named(`${day}T16:00:00Z`)).toEqual(["region:521001", "region:521002"]);

    await tamper(
      owner,
      (sql) => sql`delete from audit.line where chain = 'region:521002' and seq = 2`,
    );
    expect(await named(`${day}T17:00:00Z`)).toEqual([]);
    const given = { checkpoints: readCheckpointLines(file), trusted: [signer.publicKey] };
    expect((await verifyLog([await recordsOf(owner)], given)).faults).toMatchObject([
      { chain: "region:521002", seq: 2, fault: "tail_cut" },
    ]);
    await tamper(owner, (sql) => sql`delete from audit.line where chain like 'region:521%'`);
  });

  test("of many made at once, while lines are written, each names the one before it", async () => {
    const writing = Promise.all(
      [1, 2, 3, 4].map((n) => appendLines(owner, `region:52000${n}`, 50)),
    );
    await Promise.all(
      Array.from({ length: 8 }, () => makeCheckpoint(owner, signer, file, new Date())),
    );
    await writing;
    expect(lines()).toHaveLength(8);
    expect(await faultsOf(lines())).toEqual([]);
    const report = await verifyLog([await recordsOf(owner)], {
      checkpoints: readCheckpointLines(file),
      trusted: [signer.publicKey],
    });
    expect(report.faults).toEqual([]);
  });

  test("that a crash cut short never was: it is passed over, and gone with the next", async () => {
    await makeCheckpoint(owner, signer, file, new Date());
    appendFileSync(file, '{"at":"2026-11-2');
    expect(await Array.fromAsync(readCheckpointLines(file))).toHaveLength(1);
    await makeCheckpoint(owner, signer, file, new Date());
    expect(lines()).toHaveLength(2);
    expect(await faultsOf(lines())).toEqual([]);
  });

  test("is found at the end of a file of any length", async () => {
    const line = "x".repeat(300_000);
    for (const text of [`${line}\n`, `a\n${line}\n`, `${line}\n${line}\ntorn`]) {
      writeFileSync(file, text);
      expect(await lastCheckpointHash(file)).toBe(sha256(line));
    }
    writeFileSync(file, "torn");
    expect(await lastCheckpointHash(file)).toBeNull();
    expect(await lastCheckpointHash(join(folder, "absent"))).toBeNull();
  });
});

describe("the file of checkpoints", () => {
  beforeEach(async () => {
    for (let n = 0; n < 3; n++) await makeCheckpoint(owner, signer, file, new Date());
  });

  test("vouches for nothing under a key that is not trusted", async () => {
    expect(await faultsOf(lines(), [earlier.publicKey])).toHaveLength(3);
    expect((await readCheckpoints(lines(), [])).heads.size).toBe(0);
  });

  test("misses one that was taken out, and the order", async () => {
    const [first = "", second = "", third = ""] = lines();
    expect(await faultsOf([first, third])).toEqual([
      expect.stringMatching(/^checkpoint 2: .*taken out/),
    ]);
    expect(await faultsOf([second, third])).toEqual([expect.stringMatching(/^checkpoint 1: /)]);
    expect(await faultsOf([first, third, second])).toHaveLength(2);
  });

  test("is read in its one form alone", async () => {
    const [first = ""] = lines();
    expect(await faultsOf([` ${first}`])).toEqual([expect.stringMatching(/not the text/)]);
    expect(await faultsOf([JSON.stringify({ ...JSON.parse(first), more: 1 })])).toHaveLength(1);
    expect(await faultsOf(["", "null", "{}"])).toHaveLength(3);
  });
});
