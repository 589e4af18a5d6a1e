/** A sparse row: positions and their values, and whether it is one of those looked for. */
export interface Row {
  readonly at: readonly number[];
  readonly values: readonly number[];
  readonly positive: boolean;
}

export interface Fitted {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Steps of Newton's method, and of the conjugate gradients inside each; a few dozen suffice for a convex problem. */
const STEPS = 60;
const INNER_STEPS = 30;

/**
 * Logistic regression with an L2 penalty on all weights but the bias, by Newton's method with conjugate gradients and a
 * line search. Deterministic. `cost` is what one row's loss counts beside the penalty.
 */
export function fit(rows: readonly Row[], width: number, cost: number): Fitted {
  const bias = width;
  const weights = new Float64Array(width + 1);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, curvature } = slopeAt(rows, weights, bias, cost);
    const norm = dot(gradient, gradient);
    if (norm < 1e-6 * rows.length) break;
    const direction = solve(rows, gradient, curvature, bias, norm);
    const before = lossAt(rows, weights, bias, cost);
    const slope = dot(gradient, direction);
    let size = 1;
    let next = moved(weights, direction, size);
    while (lossAt(rows, next, bias, cost) > before + 1e-4 * size * slope && size > 1e-4) {
      size /= 2;
      next = moved(weights, direction, size);
    }
    weights.set(next);
    if (before - lossAt(rows, weights, bias, cost) < 1e-6 * before) break;
  }
  return { weights: weights.subarray(0, width), bias: weights[bias] ?? 0 };
}

/** The log-odds of a row. */
export function scoreOf({ at, values }: Pick<Row, 'at' | 'values'>, weights: Float64Array, bias: number): number {
  let score = bias;
  for (let index = 0; index < at.length; index++) score += (weights[at[index] ?? 0] ?? 0) * (values[index] ?? 0);
  return score;
}

function lossAt(rows: readonly Row[], weights: Float64Array, bias: number, cost: number): number {
  let loss = 0;
  for (let index = 0; index < bias; index++) loss += 0.5 * (weights[index] ?? 0) ** 2;
  for (const row of rows) {
    const margin = scoreOf(row, weights, weights[bias] ?? 0) * (row.positive ? 1 : -1);
    loss += cost * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
  }
  return loss;
}

function slopeAt(rows: readonly Row[], weights: Float64Array, bias: number, cost: number) {
  const gradient = weights.slice();
  gradient[bias] = 0;
  const curvature = rows.map((row) => {
    const chance = 1 / (1 + Math.exp(-scoreOf(row, weights, weights[bias] ?? 0)));
    addTo(gradient, row, cost * (chance - (row.positive ? 1 : 0)), bias);
    return cost * chance * (1 - chance);
  });
  return { gradient, curvature };
}

/** Where the quadratic model has its least value: conjugate gradients, until a hundredth of the gradient is left. */
function solve(
  rows: readonly Row[],
  gradient: Float64Array,
  curvature: readonly number[],
  bias: number,
  norm: number,
): Float64Array {
  const solution = new Float64Array(gradient.length);
  const residual = gradient.map((value) => -value);
  let search: Float64Array = residual.slice();
  let left = norm;
  for (let step = 0; step < INNER_STEPS && left > 0.01 * norm; step++) {
    const bent = search.slice();
    bent[bias] = 1e-8 * (search[bias] ?? 0);
    rows.forEach((row, index) => {
      addTo(bent, row, scoreOf(row, search, search[bias] ?? 0) * (curvature[index] ?? 0), bias);
    });
    const size = left / dot(search, bent);
    addScaled(solution, search, size);
    addScaled(residual, bent, -size);
    const now = dot(residual, residual);
    search = moved(residual, search, now / left);
    left = now;
  }
  return solution;
}

function addTo(sum: Float64Array, { at, values }: Row, scale: number, bias: number): void {
  for (let index = 0; index < at.length; index++) {
    const position = at[index] ?? 0;
    sum[position] = (sum[position] ?? 0) + scale * (values[index] ?? 0);
  }
  sum[bias] = (sum[bias] ?? 0) + scale;
}

function addScaled(sum: Float64Array, vector: Float64Array, scale: number): void {
  for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + scale * (vector[index] ?? 0);
}

const moved = (from: Float64Array, direction: Float64Array, size: number): Float64Array =>
  from.map((value, index) => value + size * (direction[index] ?? 0));

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
