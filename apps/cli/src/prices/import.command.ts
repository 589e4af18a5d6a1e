import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { toPriceRows } from '@arbiter/pricing';
import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
FILE is a JSON object of rows by model, as in model_prices_and_context_window.json of LiteLLM. Only prices of tokens are taken.

Examples:
  $ arbiterctl prices import model_prices_and_context_window.json
  $ arbiterctl prices import ours.json --from 2027-01-01T00:00:00Z`;

interface Imported {
  readonly imported: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly effectiveFrom: string;
}

/** `arbiterctl prices import`: new prices from a date on. */
export function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .description('add prices from a date on; what was priced before stays as it is')
    .argument('<file>', 'the prices')
    .option('--from <instant>', 'from when on they hold; left out: from now on')
    .addHelpText('after', EXAMPLES)
    .action((file: string, { from }: { readonly from?: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const rows = toPriceRows(readTable(file));
        if (rows.size === 0) throw new Failure(`${file} holds no prices of tokens.`);
        const answer = await api.call<Imported>('POST', '/prices', {
          models: Object.fromEntries(rows),
          source: basename(file),
          ...(from !== undefined && { effectiveFrom: from }),
        });
        output.answer(answer, () => {
          const { imported, unchanged, effectiveFrom } = answer;
          output.line(`${imported} models have new prices from ${effectiveFrom} on; ${unchanged} had them already.`);
        });
      }),
    );
}

function readTable(file: string): Record<string, unknown> {
  try {
    const table = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (typeof table === 'object' && table !== null && !Array.isArray(table)) return table as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Failure(`${file} cannot be read as a JSON object.`, { usage: true });
}
