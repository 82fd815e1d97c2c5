import { binCounts, countValues, type Counts } from "./binning.ts";
import { compacted } from "./column-builder.ts";
import {
  correlation,
  crossFitted,
  designOf,
  goodnessOf,
  type CrossFitted,
  type Cut,
} from "./design.ts";
import { sampleOf } from "./folds.ts";
import {
  GOOD,
  type BinningRules,
  type Column,
  type Fitted,
  type Outcomes,
  type PointScale,
  type Tally,
} from "./model.ts";
import { toPoints, type Weighed } from "./points.ts";
import { chooseWay, fitSelected, type Selected, type Way } from "./select.ts";

export type FitOptions = Readonly<{
  scale: PointScale;
  /** Least information value of a characteristic. */
  minIv: number;
  /** Of two columns whose evidence correlates more, the one with the lower information value goes. */
  maxCorrelation: number;
  random: () => number;
}>;

/** Beyond this many rows the evidence of a row's own outcome is too small to matter. */
const CROSS_FIT_ROWS = 60_000;
/** Figures that the inner validation works on at most: rows × columns. */
const CROSS_FIT_FIGURES = 3_000_000;
const INNER_FOLDS = 4;
/** More columns do not make a card better, but slower to fit and harder to read. */
const MOST_CANDIDATES = 80;

/**
 * Makes a card of the given rows: cuts, selects, weighs and scales. It sees those rows alone, so that
 * a card made of the training part of a fold knows nothing of the other part.
 */
export function fitCard(
  columns: readonly Column[],
  outcomes: Outcomes,
  rows: Int32Array,
  options: FitOptions,
): Fitted {
  const plan = planOf(columns, outcomes, rows, options);
  const { cuts, left, weighed } = plan;
  const weights = weighed?.use.map((place, at): Weighed | null => {
    const cut = cuts[place];
    if (!cut) return null;
    return {
      cut,
      coefficient: weighed.fit.coefficients[at + 1] ?? 0,
      standardError: weighed.fit.standardErrors[at + 1] ?? 0,
    };
  });
  const scaled = toPoints(
    (weights ?? []).filter((each) => each !== null),
    outcomes,
    rows,
    options.scale,
  );
  const dropped = (weighed?.dropped ?? []).map(({ place, why }) => ({
    name: cuts[place]?.binning.column ?? "",
    iv: cuts[place]?.binning.iv ?? 0,
    why: why === "sign" ? "系数方向不对" : "在其他特征之外不再显著",
  }));
  return { ...scaled, scale: options.scale, choice: plan.choice, left: [...left, ...dropped] };
}

type Left = Fitted["left"][number];
type Plan = Readonly<{
  cuts: readonly Cut[];
  left: readonly Left[];
  weighed: Selected | null;
  choice: string;
}>;

/** Finer and coarser bins, between which the inner validation chooses. */
function gradesOfBinning({ bad, good }: Tally) {
  const minEach = Math.max(1, Math.min(5, Math.floor(Math.min(bad, good) / 10)));
  return {
    coarse: { minShare: 0.05, minEach, cost: 5 },
    fine: { minShare: 0.02, minEach, cost: 2.5 },
  } as const satisfies Record<string, BinningRules>;
}

