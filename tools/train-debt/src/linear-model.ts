import type { Features } from '@arbiter/promises/training';
import { fit } from './logistic-regression.ts';

export interface Example {
  readonly features: Features;
  readonly debt: boolean;
}

/** What was learned: a weight by feature's name. */
export interface Learned {
  readonly weights: ReadonlyMap<string, number>;
  readonly bias: number;
}

/** Learns from examples; a feature that fewer than two of them show teaches nothing about others. */
export function learn(examples: readonly Example[], cost: number): Learned {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= 2).map(([name]) => name);
  const places = new Map(names.map((name, index) => [name, index]));
  const rows = examples.map(({ features, debt }) => {
    const known = [...features].flatMap(([name, value]) => {
      const place = places.get(name);
      return place === undefined ? [] : [{ place, value }];
    });
    return { at: known.map(({ place }) => place), values: known.map(({ value }) => value), positive: debt };
  });
  const { weights, bias } = fit(rows, names.length, cost);
  return { weights: new Map(names.map((name, index) => [name, weights[index] ?? 0])), bias };
}

/** The log-odds that a text with these features admits debt. */
export function judge({ weights, bias }: Learned, features: Features): number {
  let score = bias;
  for (const [name, value] of features) score += value * (weights.get(name) ?? 0);
  return score;
}
