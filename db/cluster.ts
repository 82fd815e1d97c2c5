import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Person } from "./host.ts";
import { sendSignal } from "./processes.ts";

export const isCluster = (dataDirectory: string): boolean =>
  existsSync(join(dataDirectory, "PG_VERSION"));

const HALF_MADE = ".new-";

/** Takes away what starts have left that were killed while they made this cluster. */
export function removeHalfMade(dataDirectory: string): void {
  const folder = dirname(dataDirectory);
  const prefix = basename(dataDirectory) + HALF_MADE;
  for (const name of readdirSync(folder).filter((name) => name.startsWith(prefix)))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * Makes a new cluster. It is made beside its place and moved there whole, so that a start which is
 * killed half-way leaves nothing that looks like a cluster.
 */
export async function initialise(
  initdb: string,
  dataDirectory: string,
  password: string,
  person: Person | null,
): Promise<void> {
  // Never the same name twice: an initdb whose starter was killed may still be at work in the last one.
  const fresh = `${dataDirectory}${HALF_MADE}${randomBytes(4).toString("hex")}`;
  const passwordFile = `${fresh}.password`;
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (person) for (const path of [fresh, passwordFile]) chownSync(path, person.uid, person.gid);
  try {
    await runInitdb(initdb, fresh, passwordFile, person);
    // What may stand there has no PG_VERSION: no server has ever run on it.
    rmSync(dataDirectory, { recursive: true, force: true });
    renameSync(fresh, dataDirectory);
  } finally {
    for (const path of [fresh, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

function runInitdb(initdb: string, fresh: string, passwordFile: string, person: Person | null) {
  const child = spawn(
    initdb,
    [
      ...["-D", fresh, "-U", "xinqiao", "-A", "scram-sha-256", "-E", "UTF8"],
      ...["--locale=C.UTF-8", `--pwfile=${passwordFile}`],
    ],
    { stdio: ["ignore", "ignore", "pipe"], cwd: "/", detached: true, ...person },
  );
  // With the servers that it runs for a moment; before anybody deletes the folder they write in.
  const abandon = () => child.pid !== undefined && sendSignal(child.pid, "SIGKILL", "group");
  process.prependOnceListener("exit", abandon);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  return new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.removeListener("exit", abandon);
      if (code === 0) resolve();
      else reject(new Error(`initdb ended with ${code}. ${said}`));
    });
  });
}
