import {
  defaults,
  DEFAULT_SCALE,
  describe,
  evaluate,
  evaluateReport,
  explainRow,
  recordOf,
  toScorecard,
  train,
  trainReport,
  type TrainingRecord,
} from "../../modelling/index.ts";
import { hashOf } from "../../scoring/index.ts";
import type { Scorecard } from "../../scoring/model.ts";
import type { RunKind, RunRequest, RunStep } from "../model.ts";
import type { RunMeans } from "../runs.ts";

/** A run as its thread gets it: everything is data, the table is a file. */
export type Task = Readonly<{
  kind: RunKind;
  path: string;
  request: RunRequest;
  means: RunMeans | null;
  /** A trained card is valid from here on. */
  today: string;
}>;

export type TaskResult = Readonly<{
  report: unknown;
  card: Scorecard | null;
  record: TrainingRecord | null;
}>;

type Progress = (step: RunStep, share: number) => void;

/** Does what a run asks for. Refuses as the rooms below do. */
export async function doTask(task: Task, onProgress: Progress): Promise<TaskResult> {
  switch (task.kind) {
    case "describe": {
      const { target = null, bad = null } = task.request;
      return bare(await describe(task.path, { target, bad, onProgress }));
    }
    case "train":
      return trained(task, onProgress);
    case "evaluate": {
      const {
        target = null,
        bad = null,
        approvalPercent = 50,
        seed = defaults.seed,
      } = task.request;
      const means = meansOf(task);
      const approvalRate = approvalPercent / 100;
      const options = { ...means, target, bad, approvalRate, seed, onProgress };
      return bare(evaluateReport(await evaluate(task.path, options)));
    }
    case "explain": {
      const onRead = (share: number) => onProgress("read", share);
      const { row, score } = await explainRow(
        meansOf(task).card,
        task.path,
        task.request.row ?? 1,
        onRead,
      );
      return bare({ row, score });
    }
  }
}

const bare = (report: unknown): TaskResult => ({ report, card: null, record: null });

async function trained({ path, request, today }: Task, onProgress: Progress): Promise<TaskResult> {
  const { target, bad = null, drop = [], keep = [], seed = defaults.seed } = request;
  const { cardId = "trained-card", name = cardId } = request;
  if (target === undefined || target === null) throw new Error("a training without a target");
  const options = { ...defaults, target, bad, drop, keep, seed, scale: DEFAULT_SCALE, onProgress };
  const came = await train(path, options);
  // Without characteristics there is nothing to score by.
  if (came.card.characteristics.length === 0) return bare(trainReport(came));
  const card = toScorecard(came.card, { id: cardId, name, version: 1, validFrom: today });
  return { report: trainReport(came), card, record: recordOf(came, hashOf(card), seed) };
}

function meansOf({ means }: Task): RunMeans {
  if (!means) throw new Error("a run that needs a card has none");
  return means;
}
