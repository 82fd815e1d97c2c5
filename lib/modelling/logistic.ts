/** Rows of explanatory figures, row after row, `width` figures a row. */
export type Design = Readonly<{ figures: Float64Array; width: number; rows: number }>;

export type LogisticFit = Readonly<{
  /** The intercept first, then one for each column that was used. */
  coefficients: readonly number[];
  standardErrors: readonly number[];
  /** −2 × log likelihood, without the penalty. */
  deviance: number;
}>;

export type LogisticRules = Readonly<{
  /** Columns of the design that take part. */
  use: readonly number[];
  /** The penalty is ½ · ridge · Σ β², the intercept left out. */
  ridge: number;
  start?: readonly number[];
}>;

const MOST_STEPS = 40;
/** Newton's decrement, about twice what a step can still gain; the last step squares what is left. */
const SETTLED = 1e-6;

/**
 * Logistic regression of y (0 or 1) by Newton's method, with a ridge penalty. The penalised likelihood
 * is concave, so that with a ridge above zero it converges even where a column separates the classes.
 */
export function fitLogistic(design: Design, y: Uint8Array, rules: LogisticRules): LogisticFit {
  const size = rules.use.length + 1;
  const use = Int32Array.from(rules.use);
  let beta: Float64Array = rules.start ? Float64Array.from(rules.start) : new Float64Array(size);
  let state = curvature(design, y, use, beta);
  let objective = penalised(state.deviance, beta, rules.ridge);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { hessian, gradient } = withRidge(state, beta, rules.ridge);
    const change = solve(hessian, gradient, size);
    if (dot(change, gradient) < SETTLED) {
      beta = stepped(beta, change, 1);
      break;
    }
    // Newton can overshoot where probabilities are near 0 or 1: then it goes half as far.
    let scale = 1;
    let next = stepped(beta, change, scale);
    let after = curvature(design, y, use, next);
    let value = penalised(after.deviance, next, rules.ridge);
    while (value > objective + 1e-9 * Math.abs(objective) && scale > 1e-4) {
      scale /= 2;
      next = stepped(beta, change, scale);
      after = curvature(design, y, use, next);
      value = penalised(after.deviance, next, rules.ridge);
    }
    [beta, state, objective] = [next, after, value];
    if (scale <= 1e-4) break;
  }
  const { hessian } = withRidge(state, beta, rules.ridge);
  return {
    coefficients: Array.from(beta),
    standardErrors: standardErrors(hessian, size),
    deviance: state.deviance,
  };
}

const stepped = (beta: Float64Array, change: Float64Array, scale: number): Float64Array =>
  beta.map((value, at) => value + scale * (change[at] ?? 0));

const dot = (one: Float64Array, other: Float64Array): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

function penalised(deviance: number, beta: Float64Array, ridge: number): number {
  let squares = 0;
  for (let at = 1; at < beta.length; at++) squares += (beta[at] ?? 0) ** 2;
  return deviance + ridge * squares;
}

type Curvature = Readonly<{ gradient: Float64Array; hessian: Float64Array; deviance: number }>;

/** One pass over the rows: deviance, gradient and (negative) Hessian of the log likelihood. */
function curvature(design: Design, y: Uint8Array, use: Int32Array, beta: Float64Array): Curvature {
  const { figures, width, rows } = design;
  const size = use.length + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const x = new Float64Array(size);
  x[0] = 1;
  let deviance = 0;
  for (let row = 0; row < rows; row++) {
    const base = row * width;
    let eta = beta[0] ?? 0;
    for (let at = 1; at < size; at++) {
      const figure = figures[base + (use[at - 1] ?? 0)] ?? 0;
      x[at] = figure;
      eta += figure * (beta[at] ?? 0);
    }
    const positive = y[row] === 1;
    const p = 1 / (1 + Math.exp(-eta));
    // Exact also where p is rounded to 0 or 1.
    deviance += 2 * (Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(0, positive ? -eta : eta));
    const residual = (positive ? 1 : 0) - p;
    const weight = p * (1 - p);
    for (let one = 0; one < size; one++) {
      const figure = x[one] ?? 0;
      gradient[one] = (gradient[one] ?? 0) + residual * figure;
      const weighted = weight * figure;
      const line = one * size;
      for (let other = 0; other <= one; other++)
        hessian[line + other] = (hessian[line + other] ?? 0) + weighted * (x[other] ?? 0);
    }
  }
  return { gradient, hessian, deviance };
}

function withRidge({ gradient, hessian }: Curvature, beta: Float64Array, ridge: number) {
  const size = beta.length;
  const lower = hessian.slice();
  const slope = gradient.slice();
  for (let at = 0; at < size; at++) {
    // The intercept is not shrunk; a trace keeps the matrix positive where it has no weight at all.
    lower[at * size + at] = (lower[at * size + at] ?? 0) + (at === 0 ? 1e-12 : ridge + 1e-12);
    if (at > 0) slope[at] = (slope[at] ?? 0) - ridge * (beta[at] ?? 0);
  }
  return { hessian: lower, gradient: slope };
}

/** The Cholesky factor of a positive definite matrix of which the lower half is given. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at++)
        sum -= (factor[row * size + at] ?? 0) * (factor[column * size + at] ?? 0);
      if (row === column) factor[row * size + row] = Math.sqrt(Math.max(sum, 1e-14));
      else factor[row * size + column] = sum / (factor[column * size + column] ?? 1);
    }
  }
  return factor;
}

function solve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  return solveWith(cholesky(matrix, size), right, size);
}

function solveWith(factor: Float64Array, right: Float64Array, size: number): Float64Array {
  const solution = right.slice();
  for (let row = 0; row < size; row++) {
    let sum = solution[row] ?? 0;
    for (let at = 0; at < row; at++) sum -= (factor[row * size + at] ?? 0) * (solution[at] ?? 0);
    solution[row] = sum / (factor[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = solution[row] ?? 0;
    for (let at = row + 1; at < size; at++)
      sum -= (factor[at * size + row] ?? 0) * (solution[at] ?? 0);
    solution[row] = sum / (factor[row * size + row] ?? 1);
  }
  return solution;
}

function standardErrors(hessian: Float64Array, size: number): readonly number[] {
  const factor = cholesky(hessian, size);
  return Array.from({ length: size }, (_, at) => {
    const unit = new Float64Array(size);
    unit[at] = 1;
    return Math.sqrt(solveWith(factor, unit, size)[at] ?? NaN);
  });
}
