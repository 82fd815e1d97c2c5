import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { withLock } from "./lock.ts";

const folder = mkdtempSync(join(tmpdir(), "xinqiao-lock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("work under one lock is never done at once, and an error gives the lock back", async () => {
  const file = join(folder, "turns");
  let inside = 0;
  let most = 0;
  const turn = (failing: boolean) =>
    withLock(file, async () => {
      most = Math.max(most, ++inside);
      await delay(20);
      inside--;
      if (failing) throw new Error("failed");
    });
  const outcomes = await Promise.allSettled([turn(false), turn(true), turn(false), turn(true)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(
    ["fulfilled", "fulfilled", "rejected", "rejected"].sort(),
  );
  expect(most).toBe(1);
});

test("a lock goes with the process that held it, even one that was killed", async () => {
  const file = join(folder, "held");
  const holder = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    `import { withLock } from ${JSON.stringify(join(import.meta.dirname, "lock.ts"))};
     await withLock(${JSON.stringify(file)}, () => { console.log("held"); return new Promise(() => setInterval(() => 0, 1000)); });`,
  ]);
  await once(holder.stdout, "data");
  let waited = false;
  const mine = withLock(file, async () => "mine", { onWait: () => (waited = true) });
  await delay(150);
  expect(waited).toBe(true);
  holder.kill("SIGKILL");
  expect(await mine).toBe("mine");
});

test("who waits for a lock can give up", async () => {
  const file = join(folder, "wanted");
  await withLock(file, async () => {
    const signal = AbortSignal.timeout(100);
    await expect(withLock(file, async () => "never", { signal })).rejects.toThrow(/aborted/);
  });
});
