import { adjustEffects, binsOfRows, logOddsOf, plainEffects, type Effects } from "./adjust.ts";
import { rowsOfDesign, type CrossFitted, type Cut } from "./design.ts";
import { devianceAt, fitSelected, picked, type Selected, type Way } from "./select.ts";

/** How firmly bins are held to coefficient × WOE; null: they stay there. */
export type Hold = number | null;
const holds: readonly Hold[] = [null, 30, 4];

/** Rows that are looked at for the choice; it needs fewer than the weights themselves. */
const CHOICE_ROWS = 15_000;

/**
 * Whether bins may depart from coefficient × WOE, and how far: as predicts best the rows of the inner
 * folds, each by bins, weights and departures that never saw it.
 */
export function chooseHold(
  { design, folds }: CrossFitted,
  y: Uint8Array,
  candidates: readonly number[],
  way: Way,
): Readonly<{ hold: Hold; deviance: number }> {
  const sums = holds.map(() => 0);
  for (const { train, test, cuts } of folds) {
    const seen = everySo(train, CHOICE_ROWS);
    const unseen = test;
    const seenY = picked(y, seen);
    const selected = fitSelected(rowsOfDesign(design, seen), seenY, candidates, way);
    holds.forEach((hold, at) => {
      const { used, effects } = worthOf({ cuts, candidates, selected, rows: seen, y: seenY, hold });
      const bins = used.map((cut) => binsOfRows(cut, unseen));
      const eta = logOddsOf(bins, unseen.length, effects);
      unseen.forEach((row, place) => {
        sums[at] = (sums[at] ?? 0) + devianceAt(eta[place] ?? 0, y[row] === 1);
      });
    });
  }
  const tried = holds.map((hold, at) => ({ hold, deviance: sums[at] ?? Infinity }));
  return tried.reduce((one, other) => (other.deviance < one.deviance ? other : one));
}

export type Worth = Readonly<{
  used: readonly Cut[];
  /** What each bin of these is worth, in log odds of good. */
  effects: Effects;
  /** The coefficients on WOE that come nearest to it. */
  coefficients: readonly number[];
}>;

/**
 * What the bins of a card are worth. Held to coefficient × WOE, the selected columns alone have a
 * part. Where they may depart every candidate has one, for a column that its WOE hides behind another
 * may still tell something; one that in the end goes against its own WOE is left out, and the others
 * are weighed again.
 *
 * @param of `rows` of the columns that `cuts` cut, and `y` of these rows
 */
export function worthOf(
  of: Readonly<{
    cuts: readonly Cut[];
    candidates: readonly number[];
    selected: Selected;
    rows: Int32Array;
    y: Uint8Array;
    hold: Hold;
  }>,
): Worth {
  const [intercept = 0, ...fitted] = of.selected.fit.coefficients;
  const weights = new Map(of.selected.use.map((place, at) => [place, fitted[at] ?? 0]));
  let places = of.hold === null ? of.selected.use : of.candidates;
  for (;;) {
    const used = places.flatMap((place) => of.cuts[place] ?? []);
    const starts = places.map((place) => weights.get(place) ?? 0);
    const start = plainEffects(used, starts, intercept);
    if (of.hold === null) return { used, effects: start, coefficients: starts };
    const bins = used.map((cut) => binsOfRows(cut, of.rows));
    const effects = adjustEffects(used, bins, of.y, start, of.hold);
    const coefficients = used.map((cut, at) => slopeOn(cut, effects.byColumn[at] ?? []));
    const right = places.filter((_, at) => (coefficients[at] ?? 0) > LEAST_SLOPE);
    if (right.length === places.length) return { used, effects, coefficients };
    places = right;
  }
}

/** A column whose bins are all worth about the same is none. */
const LEAST_SLOPE = 0.005;

/** The coefficient on WOE that comes nearest to what the bins are worth, by rows. */
function slopeOn({ binning }: Cut, worth: readonly number[]): number {
  const bins = [...binning.bins, binning.missing].map(({ good, bad, woe }, at) => ({
    rows: good + bad,
    woe,
    worth: worth[at] ?? 0,
  }));
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  const mean = (figure: (bin: (typeof bins)[number]) => number) =>
    bins.reduce((sum, bin) => sum + bin.rows * figure(bin), 0) / Math.max(1, rows);
  const [meanWoe, meanWorth] = [mean(({ woe }) => woe), mean((bin) => bin.worth)];
  const spread = mean(({ woe }) => (woe - meanWoe) ** 2);
  return spread > 0 ? mean((bin) => (bin.woe - meanWoe) * (bin.worth - meanWorth)) / spread : 0;
}

function everySo(rows: Int32Array, most: number): Int32Array {
  const step = Math.ceil(rows.length / most);
  return step <= 1 ? rows : rows.filter((_, at) => at % step === 0);
}
