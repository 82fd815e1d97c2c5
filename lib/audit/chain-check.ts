import type { KnownHead } from "./checkpoints.ts";
import { CHAIN_START, lineHash } from "./hash.ts";
import type { ChainReport, FaultKind, LogAnchor, LogFault, LogLine } from "./model.ts";

const DAY_MS = 86_400_000;
const KEPT_YEARS = 3;

export type ChainCheck = Readonly<{
  anchor: (anchor: LogAnchor) => void;
  line: (line: LogLine) => void;
  /** To be asked once, at the end. `isLater`: whether a checkpoint was made after the export. */
  close: (isLater: (checkpoint: number) => boolean) => ChainReport;
}>;

/**
 * Follows one chain line by line and remembers the first that is broken, and nothing of the lines
 * before it: whatever the length, it holds one number and one hash.
 */
export function checkChain(
  chain: string,
  heads: readonly KnownHead[],
  range: Readonly<{ from?: number; to?: number }> = {},
): ChainCheck {
  const { from = 1, to = Infinity } = range;
  const partial = range.from !== undefined || range.to !== undefined;
  let anchor: LogAnchor | null = null;
  let anchorTold = false;
  let fault: LogFault | null = null;
  let begun = false;
  /** The number that comes next, and the hash that it has to name; null: not known. */
  let next = 1;
  let previous: string | null = null;
  let hashBefore: string | null = null;
  let headsPassed = 0;
  let count = 0;
  let first: number | null = null;
  let last: number | null = null;
  let gap: Readonly<{ seq: number; until: number }> | null = null;

  const fail = (seq: number, kind: FaultKind, detail: string) => {
    fault = { chain, seq, fault: kind, detail };
  };

  /** Where the chain, or the part asked for, has to begin. */
  const begin = () => {
    if (begun) return;
    begun = true;
    next = Math.max(from, anchor ? anchor.seq + 1 : 1);
    if (next === 1) previous = CHAIN_START;
    else if (anchor?.seq === next - 1) previous = anchor.hash;
    // The first line of a part from the middle follows a line that may not be at hand.
    else previous = hashBefore ?? heads.find(({ seq }) => seq === next - 1)?.hash ?? null;
  };

  const follow = (line: LogLine) => {
    if (lineHash(line) !== line.hash)
      return fail(line.seq, "hash_mismatch", "its stored hash is not the hash of what it says");
    if (previous !== null && line.previousHash !== previous)
      return fail(
        line.seq,
        "previous_mismatch",
        `it names another hash than that of line ${line.seq - 1}: this line or the one before it was changed`,
      );
    for (; (heads[headsPassed]?.seq ?? Infinity) <= line.seq; headsPassed++) {
      const head = heads[headsPassed];
      if (head?.seq === line.seq && !agrees(head, line))
        return fail(
          line.seq,
          "checkpoint_mismatch",
          `checkpoint ${head.checkpoint} (${head.lastAt}) signed another line or number of lines here: the chain up to it was changed`,
        );
    }
    if (line.kind === "purge" && anchor && tellsOf(line, anchor)) anchorTold = true;
    next = line.seq + 1;
    previous = line.hash;
  };

  const agrees = (head: KnownHead, line: LogLine): boolean => {
    if (head.hash !== line.hash) return false;
    if (partial) return true;
    // Lines purged since then were counted then; none can have come in before the head.
    const counted = line.seq - (anchor?.seq ?? 0);
    return anchor ? head.count >= counted : head.count === counted;
  };

  /** A purge that took lines which a checkpoint knows to have been too young for it. */
  const purgedTooEarly = (gone: LogAnchor): KnownHead | undefined => {
    const limit = new Date(gone.purgedAt);
    limit.setUTCFullYear(limit.getUTCFullYear() - KEPT_YEARS);
    // A day for clocks that differ.
    return heads.find(
      ({ seq, lastAt }) => seq < gone.seq && Date.parse(lastAt) > limit.getTime() + DAY_MS,
    );
  };

  const judgeAnchor = (found: LogAnchor) => {
    const early = purgedTooEarly(found);
    const head = heads.find(({ seq }) => seq === found.seq);
    if (!partial && !anchorTold)
      fail(found.seq + 1, "anchor_mismatch", "no line of the chain tells of the purge before it");
    else if (early)
      fail(
        early.seq + 1,
        "anchor_mismatch",
        `it was purged on ${found.purgedAt}, less than ${KEPT_YEARS} years after checkpoint ${early.checkpoint}, which does not know it yet`,
      );
    else if (head && head.hash !== found.hash)
      fail(
        found.seq,
        "checkpoint_mismatch",
        `checkpoint ${head.checkpoint} signed another line here`,
      );
  };

  const judgeTail = (isLater: (checkpoint: number) => boolean) => {
    const due = heads.findLast(({ seq, checkpoint }) => seq <= to && !isLater(checkpoint));
    if (due && next <= due.seq)
      fail(
        next,
        "tail_cut",
        `checkpoint ${due.checkpoint} (${due.lastAt}) knows the lines up to ${due.seq}`,
      );
    else if (Number.isFinite(to) && next <= to)
      fail(next, "tail_cut", `the chain ends before line ${to}, which was asked for`);
  };

  return {
    anchor: (found) => {
      if (anchor ?? first ?? hashBefore) {
        if (!fault)
          fail(
            found.seq + 1,
            "anchor_mismatch",
            "an anchor comes again, or after its chain's lines",
          );
      } else anchor = found;
    },
    line: (line) => {
      if (line.seq === from - 1) hashBefore = line.hash;
      if (line.seq < from || line.seq > to) return;
      begin();
      count += 1;
      first ??= line.seq;
      last = line.seq;
      if (gap && line.seq < gap.until && line.seq >= gap.seq) {
        fail(gap.until, "out_of_order", `line ${line.seq} comes after it`);
        gap = null;
      }
      if (fault) return;
      if (anchor && line.seq <= anchor.seq)
        fail(line.seq, "anchor_mismatch", "it is there although it was purged");
      else if (line.seq < next) fail(line.seq, "duplicate", "a line with its number came before");
      else if (line.seq > next) {
        gap = { seq: next, until: line.seq };
        const missing = line.seq - next === 1 ? "it is" : `it and those up to ${line.seq - 1} are`;
        fail(next, "gap", `${missing} missing`);
      } else follow(line);
    },
    close: (isLater) => {
      begin();
      if (!fault && anchor) judgeAnchor(anchor);
      if (!fault) judgeTail(isLater);
      return { chain, lines: count, from: first, to: last, fault };
    },
  };
}

function tellsOf(line: LogLine, anchor: LogAnchor): boolean {
  try {
    const { to, hash, lines, at } = JSON.parse(line.body) as Record<string, unknown>; // Compared below.
    return (
      to === anchor.seq && hash === anchor.hash && lines === anchor.lines && at === anchor.purgedAt
    );
  } catch {
    return false; // A body that is no JSON tells of nothing.
  }
}
