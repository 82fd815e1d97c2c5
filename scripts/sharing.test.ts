import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isAlive, markOf, type ProcessMark } from "#db/processes.ts";
import { joinServer, leaveServer } from "./sharing.ts";

const home = mkdtempSync(join(tmpdir(), "xinqiao-sharing-"));
chmodSync(home, 0o755);
const shared = { home, dataDirectory: join(home, "postgres") };
const stands = [1, 2, 3].map(() => spawn("sleep", ["600"]));
const [demo, importer, killed] = stands.map(({ pid }) => markOf(pid ?? 0)) as [
  ProcessMark,
  ProcessMark,
  ProcessMark,
]; // Three were spawned.

afterAll(async () => {
  for (const stand of stands) stand.kill("SIGKILL");
  await leaveServer(shared);
  rmSync(home, { recursive: true, force: true });
});

test("two first starts at once share one server, and whoever leaves last stops it", async () => {
  const join = (as: ProcessMark) => joinServer(shared, "secret", { as });
  const [server, same] = await Promise.all([join(demo), join(importer)]);
  expect(same).toEqual(server);

  await leaveServer(shared, demo);
  expect(isAlive(server.mark)).toBe(true);
  expect(await join(killed)).toEqual(server);

  // One that was killed could not leave, and nobody waits for it.
  stands[2]?.kill("SIGKILL");
  await expect.poll(() => isAlive(killed)).toBe(false);
  await leaveServer(shared, importer);
  expect(isAlive(server.mark)).toBe(false);
  expect(existsSync(`${home}/database-users.json`)).toBe(false);
});
