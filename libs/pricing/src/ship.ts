import { readFileSync, writeFileSync } from 'node:fs';
import { toPriceRows } from './price-row.ts';

/**
 * Writes the shipped price book from a copy of the LiteLLM table:
 * `node --conditions=@arbiter/source libs/pricing/src/ship.ts model_prices_and_context_window.json`
 */
const [, , table = ''] = process.argv;
const rows = toPriceRows(JSON.parse(readFileSync(table, 'utf8')) as Record<string, unknown>);
const lines = [...rows].map(([model, row]) => `    ${JSON.stringify(model)}: ${JSON.stringify(row)}`);
const head = {
  source: 'model_prices_and_context_window.json of github.com/BerriAI/litellm',
  license: 'MIT, see LICENSE.litellm',
};
const [open] = JSON.stringify(head, null, 2).split('\n}');
writeFileSync(
  new URL('../data/price-book.json', import.meta.url),
  `${open ?? ''},\n  "models": {\n${lines.join(',\n')}\n  }\n}\n`,
);
