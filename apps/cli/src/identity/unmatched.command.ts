import type { ListUnmatched, ReplyOf } from '@arbiter/contracts';
import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

type Answer = ReplyOf<typeof ListUnmatched>;

interface Line {
  readonly person: string;
  readonly account: string;
  readonly commits: string;
  readonly candidate: string;
  readonly why: string;
}

const COLUMNS: readonly Column<Line>[] = [
  { title: 'PERSON', of: ({ person }) => person },
  { title: 'ACCOUNT', of: ({ account }) => account },
  { title: 'COMMITS', of: ({ commits }) => commits, right: true },
  { title: 'PERHAPS', of: ({ candidate }) => candidate },
  { title: 'WHY', of: ({ why }) => why },
];

const EXAMPLES = `
Examples:
  $ arbiterctl identity unmatched --limit 20
  $ arbiterctl identity merge PERSON INTO       that is who they are
  $ arbiterctl identity reject PERSON CANDIDATE that is not who they are`;

/** `arbiterctl identity unmatched`: people whom nobody has named yet, with those they might be. */
export function unmatchedCommand(terminal: Terminal): Command {
  return new Command('unmatched')
    .description('people whom nobody has named yet, and who they might be')
    .option('--limit <number>', 'how many at most', '50')
    .addHelpText('after', EXAMPLES)
    .action(({ limit }: { readonly limit: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<Answer>('GET', `/people/unmatched?limit=${encodeURIComponent(limit)}`);
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('Everybody is known.');
          else output.table(COLUMNS, answer.items.flatMap(linesOf));
          if (answer.total > answer.items.length) output.line(`${answer.total} in all.`);
        });
      }),
    );
}

/** A line for each candidate; the person stands on the first. */
function linesOf({ personId, account, commits, candidates }: Answer['items'][number]): readonly Line[] {
  const person = { person: personId, account, commits: String(commits) };
  const [first, ...others] = candidates.map((candidate) => ({
    candidate: `${candidate.personId} ${candidate.account}`,
    why: `${candidate.score.toFixed(2)} ${candidate.reasons.join(', ')}`,
  }));
  const rest = others.map((other) => ({ person: '', account: '', commits: '', ...other }));
  return [{ ...person, ...(first ?? { candidate: '', why: '' }) }, ...rest];
}
