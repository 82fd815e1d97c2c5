import { existsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import cliProgress from "cli-progress";
import { connect, type Sql } from "#db/client.ts";
import {
  exportLog,
  makeCheckpoint,
  purgeLog,
  readCheckpointLines,
  readExport,
  verifyDatabase,
  verifyLog,
  type LogReport,
} from "#lib/audit/index.ts";
import { startOfDay } from "#lib/kernel/calendar.ts";
import { signerOf, type PublicKey } from "#lib/kernel/signing.ts";
import { Misuse, readArguments, type Asked } from "./audit-arguments.ts";
import { purgeText, reportText } from "./audit-report.ts";
import { home, loadSecrets } from "./home.ts";
import { live, type Lifetime } from "./lifetime.ts";

// What PostgreSQL says of an argument that a function refuses with a reason.
const REFUSED = "22023";

const bar = new cliProgress.SingleBar({ format: "[{bar}] {percentage}% {value}/{total}" });
await live(async (lifetime) => {
  try {
    return await run(readArguments(process.argv.slice(2)), lifetime);
  } catch (error) {
    bar.stop();
    const { code = "", message } = error as { code?: string; message: string }; // An Error, of whatever kind.
    if (!(error instanceof Misuse) && code !== REFUSED) throw error;
    console.error(message);
    return 2;
  }
});

function run(asked: Asked, lifetime: Lifetime): Promise<number> {
  switch (asked.command) {
    case "export":
      return withDatabase(lifetime, (sql) => writeExport(sql, asked));
    case "checkpoint":
      return withDatabase(lifetime, (sql, signingKey) => addCheckpoint(sql, signingKey, asked));
    case "purge":
      return withDatabase(lifetime, (sql) => purge(sql, asked));
    case "verify":
      return asked.file === null
        ? withDatabase(lifetime, (sql, signingKey) => verifyOnline(sql, signingKey, asked))
        : verifyFile(asked.file, asked);
  }
}

async function writeExport(sql: Sql, { out, part, checkpoints }: Asked<"export">) {
  const lines = await exportLog(sql, {
    file: out,
    checkpointFile: checkpoints ?? checkpointFile(),
    now: new Date(),
    onProgress: show,
    ...part,
  });
  bar.stop();
  console.log(`Wrote ${lines} lines to ${out}.`);
  return 0;
}

async function addCheckpoint(sql: Sql, signingKey: string, { file }: Asked<"checkpoint">) {
  const path = file ?? checkpointFile();
  await mkdir(dirname(path), { recursive: true });
  const signer = signerOf(signingKey);
  const { chains, sha256 } = await makeCheckpoint(sql, signer, path, new Date());
  console.log(`Signed the heads of ${chains} chains into ${path}.`);
  console.log(`Checkpoint ${sha256}, key ${signer.publicKey.keyId}: keep a copy elsewhere.`);
  return 0;
}

async function purge(sql: Sql, { before, chain, dryRun }: Asked<"purge">) {
  const report = await purgeLog(sql, {
    before: startOfDay(before),
    dryRun,
    onProgress: show,
    ...chain,
  });
  bar.stop();
  console.log(purgeText(report, { day: before, dryRun }));
  return report.broken.length > 0 ? 1 : 0;
}

async function verifyOnline(sql: Sql, signingKey: string, asked: Asked<"verify">) {
  const known = checkpointsFor(asked, [signerOf(signingKey).publicKey]);
  const started = performance.now();
  return tell(await verifyDatabase(sql, { ...known, ...asked.part }, show), started, asked);
}

async function verifyFile(path: string, asked: Asked<"verify">) {
  if (!existsSync(path)) throw new Misuse(`There is no file ${path}.`);
  // This installation's own key, where there is one: the file may be checked anywhere.
  const own = existsSync(join(home, "secrets.json"))
    ? [signerOf(loadSecrets().signingKey).publicKey]
    : [];
  const known = checkpointsFor(asked, own);
  const { size } = statSync(path);
  const started = performance.now();
  const records = readExport(path, (bytes) => show(bytes, size));
  return tell(await verifyLog(records, { ...known, ...asked.part }), started, asked);
}

function tell(report: LogReport, started: number, { part: { range } }: Asked<"verify">): number {
  bar.stop();
  if (range && report.intact && report.lines === 0)
    throw new Misuse(`There are no such lines of ${range.chain}.`);
  console.log(reportText(report, (performance.now() - started) / 1000));
  return report.intact ? 0 : 1;
}

/** The checkpoints to hold the log against, and the keys that may have signed them. */
function checkpointsFor({ checkpoints, keys }: Asked<"verify">, own: readonly PublicKey[]) {
  const path = checkpoints ?? checkpointFile();
  if (!existsSync(path)) {
    if (checkpoints !== null) throw new Misuse(`There is no file ${path}.`);
    console.log("There are no checkpoints: a cut end or a replaced chain cannot be told.");
    return {};
  }
  const trusted = [...own, ...keys];
  if (trusted.length === 0)
    throw new Misuse("Name the key that signed the checkpoints with --key.");
  return { checkpoints: readCheckpointLines(path), trusted };
}

function checkpointFile(): string {
  return process.env["CHECKPOINT_FILE"] ?? join(home, "checkpoints.jsonl");
}

async function withDatabase(
  lifetime: Lifetime,
  work: (sql: Sql, signingKey: string) => Promise<number>,
): Promise<number> {
  // Only here: a file is verified without any of it.
  const { openDatabase } = await import("./database.ts");
  const secrets = loadSecrets();
  const { ownerUrl } = await openDatabase(secrets, lifetime);
  const sql = connect(ownerUrl, { max: 2, applicationName: "xinqiao-audit" });
  lifetime.onEnd(() => sql.end({ timeout: 5 }));
  return await work(sql, secrets.signingKey);
}

/** A bar where somebody looks at it; a log gets none. */
function show(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  if (!bar.isActive) bar.start(total, 0);
  bar.update(done);
}
