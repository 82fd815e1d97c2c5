import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  endProcess,
  isAlive,
  markOf,
  readOrNull,
  sendSignal,
  thisProcess,
  type Persuasion,
  type ProcessMark,
} from "#db/processes.ts";
import { home, root } from "./home.ts";
import type { Lifetime } from "./lifetime.ts";

/** What is written down of a child, so that the next start finds it if its starter is killed. */
export type ChildNote = Readonly<{
  what: string;
  port: number | null;
  /** The checkout. A copied `.data/` brings notes of another one's children. */
  root: string;
  child: ProcessMark;
  starter: ProcessMark;
}>;

type Options = Readonly<{
  what: string;
  port?: number;
  persuasion: Persuasion;
  spawn: SpawnOptions;
  /** Where notes are kept. */
  notes?: string;
}>;

const ownNotes = join(home, "children");

/**
 * Starts a program that ends no later than this command: with its end in order, at its exit at once.
 * It leads a group of its own, so that Ctrl-C reaches this command alone, and its children go with it.
 */
export function startChild(
  lifetime: Lifetime,
  program: string,
  args: readonly string[],
  { what, port, persuasion, spawn: options, notes = ownNotes }: Options,
): { child: ChildProcess; ended: Promise<number>; stop: () => Promise<void> } {
  lifetime.signal.throwIfAborted();
  const child = spawn(program, args, { ...options, detached: true });
  const ended = new Promise<number>((resolve) => {
    child.once("exit", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(127));
  });
  const mark = child.pid === undefined ? null : markOf(child.pid);
  if (!mark) return { child, ended, stop: async () => undefined };

  const forget = keepNote(notes, { what, port: port ?? null, root, child: mark });
  const stop = async () => {
    await endProcess(mark, persuasion, "group");
    await ended;
  };
  const atExit = () => {
    if (isAlive(mark)) sendSignal(mark.pid, "SIGKILL", "group");
  };
  process.once("exit", atExit);
  const release = lifetime.onEnd(stop);
  void ended.then(() => {
    process.removeListener("exit", atExit);
    release();
    forget();
  });
  return { child, ended, stop };
}

function keepNote(notes: string, note: Omit<ChildNote, "starter">): () => void {
  const file = join(notes, `${note.child.pid}.json`);
  mkdirSync(notes, { recursive: true });
  writeFileSync(file, JSON.stringify({ ...note, starter: thisProcess() }), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Stops the children of starters that were killed, says which, and returns those that still have theirs. */
export async function stopOrphans(notes: string = ownNotes): Promise<ChildNote[]> {
  mkdirSync(notes, { recursive: true });
  const attended: ChildNote[] = [];
  for (const name of readdirSync(notes)) {
    const note = readNote(join(notes, name));
    const running = note !== null && note.root === root && isAlive(note.child);
    if (running && isAlive(note.starter)) {
      attended.push(note);
      continue;
    }
    if (running) {
      console.error(
        `Stopping ${note.what} (process ${note.child.pid}), left over from a start that was killed.`,
      );
      await endProcess(note.child, [["SIGTERM", 10_000]], "group");
    }
    rmSync(join(notes, name), { force: true });
  }
  return attended;
}

function readNote(file: string): ChildNote | null {
  try {
    return JSON.parse(readOrNull(file) ?? "null") as ChildNote | null; // Written above.
  } catch {
    return null;
  }
}
