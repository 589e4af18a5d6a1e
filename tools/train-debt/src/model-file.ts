import type { DebtModel } from '@arbiter/promises/training';
import type { Learned } from './linear-model.ts';

/** What one unit of a written weight is worth, in log-odds. */
const UNIT = 0.05;

/** Less than this, at two units, moves no text over the threshold. */
const LEAST = 2;

/** The model as it ships: whole numbers, one feature a line, in alphabetical order; what rounds to nothing is left out. */
export function modelFile({ weights, bias }: Learned, threshold: number): { text: string; count: number } {
  const whole = [...weights]
    .map(([name, weight]) => [name, Math.round(weight / UNIT)] as const)
    .filter(([, weight]) => Math.abs(weight) >= LEAST)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const model: DebtModel & { source: string } = {
    source: 'trained by tools/train-debt on yikun-li/satd-different-sources-data (MIT)',
    bias: Math.round(bias * 1000) / 1000,
    threshold: Math.round(threshold * 1000) / 1000,
    unit: UNIT,
    weights: {},
  };
  const [head = ''] = JSON.stringify(model, null, 2).split('{}');
  const lines = whole.map(([name, weight]) => `    ${JSON.stringify(name)}: ${weight}`);
  return { text: `${head}{\n${lines.join(',\n')}\n  }\n}\n`, count: whole.length };
}
