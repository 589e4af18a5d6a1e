import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import { showBody } from '../output/body.ts';
import type { Terminal } from '../terminal.ts';
import type { Held } from './quarantine-api.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl quarantine show 2d4f6c1e-0a3b-5c7d-9e8f-1a2b3c4d5e6f
  $ arbiterctl quarantine show 2d4f6c1e-0a3b-5c7d-9e8f-1a2b3c4d5e6f -o json | jq -r .body`;

interface Whole extends Held {
  readonly encoding: 'utf8' | 'base64';
  readonly body: string;
}

/** `arbiterctl quarantine show` */
export function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('show a delivery with its body as it came; the body may hold personal data')
    .argument('<delivery>', 'as `list` names it')
    .addHelpText('after', EXAMPLES)
    .action((delivery: string, _options: object, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<Whole>('GET', `/quarantine/${encodeURIComponent(delivery)}`);
        output.answer(answer, () => {
          const { encoding, body } = answer;
          output.facts([
            ['Delivery', answer.delivery],
            ['From', answer.source],
            ['Event', answer.event],
            ['Time', answer.receivedAt],
            ['Bytes', String(answer.size)],
            ['Reason', answer.reason],
            ['Body', encoding === 'utf8' ? 'as it came' : 'in base64: it is not UTF-8'],
          ]);
          output.line();
          output.line(encoding === 'utf8' ? showBody(body) : body);
        });
      }),
    );
}
