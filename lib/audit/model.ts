/** What a line's body tells: a command, a look at credit data, a receipt, a purge. */
export const lineKinds = ["command", "access", "receipt", "purge"] as const;

/** One line of the log as it is stored; every text exactly as it was hashed. */
export type LogLine = Readonly<{
  chain: string;
  seq: number;
  /** `2026-11-21T01:02:03.004Z`. */
  at: string;
  kind: string;
  body: string;
  previousHash: string;
  hash: string;
}>;

/** Where the kept part of a chain begins: the place and hash of the last line that was purged. */
export type LogAnchor = Readonly<{
  chain: string;
  seq: number;
  hash: string;
  purgedAt: string;
  lines: number;
}>;

/** One line of an export file. */
export type LogRecord =
  | Readonly<{
      type: "export";
      at: string;
      /** SHA-256 of the last checkpoint that there was; null: none. Later ones know of later lines. */
      checkpoint: string | null;
    }>
  | (Readonly<{ type: "anchor" }> & LogAnchor)
  | (Readonly<{ type: "line" }> & LogLine)
  /** What is none of these; `place` is the line of the file. */
  | Readonly<{ type: "malformed"; place: number }>;

/** The end of one chain when a checkpoint was made. */
export type Head = Readonly<{
  chain: string;
  seq: number;
  hash: string;
  /** How many lines were kept; with a whole chain, the numbers from its beginning to `seq`. */
  count: number;
}>;

/** A part of one chain, both ends included. */
export type LogRange = Readonly<{ chain: string; from?: number; to?: number }>;

/** What can be wrong, in the words of the report. */
export const faultKinds = {
  hash_mismatch: "the line is not what was hashed",
  gap: "a line is missing",
  previous_mismatch: "the line does not continue the one before it",
  out_of_order: "the line stands before one that comes earlier",
  duplicate: "the line is there twice",
  tail_cut: "the end of the chain is missing",
  checkpoint_mismatch: "a signed checkpoint says otherwise",
  checkpoint_signature: "a checkpoint is not what was signed",
  anchor_mismatch: "the chain does not begin where a purge says that it does",
  malformed: "this is no line of an export",
  row_altered: "the row of the access log says something else than its line",
  row_missing: "the line's row of the access log is missing",
  row_without_line: "the row of the access log has no line",
} as const;
export type FaultKind = keyof typeof faultKinds;

/** chain and seq name the first broken line of a chain; null where the fault is in no chain. */
export type LogFault = Readonly<{
  chain: string | null;
  seq: number | null;
  fault: FaultKind;
  detail: string;
}>;

export type ChainReport = Readonly<{
  chain: string;
  lines: number;
  /** The first and the last number read; null where no line was. */
  from: number | null;
  to: number | null;
  fault: LogFault | null;
}>;

export type LogReport = Readonly<{
  intact: boolean;
  lines: number;
  /** By name. */
  chains: readonly ChainReport[];
  /** The first of each chain, then those of no chain. */
  faults: readonly LogFault[];
  checkpoints: Readonly<{
    read: number;
    lastAt: string | null;
    /** Made after the export; a line that they know of may be missing from it. */
    later: number;
  }>;
}>;
