import { parseArgs } from "node:util";
import cliProgress from "cli-progress";
import { connect } from "#db/client.ts";
import { defaultWorld, fillWorld } from "#db/world/fill.ts";
import { worldLimits, type WorldSize } from "#db/world/model.ts";
import { signerOf } from "#lib/kernel/signing.ts";
import { dayOf, isLocalDate } from "#lib/kernel/calendar.ts";
import { keyRing } from "#lib/kernel/seal.ts";

/**
 * `npm run world -- --seed 7 --enterprises 200` fills an empty platform with a synthetic province.
 * `--today` lets it end on another day than this one.
 */
const names = Object.keys(defaultWorld) as (keyof WorldSize)[]; // Keys of the literal.
const { size, today } = readArguments(process.argv.slice(2));
const url = process.env.DATABASE_URL;
const signingKey = process.env.SIGNING_KEY;
const personalDataKeys = process.env.PERSONAL_DATA_KEYS;
if (!url || !signingKey || !personalDataKeys)
  fail("DATABASE_URL, SIGNING_KEY or PERSONAL_DATA_KEYS is not set; run it as `npm run world`.");

const clock = new Date();
// A world of another day ends at that day's evening.
const now = today === dayOf(clock) ? clock : new Date(`${today}T20:00:00+08:00`);
const sql = connect(url, { max: 4, applicationName: "xinqiao-world" });
const bar = new cliProgress.SingleBar({ format: "{step} [{bar}] {value}/{total}" });
let step = "";
try {
  const { sign } = signerOf(signingKey);
  const { seal } = keyRing(personalDataKeys);
  const summary = await fillWorld(sql, { ...size, today, now, sign, seal, onProgress: show });
  if (step) bar.stop();
  console.log(
    summary.filled ? "Filled:" : "There is a world already; nothing was done. It holds:",
    `${summary.enterprises} enterprises, ${summary.institutions} institutions,`,
    `${summary.products} products, ${summary.applications} applications,`,
    `${summary.received} rows received (${summary.quarantined} in quarantine); ${summary.seconds} s`,
  );
} finally {
  bar.stop();
  await sql.end();
}

function show(name: string, done: number, total: number) {
  if (name === step) return bar.update(Math.min(done, total));
  if (step) bar.stop();
  step = name;
  bar.start(total, done, { step: name.padEnd(12) });
}

function readArguments(args: string[]): { size: WorldSize; today: string } {
  const { values } = parse(args);
  const today = values.today ?? dayOf(new Date());
  if (!isLocalDate(today)) fail(`--today must be a day such as 2026-11-21, not "${today}".`);
  const size: Record<keyof WorldSize, number> = { ...defaultWorld };
  for (const name of names) {
    const given = values[name];
    if (given === undefined) continue;
    const [least, most] = worldLimits[name];
    const number = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    if (!(number >= least && number <= most)) {
      fail(`--${name} must be a whole number from ${least} to ${most}, not "${given}".`);
    }
    size[name] = number;
  }
  return { size, today };
}

function parse(args: string[]) {
  try {
    const options = Object.fromEntries(
      [...names, "today"].map((name) => [name, { type: "string" as const }]),
    );
    return parseArgs({ args, options, strict: true, allowPositionals: false });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): never {
  console.error(message);
  console.error(
    `Usage: npm run world -- ${[...names, "today"].map((name) => `[--${name} …]`).join(" ")}`,
  );
  process.exit(2);
}
