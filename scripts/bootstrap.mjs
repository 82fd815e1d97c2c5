// The one file that runs on whatever Node.js the machine has (20 or later): it installs what
// package-lock.json names, then hands over to the pinned Node.js 24 among it.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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
  uscc: "uscc.ts",
};

const script = scripts[command];
// The scripts that serve several commands are told which one; the others get their own arguments alone.
const given =
  Object.values(scripts).filter((other) => other === script).length > 1 ? [command, ...rest] : rest;
if (!script) {
  console.error(`Unknown command ${command}. Known: ${Object.keys(scripts).join(", ")}.`);
  process.exit(2);
}
install();

const child = spawn(join(modules, ".bin", "node"), [join(root, "scripts", script), ...given], {
  stdio: "inherit",
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: { ...process.env, PATH: `${join(modules, ".bin")}:${process.env.PATH}` },
});
// The child ends in its own order (server first, database last); this process only waits for it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => signal === "SIGTERM" && child.kill("SIGTERM"));
}
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("Installing the packages that package-lock.json names …");
  const result = spawnSync(
    "npm",
    ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", 2, "inherit"],
    },
  );
  if (result.status !== 0) {
    console.error("The packages could not be installed; see the lines above.");
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
