import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { verifyFile } from "#lib/evidence/index.ts";
import { checkLabels } from "#lib/evidence/model.ts";
import { signerOf, type PublicKey } from "#lib/kernel/signing.ts";
import { keysIn } from "./public-keys.ts";

const USAGE = `用法：npm run verify -- <文件>… [--key <公钥>]…

离线核验平台出具的授权书签署副本（PDF）和证据包（ZIP），不需要数据库或网络。
公钥（SPKI）可以是文件（PEM、DER、base64，或平台 /api/verify 给出的 JSON），也可以直接写 base64。
未给出公钥时，使用本机安装的平台密钥所对应的公钥。`;

class Misuse extends Error {}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Misuse)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function run(args: string[]): number {
  const { files, keys } = readArguments(args);
  const trusted = keys.length > 0 ? keys.flatMap(given) : ownKeys();
  return files.map((file) => report(file, trusted)).every(Boolean) ? 0 : 1;
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: "string", multiple: true } },
    });
    if (positionals.length === 0) throw new Misuse(USAGE);
    return { files: positionals, keys: values.key ?? [] };
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${error instanceof Error ? error.message : ""}\n\n${USAGE}`);
  }
}

/** One file's checks, each on a line; whether all of them hold. */
function report(file: string, trusted: readonly PublicKey[]): boolean {
  if (!existsSync(file)) throw new Misuse(`找不到文件 ${file}`);
  const { kind, checks, holds } = verifyFile(readFileSync(file), trusted);
  console.log(`${basename(file)}（${kind === "bundle" ? "证据包" : "授权书签署副本"}）`);
  for (const { name, ok, detail, path } of checks) {
    const where = path === undefined ? "" : ` · ${path}`;
    console.log(`  ${ok ? "✓" : "✗"} ${checkLabels[name]}${where}：${detail}`);
  }
  const failing = new Set(checks.filter(({ ok }) => !ok).map(({ name }) => checkLabels[name]));
  console.log(holds ? "  核验通过" : `  核验未通过：${[...failing].join("、")}`);
  return holds;
}

function given(key: string): readonly PublicKey[] {
  const keys = keysIn(key);
  if (!keys) throw new Misuse(`${key} 不是公钥文件，也不是 base64 的 SPKI 公钥（SM2 或 Ed25519）`);
  return keys;
}

/** The public half of this installation's own key; its file is only read, never made. */
function ownKeys(): readonly PublicKey[] {
  const file = join(import.meta.dirname, "..", ".data", "secrets.json");
  try {
    const { signingKey } = JSON.parse(readFileSync(file, "utf8")) as { signingKey: string }; // Ours.
    return [signerOf(signingKey).publicKey];
  } catch {
    throw new Misuse(`本机没有可用的平台密钥，请用 --key 给出平台公布的公钥。\n\n${USAGE}`);
  }
}
