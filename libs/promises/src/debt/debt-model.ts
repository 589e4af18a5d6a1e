import { readFileSync } from 'node:fs';
import type { Features } from './features.ts';

/** A linear model: the weight of each feature, as `tools/train-debt` wrote it. */
export interface DebtModel {
  readonly bias: number;
  /** At this score a text admits debt. */
  readonly threshold: number;
  /** What one unit of a weight is worth: weights are kept as whole numbers. */
  readonly unit: number;
  readonly weights: Readonly<Record<string, number>>;
}

const FILE = new URL('../../data/debt-model.json', import.meta.url);

let shipped: ShippedModel | undefined;

/** The model that comes with the product; read with the first text that needs it. */
export const debtModel = (): ShippedModel => (shipped ??= new ShippedModel(readModel()));

const readModel = (): DebtModel => JSON.parse(readFileSync(FILE, 'utf8')) as DebtModel;

/** A cue and how much it says, in the model's log-odds. */
export interface Cue {
  readonly name: string;
  readonly says: number;
}

export class ShippedModel {
  readonly threshold: number;
  readonly #bias: number;
  readonly #weights: ReadonlyMap<string, number>;

  constructor({ bias, threshold, unit, weights }: DebtModel) {
    this.threshold = threshold;
    this.#bias = bias;
    this.#weights = new Map(Object.entries(weights).map(([name, weight]) => [name, weight * unit]));
  }

  /** Log-odds that a text with these features admits debt. */
  score(features: Features): number {
    let score = this.#bias;
    for (const [name, value] of features) score += value * (this.#weights.get(name) ?? 0);
    return score;
  }

  /** What speaks most for debt among the features, strongest first. */
  strongest(features: Features, count: number): Cue[] {
    return [...features]
      .map(([name, value]) => ({ name, says: value * (this.#weights.get(name) ?? 0) }))
      .filter(({ says }) => says > 0)
      .sort((a, b) => b.says - a.says)
      .slice(0, count);
  }
}
