import type { Tone } from "#components/ui/tone.ts";
import type { BatchStatus, QuarantineStatus, SharingMode, SourceStatus, SubmissionStatus } from "#lib/intake/model.ts";

/** How an item may be shared, for everybody who reads the catalogue. */
export const sharingLabels = {
  public: "公开",
  licensed: "授权查询",
  verification: "授权核验",
  aggregate: "授权查询（汇总）",
  upload: "平台填报",
} as const satisfies Record<SharingMode, string>;

export const sharingNotes = {
  public: "依法公开，无需授权",
  licensed: "须企业授权",
  verification: "须企业授权，只答是或否",
  aggregate: "须企业授权，只提供汇总值",
  upload: "由企业或金融机构在平台填报",
} as const satisfies Record<SharingMode, string>;

export const periodLabels = {
  day: "按笔",
  month: "按月",
  quarter: "按季",
  year: "按年",
} as const;

type Freshness = Readonly<{ lastArrivedAt: Date | null; isFresh: boolean | null }>;

/** Whether an item keeps its promise of freshness. */
export function freshnessOf({ lastArrivedAt, isFresh }: Freshness): Readonly<{ word: string; tone: Tone }> {
  if (lastArrivedAt === null) return { word: "未归集", tone: "neutral" };
  return isFresh === true ? { word: "按时", tone: "success" } : { word: "已滞后", tone: "warning" };
}

/** 62.3%; null where nobody has counted. */
export function coverageText(covered: number | null, registered: number | null): string | null {
  if (covered === null || registered === null || registered === 0) return null;
  return `${((covered / registered) * 100).toFixed(1)}%`;
}

export const batchTones = {
  running: { label: "入库中", tone: "info" },
  landed: { label: "已入库", tone: "success" },
  failed: { label: "未完成", tone: "danger" },
} as const satisfies Record<BatchStatus, Readonly<{ label: string; tone: Tone }>>;

export const submissionTones = {
  queued: "neutral",
  processing: "info",
  landed: "success",
  failed: "danger",
} as const satisfies Record<SubmissionStatus, Tone>;

export const quarantineTones = {
  open: "warning",
  corrected: "success",
  dismissed: "neutral",
} as const satisfies Record<QuarantineStatus, Tone>;

export const sourceTones = {
  pending: "info",
  ready: "success",
  denied: "warning",
  timed_out: "danger",
  failed: "danger",
} as const satisfies Record<SourceStatus, Tone>;
