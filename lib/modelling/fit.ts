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
import { chooseHold, worthOf, type Hold } from "./hold.ts";
import {
  GOOD,
  type BinningRules,
  type Column,
  type Fitted,
  type Outcomes,
  type PointScale,
  type Tally,
} from "./model.ts";
import { toPoints } from "./points.ts";
import { seeded } from "./random.ts";
import { chooseWay, fitSelected, wayOfMany, type Selected, type Way } from "./select.ts";

export type FitOptions = Readonly<{
  scale: PointScale;
  /** Least information value of a characteristic. */
  minIv: number;
  /** Of two columns whose evidence correlates more, the one with the lower information value goes. */
  maxCorrelation: number;
  random: () => number;
}>;

/** Beyond this many rows the evidence of a row's own outcome is too small to matter. */
const CROSS_FIT_ROWS = 30_000;
/** Enough rows for what the bins of a card are worth beside one another. */
const ADJUST_ROWS = 120_000;
/** Figures that the inner validation works on at most: rows × columns. */
const CROSS_FIT_FIGURES = 3_000_000;
const INNER_FOLDS = 4;
/** More columns do not make a card better, but slower to fit and harder to read. */
const MOST_CANDIDATES = 80;
/** Columns that are looked at closely, the highest information value first. */
const MOST_TELLING = 150;

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
  const { cuts, weighed, sample } = plan;
  const { used, effects, coefficients } = worthOf({
    cuts,
    candidates: plan.places,
    selected: weighed,
    rows: sample,
    y: goodnessOf(outcomes, sample),
    hold: plan.hold,
  });
  const scaled = toPoints(
    used.map((cut, at) => ({
      cut,
      coefficient: coefficients[at] ?? 0,
      standardError: errorOf(weighed, cuts.indexOf(cut)),
      effects: effects.byColumn[at] ?? [],
    })),
    outcomes,
    rows,
    options.scale,
  );
  const without = plan.places.flatMap((place): readonly Left[] => {
    const cut = cuts[place];
    if (!cut || used.includes(cut)) return [];
    const why = weighed.dropped.find((dropped) => dropped.place === place)?.why ?? "sign";
    const said = why === "sign" ? "系数方向不对" : "在其他特征之外不再显著";
    return [{ name: cut.binning.column, iv: cut.binning.iv, why: said }];
  });
  return {
    ...scaled,
    scale: options.scale,
    choice: plan.choice,
    left: [...plan.left, ...without],
  };
}

/** Of the coefficient on WOE; null for a column that only has a part beside the others. */
function errorOf({ use, fit }: Selected, place: number): number | null {
  const at = use.indexOf(place);
  return at < 0 ? null : (fit.standardErrors[at + 1] ?? null);
}

type Left = Fitted["left"][number];
type Plan = Readonly<{
  cuts: readonly Cut[];
  /** Places of those that may enter the card. */
  places: readonly number[];
  left: readonly Left[];
  weighed: Selected;
  hold: Hold;
  choice: string;
  /** The rows that the worth of bins is adjusted on. */
  sample: Int32Array;
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
  // Columns without any evidence are not looked at again, nor those beyond the many that tell more.
  const telling = counted
    .map((each) => ({ ...each, iv: binCounts(each.column, each.counts, fine).iv }))
    .filter(({ iv }) => iv >= options.minIv)
    .sort((one, other) => other.iv - one.iv)
    .slice(0, MOST_TELLING);
  const most = Math.ceil(CROSS_FIT_FIGURES / Math.max(1, telling.length));
  const sample = sampleOf(rows, outcomes, Math.min(CROSS_FIT_ROWS, most), options.random);
  const few = telling.map(({ column }) => compacted(column, sample));
  const fewOutcomes = sample.map((row) => outcomes[row] ?? GOOD);
  const y = goodnessOf(outcomes, sample);
  // Both are judged on the same folds, or chance would choose between them.
  const foldSeed = Math.floor(options.random() * 2 ** 32);
  const tried = [coarse, fine].flatMap((rules): readonly Tried[] => {
    const candidates = candidatesFor(telling, rows, { ...options, rules });
    const inner = crossFitted(few, Uint8Array.from(fewOutcomes), {
      folds: INNER_FOLDS,
      rules,
      random: seeded(foldSeed),
    });
    if (!inner || candidates.places.length === 0) return [];
    const many = sample.length < rows.length;
    const way = many ? wayOfMany : chooseWay(inner, y, candidates.places).way;
    return [{ ...candidates, ...chooseHold(inner, y, candidates.places, way), way, inner, rules }];
  });
  const [first, ...others] = tried;
  if (!first)
    return plain(candidatesFor(telling, rows, { ...options, rules: coarse }), outcomes, rows);
  const best = others.reduce((one, other) => (other.deviance < one.deviance ? other : one), first);
  const chosen = fitSelected(best.inner.design, y, best.places, best.way);
  const { hold } = best;
  const bins = best.rules === coarse ? "粗分箱" : "细分箱";
  const kept = best.way.stepwise ? "逐步剔除" : "全部保留";
  return {
    cuts: best.all,
    places: best.places,
    left: best.left,
    weighed: sample.length < rows.length ? weighedOnAll(best, chosen, outcomes, rows) : chosen,
    hold,
    sample: sampleOf(rows, outcomes, ADJUST_ROWS, options.random),
    choice: `${bins}，${kept}，岭参数 ${best.way.ridge}，${hold === null ? "分值按 WOE" : `分值按其他特征校正（${hold}）`}`,
  };
}

type Tried = Candidates &
  Readonly<{ rules: BinningRules; inner: CrossFitted; way: Way; hold: Hold; deviance: number }>;

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
  return {
    cuts: all,
    places,
    left,
    weighed,
    hold: null,
    sample: rows,
    choice: "样本太小，未做内部验证，岭参数 3",
  };
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