function planOf(
  columns: readonly Column[],
  outcomes: Outcomes,
  rows: Int32Array,
  options: FitOptions,
): Plan {
  const counted = columns.map((column) => ({
    column,
    counts: countValues(column, outcomes, rows),
  }));
  const total = counted[0]?.counts.total ?? { good: 0, bad: 0 };
  const { coarse, fine } = gradesOfBinning(total);
  // Columns without any evidence are not looked at again.
  const telling = counted.filter(
    ({ column, counts }) => binCounts(column, counts, fine).iv >= options.minIv,
  );
  const most = Math.ceil(CROSS_FIT_FIGURES / Math.max(1, telling.length));
  const sample = sampleOf(rows, outcomes, Math.min(CROSS_FIT_ROWS, most), options.random);
  const few = telling.map(({ column }) => compacted(column, sample));
  const fewOutcomes = sample.map((row) => outcomes[row] ?? GOOD);
  const y = goodnessOf(outcomes, sample);
  const tried = [coarse, fine].flatMap((rules): readonly Tried[] => {
    const candidates = candidatesFor(telling, rows, { ...options, rules });
    const inner = crossFitted(few, Uint8Array.from(fewOutcomes), {
      folds: INNER_FOLDS,
      rules,
      random: options.random,
    });
    if (!inner || candidates.places.length === 0) return [];
    return [{ ...candidates, ...chooseWay(inner, y, candidates.places), inner, rules }];
  });
  const [first, ...others] = tried;
  if (!first)
    return plain(candidatesFor(telling, rows, { ...options, rules: coarse }), outcomes, rows);
  const best = others.reduce((one, other) => (other.deviance < one.deviance ? other : one), first);
  const chosen = fitSelected(best.inner.design, y, best.places, best.way);
  const bins = best.rules === coarse ? "粗分箱" : "细分箱";
  const kept = best.way.stepwise ? "逐步剔除" : "全部保留";
  return {
    cuts: best.all,
    left: best.left,
    weighed: sample.length < rows.length ? weighedOnAll(best, chosen, outcomes, rows) : chosen,
    choice: `${bins}，${kept}，岭参数 ${best.way.ridge}`,
  };
}

type Tried = Candidates &
  Readonly<{ rules: BinningRules; inner: CrossFitted; way: Way; deviance: number }>;

/** Selected on the sample, weighed on all rows. */
function weighedOnAll(
  { all, way }: Tried,
  chosen: Selected,
  outcomes: Outcomes,
  rows: Int32Array,
): Selected {
  const used = chosen.use.flatMap((place) => all[place] ?? []);
  const places = used.map((_, at) => at);
  const again = fitSelected(
    designOf(used, rows),
    goodnessOf(outcomes, rows),
    places,
    { ...way, stepwise: false },
    chosen.fit.coefficients,
  );
  const back = (place: number) => chosen.use[place] ?? 0;
  return {
    use: again.use.map(back),
    fit: again.fit,
    dropped: [
      ...chosen.dropped,
      ...again.dropped.map(({ place, why }) => ({ place: back(place), why })),
    ],
  };
}

/** For tables too small for an inner validation. */
function plain({ all, places, left }: Candidates, outcomes: Outcomes, rows: Int32Array): Plan {
  const way = { ridge: 3, stepwise: false };
  const weighed = fitSelected(designOf(all, rows), goodnessOf(outcomes, rows), places, way);
  return { cuts: all, left, weighed, choice: "样本太小，未做内部验证，岭参数 3" };
}

type Candidates = Readonly<{
  /** Every column with its bins, in the order of the columns. */
  all: readonly Cut[];
  /** Places of those that may enter the card, the highest information value first. */
  places: readonly number[];
  left: readonly Left[];
}>;

/** Enough rows to see that two columns say the same. */
const CORRELATION_ROWS = 20_000;

function candidatesFor(
  columns: readonly Readonly<{ column: Column; counts: Counts }>[],
  rows: Int32Array,
  options: FitOptions & Readonly<{ rules: BinningRules }>,
): Candidates {
  const all = columns.map(({ column, counts }) => ({
    column,
    binning: binCounts(column, counts, options.rules),
  }));
  const left: Left[] = [];
  const step = Math.ceil(rows.length / CORRELATION_ROWS);
  const some = rows.filter((_, at) => at % step === 0);
  const design = designOf(all, some);
  const places: number[] = [];
  const byIv = all
    .map(({ binning }, place) => ({ place, binning }))
    .sort((one, other) => other.binning.iv - one.binning.iv || one.place - other.place);
  for (const { place, binning } of byIv) {
    const { column: name, iv } = binning;
    if (iv < options.minIv) left.push({ name, iv, why: "信息值太低" });
    else if (places.length >= MOST_CANDIDATES) left.push({ name, iv, why: "特征已足够多" });
    else {
      const same = places.find(
        (kept) => Math.abs(correlation(design, kept, place)) > options.maxCorrelation,
      );
      if (same === undefined) places.push(place);
      else left.push({ name, iv, why: `与 ${all[same]?.binning.column ?? ""} 高度相关` });
    }
  }
  return { all, places, left };
}
