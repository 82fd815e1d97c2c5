import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aChain, aSigner } from "#lib/audit/factory.ts";
import { checkpointLine } from "#lib/audit/checkpoints.ts";
import { Misuse, readArguments } from "./audit-arguments.ts";

const folder = mkdtempSync(join(tmpdir(), "xinqiao-audit-cli-"));
const [whole, broken, checkpoints] = ["whole", "broken", "checkpoints"].map((name) =>
  join(folder, `${name}.jsonl`),
) as [string, string, string]; // As many as there are names.
const signer = aSigner("SM2");
const lines = aChain("region:520100", ["{}", '{"n":2}', '{"n":3}']);

beforeAll(() => {
  const texts = lines.map((line) => `${JSON.stringify({ type: "line", ...line })}\n`);
  writeFileSync(whole, texts.join(""));
  writeFileSync(broken, texts.join("").replace('{\\"n\\":2}', '{\\"n\\":4}'));
  const heads = [{ chain: "region:520100", seq: 3, hash: lines[2]?.hash ?? "", count: 3 }];
  const at = "2026-11-21T00:00:00.000Z";
  writeFileSync(checkpoints, `${checkpointLine({ at, heads, previous: null }, signer)}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Without a database, in a folder of its own: nothing but the files is looked at. */
function audit(...args: string[]) {
  const script = new URL("./audit.ts", import.meta.url).pathname;
  const env = {
    ...process.env,
    CHECKPOINT_FILE: join(folder, "none"),
    DATABASE_URL: "postgres://unused.invalid/x",
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

describe("npm run audit -- verify <file>", () => {
  test("ends with 0 and says how much it read where nothing is wrong", () => {
    const { status, said } = audit(
      "verify",
      whole,
      "--checkpoints",
      checkpoints,
      "--key",
      signer.publicKey.spki,
    );
    expect(said).toMatch(
      /Read 3 lines of 1 chains[^]*Held against 1 checkpoints[^]*No fault found/,
    );
    expect(status).toBe(0);
  });

  test("ends with 1 and names the first broken line", () => {
    const { status, said } = audit("verify", broken);
    expect(said).toMatch(/There are no checkpoints/);
    expect(said).toMatch(/FAULT region:520100 line 2: hash_mismatch/);
    expect(status).toBe(1);
  });

  test("passes over what was not asked for", () => {
    expect(audit("verify", broken, "--chain", "region:520100", "--to", "1").status).toBe(0);
    expect(audit("verify", broken, "--chain", "region:520999").said).toMatch(/no such lines/);
  });

  test("trusts no key that was not named", () => {
    const other = aSigner().publicKey.spki;
    const { status, said } = audit("verify", whole, "--checkpoints", checkpoints, "--key", other);
    expect(said).toMatch(/FAULT checkpoint_signature/);
    expect(status).toBe(1);
    expect(audit("verify", "no-such-file").status).toBe(2);
  });
});

test.each([
  [[]],
  [["destroy"]],
  [["verify", "a", "b"]],
  [["export", "a", "--out", "b"]],
  [["verify", "--from", "1"]],
  [["verify", "--chain", "platform", "--to", "x"]],
  [["verify", "--chain", "platform", "--from", "0"]],
  [["verify", "--key", "nonsense"]],
  [["verify", "--speed", "high"]],
  [["export"]],
  [["purge"]],
  [["purge", "--before", "2023-02-30"]],
  [["purge", "--before", "2023-02-01", "--key", "x"]],
])("misuse is told how it is used: %j", (args) => {
  expect(() => readArguments(args)).toThrow(/Usage:/);
  expect(() => readArguments(args)).toThrow(Misuse);
});
