import type { ShowDeadLetterResponse } from '@arbiter/contracts';
import { Command } from 'commander';
import { withApi } from '../connection/with-api.ts';
import { showBody } from '../output/body.ts';
import type { Output } from '../output/output.ts';
import type { Terminal } from '../terminal.ts';
import { natural } from '../numbers.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl dead-letters show 17
  $ arbiterctl dead-letters show 17 -o json | jq -r .body`;

/** `arbiterctl dead-letters show` */
export function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('show a dead letter with its error, headers and body; the body may hold personal data')
    .argument('<id>', 'as `list` names it', natural)
    .addHelpText('after', EXAMPLES)
    .action((id: number, _options: object, command: Command) =>
      withApi(command, terminal, async (api, output) => {
        const answer = await api.call<ShowDeadLetterResponse>('showDeadLetter', { id });
        output.answer(answer, () => {
          print(answer, output);
        });
      }),
    );
}

function print({ letter, headers, body }: ShowDeadLetterResponse, output: Output): void {
  const facts: readonly (readonly [string, string])[] = [
    ['Dead letter', String(letter.id)],
    ['Service', letter.service],
    ['Event', letter.subject],
    ['Event id', letter.eventId],
    ['Time', letter.time],
    ['Attempts', String(letter.attempts)],
    ['Error', letter.error],
    ['Trace', letter.traceId],
    ...letter.journeys.map((key) => ['Journey', key] as const),
  ];
  output.facts(facts);
  output.line();
  output.table(
    [
      { title: 'HEADER', of: ([name]) => name },
      { title: 'VALUE', of: ([, value]) => value },
    ],
    Object.entries(headers),
  );
  output.line();
  output.line(showBody(body));
}
