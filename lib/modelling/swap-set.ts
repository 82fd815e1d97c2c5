/** Whom two cards let in: both, one of them, or neither. */
export type SwapCell = Readonly<{ n: number; bad: number; badRate: number | null }>;

export type SwapSet = Readonly<{
  /** The share of all rows that both cards let in. */
  approvalRate: number;
  cutoffs: Readonly<{ first: number; second: number }>;
  both: SwapCell;
  /** Let in by the second card only. */
  swapIn: SwapCell;
  /** Let in by the first card only. */
  swapOut: SwapCell;
  neither: SwapCell;
}>;

/**
 * What changes when the second card takes the place of the first and the bank goes on letting in the
 * same share: each card lets in its own best rows. Rows that score alike at the edge are told apart
 * by their order in the table, so that both let in equally many.
 */
export function swapSet(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  bad: Uint8Array,
  approvalRate: number,
): SwapSet {
  const wanted = Math.round(approvalRate * bad.length);
  const one = bestOf(first, wanted);
  const other = bestOf(second, wanted);
  const cells = { both: [0, 0], swapIn: [0, 0], swapOut: [0, 0], neither: [0, 0] };
  for (let row = 0; row < bad.length; row++) {
    const [was, is] = [one.let[row] === 1, other.let[row] === 1];
    const cell = was ? (is ? cells.both : cells.swapOut) : is ? cells.swapIn : cells.neither;
    cell[0] = (cell[0] ?? 0) + 1;
    cell[1] = (cell[1] ?? 0) + (bad[row] ?? 0);
  }
  return {
    approvalRate: bad.length > 0 ? wanted / bad.length : 0,
    cutoffs: { first: one.cutoff, second: other.cutoff },
    both: cellOf(cells.both),
    swapIn: cellOf(cells.swapIn),
    swapOut: cellOf(cells.swapOut),
    neither: cellOf(cells.neither),
  };
}

function cellOf([n = 0, bad = 0]: readonly number[]): SwapCell {
  return { n, bad, badRate: n > 0 ? bad / n : null };
}

function bestOf(scores: ArrayLike<number>, wanted: number): { let: Uint8Array; cutoff: number } {
  const order = Int32Array.from({ length: scores.length }, (_, row) => row);
  order.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
  const chosen = new Uint8Array(scores.length);
  for (let place = 0; place < wanted; place++) chosen[order[place] ?? 0] = 1;
  return { let: chosen, cutoff: scores[order[wanted - 1] ?? -1] ?? Infinity };
}
