/** How an item may be shared (domain.md §3.2). Everything but `public` needs an authorisation. */
export const sharingModes = ["public", "licensed", "verification", "aggregate", "upload"] as const;
export type SharingMode = (typeof sharingModes)[number];

export const batchStatuses = ["running", "landed", "failed"] as const;
export type BatchStatus = (typeof batchStatuses)[number];

/** How a batch came in: a file in the console, a push of the API, a pull of ours, or a command. */
export const batchChannels = ["file", "push", "pull", "command"] as const;
export type BatchChannel = (typeof batchChannels)[number];
export const channelLabels = {
  file: "文件上传",
  push: "接口推送",
  pull: "按户查询",
  command: "命令导入",
} as const satisfies Record<BatchChannel, string>;

/** A file or a push as it was received, before it becomes a batch. */
export const submissionStatuses = ["queued", "processing", "landed", "failed"] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];
export const submissionLabels = {
  queued: "排队中",
  processing: "处理中",
  landed: "已入库",
  failed: "未入库",
} as const satisfies Record<SubmissionStatus, string>;

export { fileFormats, type FileFormat } from "../kernel/files/format.ts";

/** A quarantined row: waiting, corrected and sent again, or given up by the department with a reason. */
export const quarantineStatuses = ["open", "corrected", "dismissed"] as const;
export type QuarantineStatus = (typeof quarantineStatuses)[number];
export const quarantineLabels = {
  open: "待更正",
  corrected: "已更正",
  dismissed: "不再报送",
} as const satisfies Record<QuarantineStatus, string>;

/** What became of one source in a pull: a failing one does not hold up the others (peers.md C15). */
export const sourceStatuses = ["pending", "ready", "denied", "timed_out", "failed"] as const;
export type SourceStatus = (typeof sourceStatuses)[number];
export const sourceLabels = {
  pending: "查询中",
  ready: "已取得",
  denied: "未放行",
  timed_out: "已超时",
  failed: "查询失败",
} as const satisfies Record<SourceStatus, string>;

/** One line as a department sends it; `line` is where it stood in what was received. */
export type ReceivedRow = Readonly<{
  line: number;
  uscc: string;
  /** A day, month, quarter or year, in any of the usual ways of writing one. */
  period: string;
  /** What tells two rows of one period apart, for an item that has a key. */
  key?: string;
  fields: Readonly<Record<string, unknown>>;
  /** The line as it stood, for quarantine; without it the parts above are kept. */
  raw?: Readonly<Record<string, unknown>>;
}>;

/** Which field broke which rule, and in Chinese what to do about it. */
export type RowProblem = Readonly<{ field: string; rule: string; message: string }>;

/** A line of which the reader could make no row: it goes to quarantine with the reader's reason. */
export type UnreadableRow = Readonly<{
  line: number;
  problem: RowProblem;
  raw: Readonly<Record<string, unknown>>;
}>;

/**
 * A line that tells of several periods at once, as the national tables do: all of its rows are kept,
 * or the line is quarantined as one. It counts as received once for each row, or once if it is refused.
 */
export type GroupedRows = Readonly<{
  line: number;
  uscc: string;
  rows: readonly Readonly<Pick<ReceivedRow, "period" | "fields">>[];
  /** Fields of the item that such a line cannot tell of. */
  waived: ReadonlySet<string>;
  /** What the field of a problem is called in the line. */
  columnOf: (field: string) => string;
  raw: Readonly<Record<string, unknown>>;
}>;

/** What became of a batch. `received` is always the sum of the other four counts. */
export type BatchCounts = Readonly<{
  received: number;
  accepted: number;
  superseded: number;
  duplicate: number;
  quarantined: number;
}>;
