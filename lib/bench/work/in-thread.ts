import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Refusal } from "../../kernel/refusal.ts";
import type { RunStep } from "../model.ts";
import type { Task, TaskResult } from "./task.ts";
import type { ThreadMessage } from "./thread.ts";

/** A million rows by thirty columns need less than half of it. */
const MOST_MEMORY_MB = 2048;
/** The longest table takes minutes; what takes longer than this hangs. */
const LONGEST_MS = 30 * 60_000;

type Hooks = Readonly<{
  onProgress: (step: RunStep, share: number) => void;
  /** Ends the thread wherever it is. */
  signal: AbortSignal;
}>;

/**
 * Does a task in a thread of its own, so that the worker's other work goes on beside it. Null where
 * the signal ended it. Refuses where the table needs more memory or time than there is.
 */
export async function doInThread(task: Task, hooks: Hooks): Promise<TaskResult | null> {
  const thread = new Worker(join(import.meta.dirname, "thread.ts"), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const overdue = AbortSignal.timeout(LONGEST_MS);
  const ended = AbortSignal.any([hooks.signal, overdue]);
  try {
    return await new Promise<TaskResult | null>((resolve, reject) => {
      ended.addEventListener("abort", () => resolve(null), { once: true });
      if (ended.aborted) resolve(null);
      thread.on("message", (message: ThreadMessage) => {
        if (message.kind === "progress") hooks.onProgress(message.step, message.share);
        else if (message.kind === "done") resolve(message.result);
        else reject(new Refusal("invalid", "bench.refused", message.message));
      });
      thread.on("error", (error) => reject(outOfMemory(error) ?? error));
      thread.on("exit", (code) => reject(new Error(`the thread ended with ${code}`)));
    });
  } finally {
    await thread.terminate();
    if (overdue.aborted && !hooks.signal.aborted)
      throw new Refusal(
        "unavailable",
        "bench.too_long",
        "处理超过 30 分钟，已停止。请减少列或抽样后重试。",
      );
  }
}

function outOfMemory(error: unknown): Refusal | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new Refusal("unavailable", "bench.too_large", "表太大，内存不足。请减少列或抽样后重试。")
    : null;
}
