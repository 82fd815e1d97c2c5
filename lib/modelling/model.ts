/**
 * A column of numbers. A cell is the place of its value among the distinct values, ascending, so that
 * every fold can count and cut without sorting again; −1 is unknown.
 */
export type NumberColumn = Readonly<{
  kind: "number";
  name: string;
  codes: Int32Array;
  values: Float64Array;
  /** All values are whole, so that nothing lies between 1 and 2. */
  whole: boolean;
  /** The values were days; a day is its number since 1970-01-01. */
  days: boolean;
}>;

/** A column of words. A cell is the place of its word in `values`; −1 is unknown. */
export type CategoryColumn = Readonly<{
  kind: "category";
  name: string;
  codes: Int32Array;
  values: readonly string[];
}>;

export type Column = NumberColumn | CategoryColumn;

export type Table = Readonly<{
  rows: number;
  columns: readonly Column[];
  /** Names of columns that were not asked for. */
  skipped: readonly string[];
  /** What was noticed while reading, for the person who trains. */
  notes: readonly string[];
}>;

/** 0 good, 1 bad, 2 not known. */
export type Outcomes = Uint8Array;
export const GOOD = 0;
export const BAD = 1;
export const UNKNOWN = 2;

export type Tally = Readonly<{ good: number; bad: number }>;

/** One bin: how many of each, and the weight of evidence, ln(share of good ÷ share of bad). */
export type Bin = Tally & Readonly<{ woe: number }>;

/** How the bad rate goes with the value. */
export const shapes = ["rising", "falling", "peak", "valley", "groups", "flat"] as const;
export type Shape = (typeof shapes)[number];

/**
 * How one column is cut. Numbers: bin i holds values below `cuts[i]` and not below `cuts[i − 1]`; the
 * last bin has no upper end. Categories: bin i holds the words of `groups[i]`; the last bin is for
 * rare words and for those never seen. Unknown values, and values that stand for unknown, have `missing`.
 */
export type Binning = Readonly<{
  column: string;
  kind: Column["kind"];
  whole: boolean;
  days: boolean;
  cuts: readonly number[];
  groups: readonly (readonly string[])[];
  /** Numbers that stand for unknown, as −9 in a column of ages. */
  specials: readonly number[];
  bins: readonly Bin[];
  missing: Bin;
  /** Information value: Σ (share of good − share of bad) × WOE over all bins and `missing`. */
  iv: number;
  shape: Shape;
}>;

/** What binning is held to. */
export type BinningRules = Readonly<{
  /** Least share of all rows in a bin, as a fraction of one. */
  minShare: number;
  /** Least number of bad, and of good, that a bin has, or would have at the mean rate. */
  minEach: number;
  /** What a bin must bring, in multiples of the information value that chance alone brings. */
  cost: number;
}>;

export type FittedCharacteristic = Readonly<{
  binning: Binning;
  /** On the weight of evidence, in the log odds of good: positive, or the sign is wrong. */
  coefficient: number;
  /** Null for a column that the regression left to the adjustment of bins (see `worthOf`). */
  standardError: number | null;
  /** Whole points of each bin, in the order of `binning.bins`. */
  points: readonly number[];
  missingPoints: number;
  /** The mean of the points over the rows that it was trained on, rounded. */
  baseline: number;
}>;

/** Points into odds: `base` points are `odds` of good to bad, and `double` more double them. */
export type PointScale = Readonly<{ base: number; odds: number; double: number }>;

/** A card as it was fitted. The total is `basePoints` and the points of every characteristic. */
export type Fitted = Readonly<{
  characteristics: readonly FittedCharacteristic[];
  basePoints: number;
  scale: PointScale;
  /** In words, which way of fitting the inner validation chose. */
  choice: string;
  /** Columns that were binned but left out, and why. */
  left: readonly Readonly<{ name: string; iv: number; why: string }>[];
}>;
