import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isAlive, markOf, thisProcess, type ProcessMark } from "#db/processes.ts";
import { startChild, stopOrphans } from "./children.ts";
import { root } from "./home.ts";
import type { Lifetime } from "./lifetime.ts";

let notes: string;
beforeEach(() => {
  notes = mkdtempSync(join(tmpdir(), "xinqiao-children-"));
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => rmSync(notes, { recursive: true, force: true }));

const dead: ProcessMark = { pid: 1, began: "before" };

function sleeper(): ProcessMark {
  const mark = markOf(spawn("sleep", ["600"], { detached: true }).pid ?? 0);
  if (!mark) throw new Error("it did not start");
  return mark;
}

function note(child: ProcessMark, starter: ProcessMark, from = root) {
  mkdirSync(notes, { recursive: true });
  const text = JSON.stringify({ what: "the web server", port: 3055, root: from, child, starter });
  writeFileSync(join(notes, `${child.pid}.json`), text);
}

test("the child of a killed starter is stopped; one that has its starter is named", async () => {
  const [orphan, attended, another] = [sleeper(), sleeper(), sleeper()];
  note(orphan, dead);
  note(attended, thisProcess());
  // A note that was copied with somebody else's checkout.
  note(another, dead, "/another/checkout");
  note(dead, dead);
  writeFileSync(join(notes, "half.json"), '{"what": "the we');

  const left = await stopOrphans(notes);

  expect(left.map(({ child, port }) => ({ child, port }))).toEqual([
    { child: attended, port: 3055 },
  ]);
  expect([orphan, attended, another].map(isAlive)).toEqual([false, true, true]);
  expect(readdirSync(notes)).toEqual([`${attended.pid}.json`]);
  for (const { pid } of [attended, another]) process.kill(pid, "SIGKILL");
});

test("a child is written down while it runs, and not started once the end has begun", async () => {
  const ending = new AbortController();
  const lifetime: Lifetime = {
    signal: ending.signal,
    onEnd: () => () => undefined,
    end: () => new Promise<never>(() => undefined),
  };
  const begin = () =>
    startChild(lifetime, "sleep", ["600"], {
      what: "a sleep",
      persuasion: [["SIGTERM", 1_000]],
      spawn: { stdio: "ignore" },
      notes,
    });
  const { child, stop } = begin();
  expect(readdirSync(notes)).toEqual([`${child.pid}.json`]);
  await stop();
  await expect.poll(() => readdirSync(notes)).toEqual([]);
  ending.abort();
  expect(begin).toThrow();
});
