/** What the bench is asked to do with a table. */
export const runKinds = ["describe", "train", "evaluate", "explain"] as const;
export type RunKind = (typeof runKinds)[number];

export const runKindLabels = {
  describe: "查看各列",
  train: "建卡",
  evaluate: "评估",
  explain: "逐行解释",
} as const satisfies Record<RunKind, string>;

export const runStatuses = ["queued", "running", "done", "failed", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];

export const runStatusLabels = {
  queued: "排队中",
  running: "进行中",
  done: "已完成",
  failed: "未完成",
  cancelled: "已取消",
} as const satisfies Record<RunStatus, string>;

export const isOver = (status: RunStatus): boolean => status !== "queued" && status !== "running";

/** The largest table that is taken from a browser. */
export const MAX_TABLE_BYTES = 200 * 1024 * 1024;
/** An uploaded table is removed after so many hours. */
export const TABLE_HOURS = 24;

/** What was asked for, as it is shown with the result; by kind, the fields that do not apply are absent. */
export type RunRequest = Readonly<{
  target?: string | null;
  bad?: string | null;
  drop?: readonly string[];
  keep?: readonly string[];
  seed?: number;
  name?: string;
  cardId?: string;
  /** The card that is judged or explained, and the one it is compared with, as people call them. */
  card?: string;
  against?: string | null;
  /** The card was trained on this very table, so that it looks better than it is. */
  trainedHere?: boolean;
  /** Share of rows that both cards of a swap set let in, in percent. */
  approvalPercent?: number;
  /** From 1, without the header. */
  row?: number;
}>;

/** How far a run is: what is being done, and how much of it, in percent. */
export type RunStep = "read" | "look" | "validate" | "fit" | "score";
export const runStepLabels = {
  read: "正在读取表格",
  look: "正在查看各列",
  validate: "正在交叉验证",
  fit: "正在建卡",
  score: "正在评分",
} as const satisfies Record<RunStep, string>;
