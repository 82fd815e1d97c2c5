import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../../kernel/refusal.ts";
import type { RunStep } from "../model.ts";
import { doTask, type Task, type TaskResult } from "./task.ts";

/** What a thread tells: how far it is, and in the end what came of it or why not. */
export type ThreadMessage =
  | Readonly<{ kind: "progress"; step: RunStep; share: number }>
  | Readonly<{ kind: "done"; result: TaskResult }>
  | Readonly<{ kind: "refused"; message: string }>;

const tell = (message: ThreadMessage) => parentPort?.postMessage(message);

try {
  const task = workerData as Task; // Given by run.ts.
  const result = await doTask(task, (step, share) => tell({ kind: "progress", step, share }));
  tell({ kind: "done", result });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  tell({ kind: "refused", message: error.message });
}
