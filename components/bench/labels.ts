import type { Tone } from "#components/ui/tone.ts";
import type { ColumnDescription } from "#lib/modelling/index.ts";
import type { RunStatus } from "#lib/bench/model.ts";

export const BENCH_PATH = "/operator/cards/bench";

export const runTones = {
  queued: "neutral",
  running: "info",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
} as const satisfies Record<RunStatus, Tone>;

export const columnKindLabels = {
  number: "数值",
  day: "日期",
  category: "类别",
} as const satisfies Record<ColumnDescription["kind"], string>;

export const percentText = (share: number): string => `${(100 * share).toFixed(2)}%`;
export const countText = (count: number): string => count.toLocaleString("zh-CN");
/** A measure between zero and one, to the third place. */
export const measureText = (value: number): string => value.toFixed(3);
export const intervalText = (
  found: Readonly<{ low: number; high: number }> | null,
): string | undefined =>
  found ? `95% 区间 ${found.low.toFixed(3)} – ${found.high.toFixed(3)}` : undefined;
