import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isCluster } from "#db/cluster.ts";
import { canReach, makeOpenFolder, outside, type Person } from "#db/host.ts";
import { readOrNull } from "#db/processes.ts";
import { runningServer } from "#db/server.ts";
import { keepOnce } from "./home.ts";

/** The random name of an installation: of its folder outside the checkout, and of its database logins. */
export function installationId(home: string): string {
  return keepOnce(join(home, "place"), newId).trim();
}

const newId = () => `${randomBytes(6).toString("hex")}\n`;

/**
 * Where the cluster of an installation lies: in its `.data/`, or, where the server's user cannot reach
 * that, under a folder outside that bears the installation's random name. A new `.data/` has a new
 * name, so it never meets a cluster whose password went with the old one.
 */
export async function clusterFolder(
  home: string,
  person: Person | null,
  elsewhere: string = outside,
): Promise<string> {
  mkdirSync(home, { recursive: true });
  const inside = join(home, "postgres");
  if (!person) return inside;
  const folder = join(elsewhere, ownId(home, elsewhere));
  const data = join(folder, "postgres");
  // Once outside, it stays there: the rights of the folders above may change again.
  if (isCluster(data)) return data;
  if (canReach(person, home) || (await runningServer(inside))) return inside;

  makeOpenFolder(elsewhere);
  if (!existsSync(folder)) nameAbandoned(home, elsewhere);
  makeOpenFolder(folder);
  writeFileSync(join(folder, "belongs-to"), home);
  if (isCluster(inside)) moveCluster(inside, data, person);
  return data;
}

/** Data that went with an earlier `.data/` is named, once, and left alone: that folder may only be put aside. */
function nameAbandoned(home: string, elsewhere: string) {
  for (const name of readdirSync(elsewhere)) {
    const folder = join(elsewhere, name);
    if (readOrNull(join(folder, "belongs-to")) === home)
      console.error(`   An earlier .data/ had its database in ${folder}; delete that if you wish.`);
  }
}

/** A copied `.data/` brings the name of the one it was copied from, and must not share its folder. */
function ownId(home: string, elsewhere: string): string {
  const id = installationId(home);
  const folder = join(elsewhere, id);
  const owner = readOrNull(join(folder, "belongs-to"));
  if (owner === null || owner === home) return id;
  if (readOrNull(join(owner, "place"))?.trim() === id) {
    writeFileSync(join(home, "place"), newId(), { mode: 0o600 });
    return installationId(home);
  }
  // The checkout was moved: its database comes along.
  writeFileSync(join(folder, "belongs-to"), home);
  return id;
}

/** A cluster of a checkout that was open to all when it was made. It gets its new name when it is whole. */
function moveCluster(from: string, to: string, { uid, gid }: Person) {
  const copy = `${to}.new-${randomBytes(4).toString("hex")}`;
  execFileSync("cp", ["-a", from, copy]);
  execFileSync("chown", ["-R", `${uid}:${gid}`, copy]);
  renameSync(copy, to);
  rmSync(from, { recursive: true, force: true });
}
