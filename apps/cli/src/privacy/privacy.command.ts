import { setTimeout as delay } from 'node:timers/promises';
import type { ErasureView } from '@arbiter/contracts';
import { Command } from 'commander';
import type { RestApi } from '../connection/rest-api.ts';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Output } from '../output/output.ts';
import type { Terminal } from '../terminal.ts';
import { exported } from './export.command.ts';
import { WHO, personQuery, queryOf } from './person.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl privacy export jane@example.org --file jane.json
  $ arbiterctl privacy erase jane@example.org --reason "asked for on 2026-11-21" --yes
  $ arbiterctl privacy erase jdoe --name "Jane Doe" --yes
  $ arbiterctl privacy key jane@example.org        a key of her own, for what is about her
  $ arbiterctl privacy log jane@example.org        who looked at her data`;

const PAUSE = 500;

/** `arbiterctl privacy`: what people may ask about themselves. */
export function privacyCommand(terminal: Terminal): Command {
  const group = new Command('privacy')
    .description('what is held of people: handed out, erased')
    .addHelpText('after', EXAMPLES);
  for (const command of [exported, erase, erasure, key, log]) group.addCommand(command(terminal));
  return group;
}

function erase(terminal: Terminal): Command {
  return new Command('erase')
    .description('erase a person from every table, stream and cache, for good; waits until it is complete')
    .argument('<person>', WHO)
    .option('--reason <words>', 'why', 'asked for')
    .option(
      '--name <name...>',
      'names that they go by, where nothing that is held says them; a single word is theirs wherever it stands',
    )
    .option('--yes', 'really')
    .option('--no-wait', 'do not wait; it goes on by itself')
    .action(
      (person: string, options: { reason: string; name?: string[]; yes?: true; wait: boolean }, command: Command) =>
        withRestApi(command, terminal, async (api, output) => {
          if (options.yes !== true)
            throw new Failure('This cannot be undone. Export first; then say --yes.', { usage: true });
          const request = { ...personQuery(person), reason: options.reason, names: options.name ?? [] };
          const begun = await api.call<ErasureView>('POST', '/privacy/erasures', request);
          print(output, options.wait ? await completed(api, begun) : begun);
        }),
    );
}

async function completed(api: RestApi, begun: ErasureView): Promise<ErasureView> {
  let now = begun;
  while (now.state !== 'complete') {
    await delay(PAUSE);
    now = await api.call<ErasureView>('GET', `/privacy/erasures/${begun.erasureId}`);
  }
  return now;
}

function erasure(terminal: Terminal): Command {
  return new Command('erasure')
    .description('how far an erasure is')
    .argument('<id>')
    .action((id: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        print(output, await api.call<ErasureView>('GET', `/privacy/erasures/${encodeURIComponent(id)}`));
      }),
    );
}

function print(output: Output, view: ErasureView): void {
  output.answer(view, () => {
    output.line(
      `${view.erasureId}: ${view.state}${view.waiting > 0 ? `, ${String(view.waiting)} still on their way` : ''}`,
    );
    const rows = Object.entries(view.receipts).flatMap(([where, erased]) =>
      Object.entries(erased).map(([what, count]) => ({ where, what, count })),
    );
    if (rows.length === 0) return;
    output.table(
      [
        { title: 'WHERE', of: ({ where }) => where },
        { title: 'WHAT', of: ({ what }) => what },
        { title: 'ERASED', of: ({ count }) => count, right: true },
      ],
      rows,
    );
  });
}

function key(terminal: Terminal): Command {
  return new Command('key')
    .description('the personal key of somebody; changing API_KEY_SECRET makes all of them void')
    .argument('<person>', WHO)
    .action((person: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const issued = await api.call<{ key: string }>('POST', '/privacy/keys', personQuery(person));
        output.answer(issued, () => output.line(issued.key));
      }),
    );
}

interface Looked {
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly action: string;
  readonly reason?: string;
}

function log(terminal: Terminal): Command {
  return new Command('log')
    .description('who looked at what is held of a person, and why')
    .argument('<person>', WHO)
    .action((person: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<{ items: Looked[] }>('GET', `/privacy/access-log${queryOf(personQuery(person))}`);
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('Nobody.');
          else output.table(LOOKED, answer.items);
        });
      }),
    );
}

const LOOKED = [
  { title: 'WHEN', of: ({ at }: Looked) => at },
  { title: 'WHO', of: ({ actor }: Looked) => `${actor.kind} ${actor.id}` },
  { title: 'WHAT', of: ({ action }: Looked) => action },
  { title: 'WHY', of: ({ reason }: Looked) => reason ?? '' },
];
