/** A logistic model of standardised features. */
export interface Logistic {
  readonly centers: readonly number[];
  readonly scales: readonly number[];
  readonly weights: readonly number[];
  readonly constant: number;
}

const ROUNDS = 400;
const STEP = 0.1;

/**
 * Fits a logistic model by Adam over all rows at once: deterministic.
 * @param penalty keeps weights small: the more, the smaller
 */
export function fit(rows: readonly (readonly number[])[], labels: readonly number[], penalty: number): Logistic {
  const width = rows[0]?.length ?? 0;
  const column = (index: number): number[] => rows.map((row) => row[index] ?? 0);
  const columns = Array.from({ length: width }, (_, index) => column(index));
  const centers = columns.map(mean);
  const scales = columns.map(
    (values, index) => Math.sqrt(mean(values.map((value) => (value - (centers[index] ?? 0)) ** 2))) || 1,
  );
  const data = rows.map((row) => [
    ...row.map((value, index) => (value - (centers[index] ?? 0)) / (scales[index] ?? 1)),
    1,
  ]);
  const weights = new Float64Array(width + 1);
  const first = new Float64Array(width + 1);
  const second = new Float64Array(width + 1);
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = slopeAt(weights, data, labels, penalty);
    for (let index = 0; index <= width; index++) {
      const down = slope[index] ?? 0;
      first[index] = 0.9 * (first[index] ?? 0) + 0.1 * down;
      second[index] = 0.999 * (second[index] ?? 0) + 0.001 * down * down;
      const speed = (first[index] ?? 0) / (1 - 0.9 ** round);
      const size = Math.sqrt((second[index] ?? 0) / (1 - 0.999 ** round)) + 1e-8;
      weights[index] = (weights[index] ?? 0) - (STEP * speed) / size;
    }
  }
  return { centers, scales, weights: [...weights.slice(0, width)], constant: weights[width] ?? 0 };
}

/** The logarithm of the odds. */
export const oddsOf = ({ centers, scales, weights, constant }: Logistic, row: readonly number[]): number =>
  row.reduce(
    (sum, value, index) => sum + (weights[index] ?? 0) * ((value - (centers[index] ?? 0)) / (scales[index] ?? 1)),
    constant,
  );

function slopeAt(
  weights: Float64Array,
  data: readonly (readonly number[])[],
  labels: readonly number[],
  penalty: number,
): Float64Array {
  const slope = new Float64Array(weights.length);
  for (const [at, row] of data.entries()) {
    const odds = row.reduce((sum, value, index) => sum + (weights[index] ?? 0) * value, 0);
    const error = 1 / (1 + Math.exp(-odds)) - (labels[at] ?? 0);
    for (const [index, value] of row.entries()) slope[index] = (slope[index] ?? 0) + error * value;
  }
  return slope.map(
    (sum, index) => (sum + (index < weights.length - 1 ? penalty * (weights[index] ?? 0) : 0)) / data.length,
  );
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
