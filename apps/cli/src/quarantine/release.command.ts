import { Command } from 'commander';
import type { RestApi } from '../connection/rest-api.ts';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { allHeld, type Judged, release } from './quarantine-api.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl quarantine release 2d4f6c1e-0a3b-5c7d-9e8f-1a2b3c4d5e6f
  $ arbiterctl quarantine release --all --dry-run`;

interface Options {
  readonly all?: boolean;
  readonly dryRun?: boolean;
}

const COLUMNS = [
  { title: 'DELIVERY', of: ({ delivery }: Judged) => delivery },
  { title: 'STATUS', of: ({ status }: Judged) => status },
  { title: 'REASON', of: ({ reason = '' }: Judged) => reason },
];

/** `arbiterctl quarantine release` */
export function releaseCommand(terminal: Terminal): Command {
  return new Command('release')
    .description('have deliveries judged anew, as if they came now; what is accepted goes on its way within seconds')
    .argument('[deliveries...]', 'as `list` names them')
    .option('--all', 'all there are')
    .option('--dry-run', 'only say which')
    .addHelpText('after', EXAMPLES)
    .action((named: readonly string[], { all = false, dryRun = false }: Options, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        if (all === named.length > 0)
          throw new Failure('Name deliveries in one way: by their ids, or --all.', { usage: true });
        const deliveries = all ? await idsOf(api) : named;
        if (dryRun) {
          output.answer({ deliveries }, () => {
            output.line(`Would judge anew ${String(deliveries.length)} of them: ${deliveries.join(', ') || 'nothing'}`);
          });
          return;
        }
        const judged: Judged[] = [];
        try {
          for await (const some of release(api, deliveries)) judged.push(...some);
        } finally {
          // Also of what is broken off: what was released is on its way.
          output.answer({ items: judged }, () => {
            if (judged.length > 0) output.table(COLUMNS, judged);
            else if (deliveries.length === 0) output.line('There is nothing in quarantine.');
          });
        }
        if (judged.some(({ status }) => status === 'not-held')) throw new Failure('Not all of them are in quarantine.');
      }),
    );
}

/** Oldest first. Looked up before the first is released: what comes meanwhile is judged as of now already. */
async function idsOf(api: RestApi): Promise<string[]> {
  const ids: string[] = [];
  for await (const { delivery } of allHeld(api)) ids.push(delivery);
  return ids.reverse();
}
