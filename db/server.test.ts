import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { connect } from "./client.ts";
import { sweep } from "./disposable.ts";
import { isAlive } from "./processes.ts";
import { runningServer, serverUrl, startServer, stopServer } from "./server.ts";

const base = mkdtempSync(join(tmpdir(), "xinqiao-server-"));
chmodSync(base, 0o755);
afterAll(() => rmSync(base, { recursive: true, force: true }));

test("a server starts beside the remains of a killed start, and any process can find and stop it", async () => {
  const dataDirectory = join(base, "data");
  mkdirSync(join(base, "data.new-dead"));
  writeFileSync(join(base, "data.new-dead.password"), "");
  const server = await startServer({ dataDirectory, password: "secret", disposable: true });
  expect(readdirSync(base).filter((name) => name.includes(".new-"))).toEqual([]);
  expect(await runningServer(dataDirectory)).toEqual(server);

  const sql = connect(serverUrl(server, "secret", "postgres"), { max: 1 });
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  await sql.end();

  await stopServer(server);
  expect(await runningServer(dataDirectory)).toBeNull();

  // A folder that was copied under a running server says of itself that one runs on it.
  const note = `${process.pid}\n/elsewhere/data\n0\n5432\n\n127.0.0.1\n0 0\nready   \n`;
  writeFileSync(join(dataDirectory, "postmaster.pid"), note);
  expect(await runningServer(dataDirectory)).toBeNull();
  await stopServer(await startServer({ dataDirectory, password: "secret", disposable: true }));
});

test("the next disposable server takes away what a killed run has left", async () => {
  const dead = join(base, "xinqiao-disposable-1-000000000000-abcdef");
  mkdirSync(dead);
  const dataDirectory = join(dead, "data");
  const server = await startServer({ dataDirectory, password: "secret", disposable: true });
  await sweep(base);
  expect(isAlive(server.mark)).toBe(false);
  expect(existsSync(dead)).toBe(false);
});
