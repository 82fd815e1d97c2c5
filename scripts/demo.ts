import cliProgress from "cli-progress";
import { connect } from "#db/client.ts";
import { demoAccounts, unregisteredEnterprise } from "#db/world/accounts.ts";
import { defaultWorld, fillWorld } from "#db/world/fill.ts";
import { roleLabels } from "#lib/access/model.ts";
import { documentSigner } from "#lib/consent/index.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { loadSecrets, openDatabase, webSettings, type OpenDatabase, type Secrets } from "./home.ts";
import { buildOnce, startWeb } from "./web.ts";

const port = Number(process.env.PORT ?? 3000);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT must be a whole number from 1 to 65535, not "${process.env.PORT}".`);
  process.exit(2);
}

let stopping = false;
const stops: (() => Promise<void>)[] = [];
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void shutDown(0));

try {
  await start();
} catch (error) {
  if (!stopping) {
    console.error(error instanceof Error ? error.message : error);
    await shutDown(1);
  }
}

async function start(): Promise<void> {
  const secrets = loadSecrets();
  step(1, "Database: starting and migrating");
  const database = await openDatabase(secrets);
  stops.push(database.stop);
  step(2, "Synthetic province");
  await fill(secrets, database);
  step(3, "Web application: building (about a minute the first time)");
  if ((await buildOnce()) === "kept") console.log("   already built from these sources");
  step(4, `Web server: starting on port ${port}`);
  const web = await startWeb(webSettings(secrets, database.webUrl, port), port);
  stops.push(web.stop);
  announce(web.url);
  await web.ended;
  if (!stopping) await shutDown(1);
}

function step(number: number, words: string) {
  console.log(`[${number}/4] ${words}`);
}

async function fill(secrets: Secrets, database: OpenDatabase) {
  const sql = connect(database.ownerUrl, { max: 4, applicationName: "xinqiao-world" });
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
    sign: documentSigner(secrets.signingKey).sign,
    onProgress: (name, done, total) => {
      if (name !== current) {
        if (current) bar.stop();
        bar.start(total, done, { step: name.padEnd(28) });
        current = name;
      } else bar.update(done);
    },
  });
  if (current) bar.stop();
  await sql.end();
  console.log(
    summary.filled ? `   filled in ${Math.round(summary.seconds)} s` : "   already there",
  );
}

function announce(url: string) {
  console.log(`\n信桥 is up: ${url}\n`);
  for (const account of demoAccounts.slice(0, 5)) {
    const signing = account.role === "enterprise" ? `  签署密码 ${account.signingPassword}` : "";
    console.log(
      `  ${roleLabels[account.role].padEnd(4, "　")}  ${account.loginName.padEnd(12)} 登录密码 ${account.password}${signing}`,
    );
  }
  const { uscc, name, legalRepresentative } = unregisteredEnterprise;
  console.log(`\n  To try the registration: ${uscc}  ${name}  法定代表人 ${legalRepresentative}`);
  console.log("\nCtrl-C stops everything.\n");
}

async function shutDown(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  console.log("\nStopping …");
  for (const stop of stops.toReversed())
    await stop().catch((error: unknown) => console.error(error));
  process.exit(code);
}
