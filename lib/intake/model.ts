/** How an item may be shared (domain.md §3.2). Everything but `public` needs an authorisation. */
export const sharingModes = ["public", "licensed", "verification", "aggregate", "upload"] as const;
export type SharingMode = (typeof sharingModes)[number];

export const batchStatuses = ["running", "landed", "failed"] as const;
export type BatchStatus = (typeof batchStatuses)[number];

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

/** What became of a batch. `received` is always the sum of the other four counts. */
export type BatchCounts = Readonly<{
  received: number;
  accepted: number;
  superseded: number;
  duplicate: number;
  quarantined: number;
}>;
