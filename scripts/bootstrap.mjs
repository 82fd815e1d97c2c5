// The one file that runs on whatever Node.js the machine has (20 or later): it installs what
// package-lock.json names, then hands over to the pinned Node.js 24 among it.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".installed");
const [command, ...rest] = process.argv.slice(2);
const scripts = {
  demo: "demo.ts",
  test: "test.ts",
  e2e: "test.ts",
  import: "with-database.ts",
  evaluate: "with-database.ts",
  world: "with-database.ts",
  migrate: "with-database.ts",
  reseal: "with-database.ts",
  scorecard: "scorecard.ts",
  uscc: "uscc.ts",
  audit: "audit.ts",
  verify: "verify.ts",
  bench: "../bench/run.ts",
};

const script = scripts[command];
// The scripts that serve several commands are told which one; the others get their own arguments alone.
const given =
  Object.values(scripts).filter((other) => other === script).length > 1 ? [command, ...rest] : rest;
if (!script) {
  console.error(`Unknown command ${command}. Known: ${Object.keys(scripts).join(", ")}.`);
  process.exit(2);
}

// The child ends in its own order (server first, database last), so a signal is passed on and its end
// awaited. In a terminal Ctrl-C reaches the child as well; it minds the first signal alone.
let child = null;
let signalled = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => passOn(signal));
// npm sends its signals to the shell it runs this in, which dies of them and tells nobody.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    passOn("SIGTERM");
  }, 500);
  watch.unref();
}
// A closed terminal takes the output with it, which is no reason to leave the child alone.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

// Also for the processes that the command starts in its turn.
const quickImports = `--import=${pathToFileURL(join(root, "scripts", "quick-imports.mjs")).href}`;

await install();
process.exit(
  await run(join(modules, ".bin", "node"), [join(root, "scripts", script), ...given], {
    stdio: "inherit",
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: {
      ...process.env,
      PATH: `${join(modules, ".bin")}:${process.env.PATH}`,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, quickImports].filter(Boolean).join(" "),
    },
  }),
);

function passOn(signal) {
  signalled = signal;
  child?.kill(signal);
}

/** Runs a program to its end and returns its code; 128 + n after a signal, as shells do. */
function run(program, args, options) {
  return new Promise((resolve) => {
    child = spawn(program, args, options);
    child.once("error", (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    // One that came before there was anybody to pass it on to.
    if (signalled) child.kill(signalled);
  });
}

async function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("Installing the packages that package-lock.json names …");
  const code = await run(
    "npm",
    ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"],
    { cwd: root, stdio: ["ignore", 2, "inherit"] },
  );
  if (signalled) process.exit(128 + constants.signals[signalled]);
  if (code !== 0) {
    console.error("The packages could not be installed; see the lines above.");
    process.exit(code);
  }
  writeFileSync(stamp, wanted);
}
