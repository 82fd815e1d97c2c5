import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endProcess, isAlive, markOf, thisProcess } from "./processes.ts";

test("a process is told from a later one with the same number", () => {
  const me = thisProcess();
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, began: "another boot/1" })).toBe(false);
  expect(markOf(2 ** 30)).toBeNull();
});

test("a process that is dead but not yet buried is dead", async () => {
  // The shell becomes a sleep that never asks after its child.
  const parent = spawn("sh", ["-c", "sleep 0.05 & echo $!; exec sleep 30"]);
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const child = Number(line.toString());
  await expect.poll(() => markOf(child), { timeout: 5_000 }).toBeNull();
  expect(() => process.kill(child, 0)).not.toThrow();
  parent.kill();
});

test("a process that does not mind a signal gets the next, and its group goes with it", async () => {
  const stubborn = spawn("sh", ["-c", "trap '' TERM; sleep 30 & echo $!; wait; wait"], {
    detached: true,
  });
  const [line] = (await once(stubborn.stdout, "data")) as [Buffer];
  const mark = markOf(stubborn.pid ?? 0);
  if (!mark) throw new Error("it did not start");
  await endProcess(mark, [["SIGTERM", 200]], "group");
  expect(isAlive(mark)).toBe(false);
  await expect.poll(() => markOf(Number(line.toString()))).toBeNull();
});
