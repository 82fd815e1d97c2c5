import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./home.ts";

const nextCommand = join(root, "node_modules", "next", "dist", "bin", "next");
const buildStamp = join(root, ".next", "built-from");

/** Everything that a build depends on, by size and time: cheap enough to look at on each start. */
function sourceFingerprint(): string {
  const hash = createHash("sha256");
  const walk = (path: string) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else hash.update(`${path}:${stat.size}:${stat.mtimeMs};`);
  };
  for (const part of [
    "app",
    "components",
    "db",
    "lib",
    "public",
    "next.config.js",
    "package-lock.json",
  ]) {
    if (existsSync(join(root, part))) walk(join(root, part));
  }
  return hash.digest("hex");
}

/** Builds the application unless it is already built from these very sources. */
export async function buildOnce(): Promise<"built" | "kept"> {
  const wanted = sourceFingerprint();
  if (existsSync(buildStamp) && readFileSync(buildStamp, "utf8") === wanted) return "kept";
  await finished(
    spawnNext(
      ["build"],
      { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      "inherit",
    ),
  );
  writeFileSync(buildStamp, wanted);
  return "built";
}

/** Starts the production server and waits until it answers. */
export async function startWeb(
  settings: NodeJS.ProcessEnv,
  port: number,
): Promise<{ url: string; stop: () => Promise<void>; ended: Promise<number> }> {
  const child = spawnNext(["start", "-p", String(port)], settings, "pipe");
  let said = "";
  const keep = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000));
  child.stdout?.on("data", keep);
  child.stderr?.on("data", (chunk: Buffer) => {
    keep(chunk);
    process.stderr.write(chunk);
  });
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  const url = `http://localhost:${port}`;
  await answering(`${url}/api/health`, child, () => said);
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url, stop, ended };
}

function spawnNext(
  args: string[],
  env: NodeJS.ProcessEnv,
  output: "inherit" | "pipe",
): ChildProcess {
  const child = spawn(process.execPath, [nextCommand, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", output, output],
    // Its own group: Ctrl-C reaches the parent alone, which stops server and database in order.
    detached: true,
  });
  // Whatever ends this process, a signal while it builds included, ends the child too.
  process.once("exit", () => child.exitCode ?? child.kill("SIGTERM"));
  return child;
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) =>
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`next ended with ${code}`)),
    ),
  );
}

async function answering(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null)
      throw new Error(`The web server ended with ${child.exitCode}.\n${said()}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The web server did not answer at ${url}.\n${said()}`);
}
