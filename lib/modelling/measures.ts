/** One band of a forecast: the mean probability said, and the share that turned out bad. */
export type Band = Readonly<{ n: number; bad: number; predicted: number; observed: number }>;

export type Calibration = Readonly<{
  /** Of the log odds of bad on the forecast log odds: 1 is right, below 1 is too sure of itself. */
  slope: number | null;
  /** 0 is right; above 0 more turned out bad than was said (slope held at 1). */
  intercept: number | null;
  bands: readonly Band[];
}>;

/** The mean squared distance of the forecast probability from what came: 0 is perfect. */
export function brier(probabilities: Float64Array, bad: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bad.length; at++) sum += ((probabilities[at] ?? 0) - (bad[at] ?? 0)) ** 2;
  return sum / bad.length;
}

const BANDS = 10;

/** Whether what is said to happen in one of ten cases does. */
export function calibration(probabilities: Float64Array, bad: Uint8Array): Calibration {
  const counted = tallied(probabilities, bad);
  return { ...lineOf(counted), bands: bandsOf(counted, bad.length) };
}

type Counted = readonly Readonly<{ probability: number; n: number; bad: number }>[];

/** Ascending by what was said; a card says one probability for each total, so there are few. */
function tallied(probabilities: Float64Array, bad: Uint8Array): Counted {
  const counts = new Map<number, { probability: number; n: number; bad: number }>();
  for (let at = 0; at < bad.length; at++) {
    const probability = probabilities[at] ?? 0;
    let count = counts.get(probability);
    if (!count) counts.set(probability, (count = { probability, n: 0, bad: 0 }));
    count.n++;
    count.bad += bad[at] ?? 0;
  }
  return [...counts.values()].sort((one, other) => one.probability - other.probability);
}

function bandsOf(counted: Counted, rows: number): readonly Band[] {
  const bands: { n: number; bad: number; sum: number }[] = [];
  let before = 0;
  for (const { probability, n, bad } of counted) {
    // Equal forecasts stay together, in the band of their middle row.
    const place = Math.min(BANDS - 1, Math.floor((BANDS * (before + n / 2)) / rows));
    const band = (bands[place] ??= { n: 0, bad: 0, sum: 0 });
    band.n += n;
    band.bad += bad;
    band.sum += n * probability;
    before += n;
  }
  return bands
    .filter((band) => band !== undefined)
    .map(({ n, bad, sum }) => ({ n, bad, predicted: sum / n, observed: bad / n }));
}

function lineOf(counted: Counted): Readonly<{ slope: number | null; intercept: number | null }> {
  const points = counted.map(({ probability, n, bad }) => {
    const p = Math.min(1 - 1e-9, Math.max(1e-9, probability));
    return { x: Math.log(p / (1 - p)), n, bad };
  });
  const bad = points.reduce((sum, point) => sum + point.bad, 0);
  const rows = points.reduce((sum, point) => sum + point.n, 0);
  if (bad === 0 || bad === rows) return { slope: null, intercept: null };
  const shift = newton(points, false);
  if (points.length < 2) return { slope: null, intercept: shift.intercept };
  return { slope: newton(points, true).slope, intercept: shift.intercept };
}

/** Logistic regression on one figure, or on the intercept alone with the slope at 1. */
function newton(
  points: readonly Readonly<{ x: number; n: number; bad: number }>[],
  withSlope: boolean,
): Readonly<{ slope: number; intercept: number }> {
  let intercept = 0;
  let slope = 1;
  for (let step = 0; step < 50; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { x, n, bad } of points) {
      const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      const weight = n * p * (1 - p);
      g0 += bad - n * p;
      g1 += (bad - n * p) * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    const both = withSlope && determinant > 1e-12;
    const d0 = both ? (h11 * g0 - h01 * g1) / determinant : g0 / h00;
    const d1 = both ? (h00 * g1 - h01 * g0) / determinant : 0;
    // Far steps come from flat places; a longer one than this only overshoots.
    const scale = Math.min(1, 2 / Math.max(Math.abs(d0), Math.abs(d1), 1e-300));
    intercept += scale * d0;
    slope += scale * d1;
    if (Math.abs(d0) + Math.abs(d1) < 1e-10) break;
  }
  return { slope, intercept };
}
