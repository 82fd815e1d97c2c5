import { createServer, connect as dial, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { connect, database, type Sql } from "#db/client.ts";
import { Refusal } from "../kernel/refusal.ts";
import { openCommand, type Operation } from "../operation/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anOperator } from "../testing/people.ts";
import * as web from "./database.ts";
import { reportDefect } from "./log.ts";
import { performOpen, read } from "./perform.ts";
import { requireActor } from "./session.ts";

vi.mock("server-only", () => ({}));
vi.mock("./database.ts", { spy: true });
vi.mock("./log.ts", () => ({ reportDefect: vi.fn(() => "0badcafe") }));
vi.mock("./session.ts", () => ({ requireActor: vi.fn(), currentActor: vi.fn() }));

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  vi.mocked(web.webDatabase).mockReturnValue(database(fresh.as("xinqiao_web")));
  vi.mocked(requireActor).mockResolvedValue(await anOperator(fresh.owner));
  vi.mocked(reportDefect).mockClear();
});
afterEach(() => fresh.drop());

describe("what Next is given to print of a failure while a page is read", () => {
  const thrown = async (operation: Operation<unknown>) => {
    const error: unknown = await read(operation).catch((caught: unknown) => caught);
    if (!(error instanceof Error)) throw new Error("nothing was thrown");
    return error;
  };

  test("is a number that leads to the log: no statement, no values, no cause", async () => {
    const error = await thrown(({ db }) => db.execute(sql`select ${"林示例 13800001111"}::int`));
    expect(error.cause).toBeUndefined();
    expect(error.message).toContain("0badcafe");
    expect(`${error.stack}${JSON.stringify(error)}`).not.toMatch(/林示例|1380000|select|params/);
    expect(reportDefect).toHaveBeenCalledOnce();
  });

  test("is fixed words where the database cannot be reached", async () => {
    const gone = database(connect("postgres://nobody@127.0.0.1:1/gone", { max: 1 }));
    const error = await thrown(() => gone.execute(sql`select ${"13800001111"}`));
    expect(web.isUnreachable(error)).toBe(true);
    expect(error.cause).toBeUndefined();
    expect(`${error.stack}`).not.toContain("1380000");
    expect(reportDefect).not.toHaveBeenCalled();
  });

  test("is Next's own signal where the answer is a page", async () => {
    const error = await thrown(async () => {
      throw new Refusal("not_found", "a.b", "没有");
    });
    expect(error).toMatchObject({ digest: expect.stringContaining("404") });
  });
});

describe("a connection lost while something is being done", () => {
  /** Leaves a line in the audit log, and nothing else. */
  const leaveTrace = (lost?: Error) =>
    openCommand("test.trace", z.null(), async ({ db }) => {
      await db.execute(sql`select 1`);
      if (lost) throw lost;
      return { result: null, audit: { entity: "test", entityId: "1", detail: {} } };
    });
  const traces = async () =>
    (await fresh.owner`select 1 from audit.line where body::jsonb ->> 'verb' = 'test.trace'`).length;

  test("before COMMIT has undone it, and is said to have", async () => {
    const lost = Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
    expect(await performOpen(leaveTrace(lost), null)).toMatchObject({
      kind: "unavailable",
      reason: "web.unavailable",
      message: expect.stringContaining("本次操作没有生效"),
    });
    expect(await traces()).toBe(0);
  });

  test.each([
    ["that reached the database", true, 1],
    ["that did not reach it", false, 0],
  ])("at a COMMIT %s may have undone it or not, and is said so", async (_, delivered, left) => {
    const wire = await wireThatBreaks(new URL(fresh.url), /\bcommit\b/, delivered);
    const over = connect(wire.url, { max: 1 });
    vi.mocked(web.webDatabase).mockReturnValue(database(over));
    expect(await performOpen(leaveTrace(), null)).toMatchObject({
      kind: "unavailable",
      reason: "web.unconfirmed",
      message: expect.stringContaining("可能没有生效，请核对后再试"),
    });
    await vi.waitFor(async () => expect(await traces()).toBe(left));
    await wire.close(over);
  });

  test("that was never there has done nothing", async () => {
    const gone = database(connect("postgres://nobody@127.0.0.1:1/gone", { max: 1 }));
    vi.mocked(web.webDatabase).mockReturnValue(gone);
    expect(await performOpen(leaveTrace(), null)).toMatchObject({ reason: "web.unavailable" });
  });
});

/** A TCP relay to the database that breaks off as it meets a statement, before or after passing it on. */
async function wireThatBreaks(target: URL, statement: RegExp, delivered: boolean) {
  const sockets = new Set<Socket>();
  const relay = createServer((near) => {
    const far = dial(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    far.on("data", (chunk) => near.write(chunk));
    near.on("data", (chunk) => {
      if (!statement.test(chunk.toString("latin1"))) return void far.write(chunk);
      near.destroy();
      if (delivered) far.write(chunk);
      else far.destroy();
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  const address = relay.address();
  if (!address || typeof address !== "object") throw new Error("the wire has no port");
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  const close = async (over: Sql) => {
    await over.end({ timeout: 0 });
    relay.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: url.toString(), close };
}
