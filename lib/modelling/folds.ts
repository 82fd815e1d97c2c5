import { BAD, GOOD, type Outcomes } from "./model.ts";
import { shuffle } from "./random.ts";

/** The rows whose outcome is known. */
export const rowsKnown = (outcomes: Outcomes): Int32Array => rowsWhere(outcomes, (o) => o <= BAD);

function rowsWhere(outcomes: Outcomes, keep: (outcome: number) => boolean): Int32Array {
  const rows = new Int32Array(outcomes.length);
  let found = 0;
  for (let row = 0; row < outcomes.length; row++)
    if (keep(outcomes[row] ?? GOOD)) rows[found++] = row;
  return rows.slice(0, found);
}

/** Training and test rows of one fold, each ascending. */
export type Fold = Readonly<{ train: Int32Array; test: Int32Array }>;

/**
 * Deals rows into folds so that each has its share of bad ones (to within one row); the same random
 * numbers give the same folds. There are fewer folds than asked for where one would be left without
 * a bad or a good row.
 */
export function stratifiedFolds(
  rows: Int32Array,
  outcomes: Outcomes,
  count: number,
  random: () => number,
): readonly Fold[] {
  const bad = shuffle(
    rows.filter((row) => outcomes[row] === BAD),
    random,
  );
  const good = shuffle(
    rows.filter((row) => outcomes[row] === GOOD),
    random,
  );
  const folds = Math.min(count, bad.length, good.length);
  if (folds < 2) return [];
  const foldOf = new Uint8Array(outcomes.length);
  // One deal goes on where the other ended, so that no fold gets the remainder of both.
  bad.forEach((row, place) => (foldOf[row] = place % folds));
  good.forEach((row, place) => (foldOf[row] = (place + bad.length) % folds));
  return Array.from({ length: folds }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }));
}

/** At most so many of the rows, evenly from all of them, with the share of bad that they have. */
export function sampleOf(
  rows: Int32Array,
  outcomes: Outcomes,
  most: number,
  random: () => number,
): Int32Array {
  if (rows.length <= most) return rows;
  const bad = rows.filter((row) => outcomes[row] === BAD);
  const good = rows.filter((row) => outcomes[row] === GOOD);
  const share = most / rows.length;
  const taken = (part: Int32Array) =>
    shuffle(part, random).subarray(0, Math.max(1, Math.round(part.length * share)));
  const both = new Int32Array([...taken(bad), ...taken(good)]);
  return both.sort();
}
