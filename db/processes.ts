import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { platform } from "node:process";
import { setTimeout as delay } from "node:timers/promises";

/** A process as it can be written down: its number alone may belong to another by the time it is read. */
export type ProcessMark = Readonly<{ pid: number; began: string }>;

/** What to send, and how long to wait for the end before the next is sent. */
export type Persuasion = readonly (readonly [signal: NodeJS.Signals, patienceMs: number])[];

/** The mark of a living process; null where there is none, or only a dead one nobody has buried. */
export function markOf(pid: number): ProcessMark | null {
  const began = platform === "linux" ? beganOnLinux(pid) : beganElsewhere(pid);
  return began === null ? null : { pid, began };
}

export function thisProcess(): ProcessMark {
  const mark = markOf(process.pid);
  if (!mark) throw new Error("This process cannot see itself in the list of processes.");
  return mark;
}

export function isAlive({ pid, began }: ProcessMark): boolean {
  return markOf(pid)?.began === began;
}

/** Clock ticks since the boot, and which boot it was. */
function beganOnLinux(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the program's name in brackets, which may itself hold brackets and spaces.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  const boot = readOrNull("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return `${boot}/${fields[18]}`;
}

function beganElsewhere(pid: number): string | null {
  try {
    const said = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    const [state = "", ...moment] = said.split(/\s+/);
    return said === "" || state.startsWith("Z") ? null : moment.join(" ");
  } catch {
    return null;
  }
}

export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Waits for the end of a process; false where it lives on after that time. */
export async function hasEnded(mark: ProcessMark, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (isAlive(mark)) {
    if (Date.now() >= until) return false;
    await delay(25);
  }
  return true;
}

/** Ends a process, or the whole group that it leads, by ever stronger means; SIGKILL is the last. */
export async function endProcess(
  mark: ProcessMark,
  persuasion: Persuasion,
  whom: "alone" | "group" = "alone",
): Promise<void> {
  if (!isAlive(mark)) return;
  const send = (signal: NodeJS.Signals) => sendSignal(mark.pid, signal, whom);
  for (const [signal, patienceMs] of persuasion) {
    send(signal);
    if (await hasEnded(mark, patienceMs)) break;
  }
  // Also those of the group that outlived their leader.
  if (whom === "group" || isAlive(mark)) send("SIGKILL");
  await hasEnded(mark, 5_000);
}

/** Sends a signal; that the addressee is gone is no fault. */
export function sendSignal(pid: number, signal: NodeJS.Signals, whom: "alone" | "group"): void {
  try {
    process.kill(whom === "group" ? -pid : pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // `kill` throws nothing else.
  }
}
