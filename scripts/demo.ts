import { join } from "node:path";
import cliProgress from "cli-progress";
import { StartRefused } from "#db/start-refused.ts";
import { connect } from "#db/client.ts";
import { demoAccounts, unregisteredEnterprise } from "#db/world/accounts.ts";
import { defaultWorld, fillWorld } from "#db/world/fill.ts";
import { roleLabels } from "#lib/access/model.ts";
import { signerOf } from "#lib/kernel/signing.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { keyRing } from "#lib/kernel/seal.ts";
import { stopOrphans } from "./children.ts";
import { openDatabase, type OpenDatabase } from "./database.ts";
import { home, loadSecrets, webSettings, type Secrets } from "./home.ts";
import { live, type Lifetime } from "./lifetime.ts";
import { startSandbox } from "./sandbox.ts";
import { buildOnce, otherPort, requirePort, startWeb } from "./web.ts";
import { startWorker } from "./worker.ts";

// A demo that was told to stop has done what it should: that is no error.
await live(start, { signalled: 0, onSignal: () => console.log("\nStopping …") });

async function start(lifetime: Lifetime): Promise<number> {
  const port = portFrom(process.env.PORT);
  await claimPort(port);
  const secrets = loadSecrets();
  step(1, "Database: starting and migrating");
  const database = await openDatabase(secrets, lifetime);
  lifetime.signal.throwIfAborted();
  step(2, "Synthetic province");
  await fill(secrets, database);
  lifetime.signal.throwIfAborted();
  step(3, "Web application: building (about a minute the first time)");
  if ((await buildOnce(lifetime)) === "kept") console.log("   already built from these sources");
  step(4, `Web server: starting on port ${port}`);
  const web = await startWeb(webSettings(secrets, database.webUrl, port), port, lifetime);
  step(5, "Departments' sandbox and background work");
  const sandbox = await startSandbox({
    platformKeys: [signerOf(secrets.signingKey).publicKey.spki],
  });
  lifetime.onEnd(sandbox.stop);
  await startWorker(
    {
      databaseUrl: database.workerUrl,
      signingKey: secrets.signingKey,
      checkpointFile: join(home, "checkpoints.jsonl"),
      pullSources: sandbox.sources,
    },
    lifetime,
  );
  announce(web.url);
  const code = await web.ended;
  if (!lifetime.signal.aborted) console.error(`The web server ended with ${code}.`);
  return 1;
}

function portFrom(given: string | undefined): number {
  const port = Number(given || 3000);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartRefused(`PORT must be a whole number from 1 to 65535, not "${given}".`);
}

/** Sees to it before anything is started that the port will be ours; building first would waste a minute. */
async function claimPort(port: number): Promise<void> {
  const running = (await stopOrphans()).find((note) => note.port === port);
  if (running)
    throw new StartRefused(
      `信桥 already runs from this folder on port ${port} (process ${running.starter.pid}): http://localhost:${port}\n` +
        `Stop it there with Ctrl-C, or choose another port: ${await otherPort(port)}`,
    );
  await requirePort(port);
}

function step(number: number, words: string) {
  console.log(`[${number}/5] ${words}`);
}

async function fill(secrets: Secrets, database: OpenDatabase) {
  const sql = connect(database.ownerUrl, { max: 5, applicationName: "xinqiao-world" });
  const turn = await sql.reserve();
  try {
    // One start fills; another that comes meanwhile waits, and finds it done.
    const [free] = await turn`select pg_try_advisory_lock(hashtext('xinqiao.fill')) as mine`;
    if (!free?.mine) {
      console.log("   another start is filling it; waiting");
      await turn`select pg_advisory_lock(hashtext('xinqiao.fill'))`;
    }
    await fillWithBar(sql, secrets);
  } finally {
    turn.release();
    await sql.end();
  }
}

async function fillWithBar(sql: ReturnType<typeof connect>, secrets: Secrets) {
  const bar = new cliProgress.SingleBar({
    format: "   {step} [{bar}] {value}/{total}",
    clearOnComplete: true,
  });
  let current = "";
  const now = new Date();
  const summary = await fillWorld(sql, {
    ...defaultWorld,
    today: dayOf(now),
    now,
    sign: signerOf(secrets.signingKey).sign,
    seal: keyRing(secrets.personalDataKeys).seal,
    onProgress: (name, done, total) => {
      if (name !== current) {
        if (current) bar.stop();
        bar.start(total, done, { step: name.padEnd(28) });
        current = name;
      } else bar.update(done);
    },
  }).finally(() => bar.stop());
  console.log(
    summary.filled ? `   filled in ${Math.round(summary.seconds)} s` : "   already there",
  );
}

function announce(url: string) {
  console.log(`\n信桥 is up: ${url}\n`);
  for (const account of demoAccounts.slice(0, 6)) {
    const signing = account.role === "enterprise" ? `  签署密码 ${account.signingPassword}` : "";
    console.log(
      `  ${roleLabels[account.role].padEnd(4, "　")}  ${account.loginName.padEnd(12)} 登录密码 ${account.password}${signing}`,
    );
  }
  const { uscc, name, legalRepresentative } = unregisteredEnterprise;
  console.log(`\n  To try the registration: ${uscc}  ${name}  法定代表人 ${legalRepresentative}`);
  console.log("\nCtrl-C stops everything.\n");
}
