import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./browser.ts";
import { startChild } from "./children.ts";
import { root } from "./home.ts";
import { live, type Lifetime } from "./lifetime.ts";
import {
  journeyFailures,
  unitFailures,
  type Failure,
  type JourneyReport,
  type UnitReport,
} from "./test-failures.ts";

type Tally = { passed: number; failed: number };
type Check = Readonly<{ name: string; command: string; args: readonly string[] }>;

const bin = (name: string) => join(root, "node_modules", ".bin", name);
const folder = mkdtempSync(join(tmpdir(), "xinqiao-report-"));
const total: Tally = { passed: 0, failed: 0 };
const failures: Failure[] = [];
const [command, ...rest] = process.argv.slice(2);
await live(runTests);

async function runTests(lifetime: Lifetime): Promise<number> {
  const started = Date.now();
  lifetime.onEnd(() => rmSync(folder, { recursive: true, force: true }));
  ensureBrowser();
  if (command === "e2e") {
    await journeys(lifetime, rest, { E2E_RECORD: "1" });
  } else {
    // First alone: it writes where the journeys' build writes.
    await checks(lifetime, [{ name: "types", command: "npm", args: ["run", "-s", "types"] }]);
    // All else at once. The journeys take longest and wait for their pages more than they compute; what they
    // leave of the processors is enough for the rest, which therefore stands back.
    await Promise.all([
      journeys(lifetime, []),
      checks(lifetime, [
        { name: "lint", command: "npm", args: ["run", "-s", "lint"] },
        { name: "rooms", command: "npm", args: ["run", "-s", "rooms"] },
      ]).then(() => unitTests(lifetime)),
    ]);
  }
  // Once more at the end, where a reader of a long output looks first.
  for (const { name, said } of failures) console.log(`\nFAILED ${name}\n${said}`);
  console.log(`Took ${Math.round((Date.now() - started) / 1000)} s.`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** The runners clean up after themselves at a SIGINT; playwright then ends its stage, which takes a while. */
async function run(
  lifetime: Lifetime,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { ended } = startChild(lifetime, program, args, {
    what: [program, ...args].join(" "),
    persuasion: [["SIGINT", 25_000]],
    spawn: { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } },
  });
  const code = await ended;
  lifetime.signal.throwIfAborted();
  return code;
}

function count(passed: number, failed: number, name: string) {
  total.passed += passed;
  total.failed += failed;
  console.log(`— ${name}: ${passed} passed, ${failed} failed`);
}

/** All at once: each keeps one processor busy, and none needs another. */
async function checks(lifetime: Lifetime, list: readonly Check[]) {
  await Promise.all(
    list.map(async ({ name, command: program, args }) => {
      const code = await run(lifetime, "nice", ["-n", "5", program, ...args]);
      count(code === 0 ? 1 : 0, code === 0 ? 0 : 1, name);
    }),
  );
}

async function unitTests(lifetime: Lifetime) {
  const file = join(folder, "vitest.json");
  const code = await run(lifetime, "nice", [
    "-n",
    "5",
    bin("vitest"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = readReport<UnitReport>(file);
  failures.push(...(report ? unitFailures(report) : []));
  const failed = report?.numFailedTests ?? 0;
  // A file that cannot even be loaded counts no test; the exit code still tells.
  count(
    report?.numPassedTests ?? 0,
    code !== 0 && failed === 0 ? 1 : failed,
    "unit and integration tests",
  );
}

async function journeys(
  lifetime: Lifetime,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const file = join(folder, "playwright.json");
  const code = await run(lifetime, bin("playwright"), ["test", ...args], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    FORCE_COLOR: "0",
    ...env,
  });
  const report = readReport<JourneyReport>(file);
  failures.push(...(report ? journeyFailures(report) : []));
  const stats = report?.stats;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  count(stats?.expected ?? 0, code !== 0 && failed === 0 ? 1 : failed, "journeys in the browser");
}

function readReport<Report>(file: string): Report | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report) : null; // Written by the runner just now.
}
