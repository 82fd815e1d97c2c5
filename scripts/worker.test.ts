import { generateKeyPairSync } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { freshDatabase, type FreshDatabase } from "#lib/testing/database.ts";
import type { Lifetime } from "./lifetime.ts";
import { startWorker, workerEnvironment } from "./worker.ts";

const signingKey = generateKeyPairSync("ed25519")
  .privateKey.export({ format: "der", type: "pkcs8" })
  .toString("base64");
const checkpointFile = join(tmpdir(), `worker-test-${process.pid}.jsonl`);
const ending = new AbortController();
const stops: (() => Promise<void> | void)[] = [];
const lifetime: Lifetime = {
  signal: ending.signal,
  onEnd: (stop) => {
    stops.push(stop);
    return () => void (stops.includes(stop) && stops.splice(stops.indexOf(stop), 1));
  },
  end: () => Promise.reject(new Error("a test has no end of its own")),
};
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(async () => {
  await fresh.drop();
  rmSync(checkpointFile, { force: true });
});

const settings = () => ({
  databaseUrl: fresh.urlAs("xinqiao_worker"),
  signingKey,
  checkpointFile,
});
const connections = () =>
  fresh.owner<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name like 'xinqiao-worker%'`;

test("the process works until it is told to stop, and leaves no connection", async () => {
  const worker = await startWorker(settings(), lifetime);
  expect((await connections()).length).toBeGreaterThan(0);
  await worker.stop();
  await vi.waitFor(async () => expect(await connections()).toHaveLength(0), { timeout: 5000 });
});

test("one that ends by itself is started again, and the last one ends with the command", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const worker = await startWorker(settings(), lifetime);
  const before = new Set((await connections()).map(({ pid }) => pid));
  const [held] = stops;
  await held?.();
  expect(told).toHaveBeenCalledWith(expect.stringContaining("it is started again"));
  await vi.waitFor(
    async () => {
      const now = await connections();
      expect(now.some(({ pid }) => !before.has(pid))).toBe(true);
    },
    { timeout: 30_000, interval: 200 },
  );
  await worker.stop();
  await vi.waitFor(async () => expect(await connections()).toHaveLength(0), { timeout: 5000 });
  told.mockRestore();
});

test("a start that cannot reach its database says so, and nothing stays behind", async () => {
  const databaseUrl = "postgres://nobody:wrong@127.0.0.1:1/none";
  await expect(startWorker({ ...settings(), databaseUrl }, lifetime)).rejects.toThrow(
    "The worker ended with 1 before it was ready.",
  );
  expect(stops).toEqual([]);
});

test("it gets neither the owner's database nor the web's secrets", () => {
  vi.stubEnv("DATABASE_URL", "postgres://owner");
  const passed = workerEnvironment(settings());
  expect(passed["WORKER_DATABASE_URL"]).toBe(settings().databaseUrl);
  for (const name of ["DATABASE_URL", "WEB_DATABASE_URL", "NEXTAUTH_SECRET", "PERSONAL_DATA_KEYS"])
    expect(passed).not.toHaveProperty(name);
  vi.unstubAllEnvs();
});
