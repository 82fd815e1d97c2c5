import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartRefused } from "#db/start-refused.ts";
import { startChild } from "./children.ts";
import { home, root } from "./home.ts";
import type { Lifetime } from "./lifetime.ts";
import { withLock } from "./lock.ts";
import { freePortAfter, portTrouble } from "./ports.ts";

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
export function buildOnce(lifetime: Lifetime): Promise<"built" | "kept"> {
  const onWait = () => console.error("   another start is building; waiting for it");
  return withLock(join(home, "build.lock"), () => build(lifetime), {
    onWait,
    signal: lifetime.signal,
  });
}

async function build(lifetime: Lifetime): Promise<"built" | "kept"> {
  const wanted = sourceFingerprint();
  if (existsSync(buildStamp) && readFileSync(buildStamp, "utf8") === wanted) return "kept";
  // A build that is cut short has spoilt the one before.
  rmSync(buildStamp, { force: true });
  const { ended } = startNext(lifetime, ["build"], {
    what: "the build",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    output: "inherit",
  });
  const code = await ended;
  lifetime.signal.throwIfAborted();
  if (code !== 0) throw new StartRefused(`next build ended with ${code}.`);
  writeFileSync(buildStamp, wanted);
  return "built";
}

/** Refuses a port that another server holds: its answers would pass for ours. */
export async function requirePort(port: number, how: Advice = "npm run demo"): Promise<void> {
  const trouble = await portTrouble(port);
  if (!trouble) return;
  const why = {
    taken: `Another program already listens on port ${port}.`,
    forbidden: `This user may not listen on port ${port}.`,
  }[trouble];
  throw new StartRefused(`${why} Choose another one: ${await otherPort(port, how)}`);
}

type Advice = "npm run demo" | "npm run e2e";

/** A command that does the same on a port that is free. */
export async function otherPort(port: number, how: Advice = "npm run demo"): Promise<string> {
  const variable = how === "npm run demo" ? "PORT" : "E2E_PORT";
  return `${variable}=${await freePortAfter(port)} ${how}`;
}

/** Starts the production server and waits until it answers. */
export async function startWeb(
  settings: NodeJS.ProcessEnv,
  port: number,
  lifetime: Lifetime,
): Promise<{ url: string; ended: Promise<number> }> {
  await requirePort(port);
  const { child, ended } = startNext(lifetime, ["start", "-p", String(port)], {
    what: `the web server on port ${port}`,
    port,
    env: settings,
    output: "pipe",
  });
  let said = "";
  const keep = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000));
  child.stdout?.on("data", keep);
  child.stderr?.on("data", (chunk: Buffer) => {
    keep(chunk);
    process.stderr.write(chunk);
  });
  const url = `http://localhost:${port}`;
  const first = await Promise.race([ended, answering(`${url}/api/health`, lifetime.signal)]);
  lifetime.signal.throwIfAborted();
  if (typeof first === "number")
    throw new StartRefused(`The web server ended with ${first}.\n${said}`);
  if (!first) throw new StartRefused(`The web server did not answer at ${url}.\n${said}`);
  return { url, ended };
}

type NextOptions = Readonly<{
  what: string;
  port?: number;
  env: NodeJS.ProcessEnv;
  output: "inherit" | "pipe";
}>;

function startNext(
  lifetime: Lifetime,
  args: readonly string[],
  { env, output, ...named }: NextOptions,
) {
  return startChild(lifetime, process.execPath, [nextCommand, ...args], {
    ...named,
    persuasion: [["SIGTERM", 10_000]],
    spawn: { cwd: root, env, stdio: ["ignore", output, output] },
  });
}

/** Whether it answers within half a minute. */
async function answering(url: string, signal: AbortSignal): Promise<boolean> {
  for (const until = Date.now() + 30_000; Date.now() < until && !signal.aborted;) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return true;
    await delay(100);
  }
  return false;
}
