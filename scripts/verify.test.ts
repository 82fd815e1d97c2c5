import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSignedCopy, aSigner, documentTerms } from "#lib/consent/document/factory.ts";
import { renderAuthorisationPdf } from "#lib/consent/document/index.ts";
import { keysIn } from "./public-keys.ts";

const script = join(import.meta.dirname, "verify.ts");
const signer = aSigner("SM2-SM3");
const folder = mkdtempSync(join(tmpdir(), "xinqiao-verify-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const store = (name: string, content: string | Buffer) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
// Without any setting: neither a database nor a key is there.
const verify = (...given: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...given], {
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "test" },
  });
  return { status, stdout, stderr };
};

let copy: Buffer;
let file: string;
beforeAll(async () => {
  copy = aSignedCopy(await renderAuthorisationPdf(documentTerms()), signer);
  file = store("授权书.pdf", copy);
});

describe("npm run verify", () => {
  const { spki, keyId } = signer.publicKey;

  test("passes what is whole, without a setting or a database", () => {
    const { status, stdout, stderr } = verify(file, "--key", spki);
    expect(stderr).toBe("");
    expect(stdout).toContain("核验通过");
    expect(stdout).toContain(`算法 SM2-SM3，密钥 ${keyId}`);
    expect(status).toBe(0);
  });

  test("fails what is not with 1 and names the checks", () => {
    const changed = Buffer.from(copy);
    changed[5000] = (changed[5000] ?? 0) ^ 1;
    const { status, stdout } = verify(file, store("changed.pdf", changed), "--key", spki);
    expect(stdout).toContain("核验未通过：文件摘要（SM3）、文件摘要（SHA-256）");
    expect(status).toBe(1);
  });

  test.each([
    ["no file", () => []],
    ["what is no key", () => [file, "--key", "not a key"]],
  ])("says how it is used, with 2, when given %s", (_, given) => {
    const { status, stderr } = verify(...given());
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});

describe("a public key", () => {
  const { spki, keyId, algorithm } = signer.publicKey;
  const pem = `-----BEGIN PUBLIC KEY-----\n${spki}\n-----END PUBLIC KEY-----\n`;
  test.each([
    ["base64", () => spki],
    ["a file of base64", () => store("key.txt", `${spki}\n`)],
    ["a file of DER", () => store("key.der", Buffer.from(spki, "base64"))],
    ["a PEM file", () => store("key.pem", pem)],
    ["the platform's list", () => store("keys.json", JSON.stringify([{ keyId, algorithm, spki }]))],
  ])("is read from %s", (_, given) => {
    expect(keysIn(given())).toMatchObject([{ keyId, algorithm }]);
  });

  test.each([
    ["a word", () => "key"],
    ["an empty file", () => store("empty", "")],
    ["an empty list", () => store("none.json", "[]")],
    ["a private key of another kind", () => store("rsa.pem", pem.replace(spki, "AAAA"))],
  ])("is not read from %s", (_, given) => {
    expect(keysIn(given())).toBeNull();
  });
});
