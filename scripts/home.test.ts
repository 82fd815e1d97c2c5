import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyRing } from "#lib/kernel/seal.ts";
import { loadSecrets, newSecrets } from "./home.ts";

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xinqiao-secrets-"));
  file = join(folder, "secrets.json");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("new secrets hold a key ring that seals", () => {
  const ring = keyRing(newSecrets().personalDataKeys);
  const place = { subject: "x", field: "y" };
  expect(ring.open(place, ring.seal(place, "text"))).toBe("text");
});

test("secrets from before get what they lack, the same at every start, and keep what they have", () => {
  const { personalDataKeys: _keys, workerPassword: _worker, ...before } = newSecrets();
  writeFileSync(file, JSON.stringify(before), { mode: 0o600 });
  const first = loadSecrets(folder);
  expect(first).toMatchObject(before);
  expect(keyRing(first.personalDataKeys).seal({ subject: "x", field: "y" }, "")).toMatch(
    /^v1\.k1\./,
  );
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(loadSecrets(folder)).toEqual(first);
  // Another start that read the file in the same moment comes to the same.
  writeFileSync(file, JSON.stringify(before));
  expect(loadSecrets(folder)).toEqual(first);
});
