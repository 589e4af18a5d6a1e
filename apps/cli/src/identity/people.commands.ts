import { readFileSync } from 'node:fs';
import type { ApplyMailmap, ReplyOf } from '@arbiter/contracts';
import { Command, Option } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

const KINDS = ['email', 'github', 'gitlab', 'slack', 'directory'];

interface Changed {
  readonly changed: boolean;
}

const done = ({ changed }: Changed): string => (changed ? 'Done.' : 'It was so already.');

/** `arbiterctl identity merge`: one person is another. */
export function mergeCommand(terminal: Terminal): Command {
  return new Command('merge')
    .description('say that a person is another one; it can be taken back')
    .argument('<person>', 'id of the person')
    .argument('<into>', 'id of who they are')
    .option('--confirm', 'also if it makes one person of a crowd', false)
    .action((person: string, into: string, { confirm }: { readonly confirm: boolean }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<Changed>('POST', pathOf(person, 'merge'), { into, confirm });
        output.answer(answer, () => {
          output.line(done(answer));
        });
      }),
    );
}

/** `arbiterctl identity unmerge`: they are two after all. */
export function unmergeCommand(terminal: Terminal): Command {
  return new Command('unmerge')
    .description('take back that a person is another one')
    .argument('<person>', 'id of the person who was merged')
    .action((person: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<{ readonly fromId: string }>('POST', pathOf(person, 'unmerge'));
        output.answer(answer, () => {
          output.line(`Parted from ${answer.fromId}.`);
        });
      }),
    );
}

/** `arbiterctl identity reject`: a candidate is not who they are. */
export function rejectCommand(terminal: Terminal): Command {
  return new Command('reject')
    .description('turn a candidate down')
    .argument('<person>', 'id of the person')
    .argument('<candidate>', 'id of who they are not')
    .action((person: string, candidate: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<object>('POST', pathOf(person, 'reject'), { candidate });
        output.answer(answer, () => {
          output.line('Done.');
        });
      }),
    );
}

/** `arbiterctl identity link`: an account is somebody's. */
export function linkCommand(terminal: Terminal): Command {
  return new Command('link')
    .description('say whose an account is')
    .argument('<person>', 'id of the person')
    .argument('<account>', `${KINDS.join(', ')}, a colon and its value: email:jane@example.org, github:@octocat`)
    .action((person: string, account: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<Changed>('POST', pathOf(person, 'accounts'), accountOf(account));
        output.answer(answer, () => {
          output.line(done(answer));
        });
      }),
    );
}

/** `arbiterctl identity unlink`: an account stands for itself again. */
export function unlinkCommand(terminal: Terminal): Command {
  return new Command('unlink')
    .description('take back that an account is somebody’s')
    .argument('<account>', 'as for link')
    .action((account: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<Changed>('POST', '/people/accounts/unlink', accountOf(account));
        output.answer(answer, () => {
          output.line(done(answer));
        });
      }),
    );
}

interface Repository {
  readonly forge: string;
  readonly repository: string;
}

/** `arbiterctl identity apply-mailmap`: what a repository says of its authors. */
export function applyMailmapCommand(terminal: Terminal): Command {
  return new Command('apply-mailmap')
    .description('take the .mailmap of a repository as it is now; an empty file takes it away')
    .argument('<file>', 'the .mailmap')
    .addOption(new Option('--forge <forge>', 'code host').choices(['github', 'gitlab']).makeOptionMandatory())
    .requiredOption('--repository <id>', "the code host's numeric id of the repository")
    .action((file: string, { forge, repository: repositoryId }: Repository, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const mailmap = read(file).toString('base64');
        const answer = await api.call<ReplyOf<typeof ApplyMailmap>>('POST', '/people/mailmaps', {
          ...{ forge, repositoryId, mailmap },
        });
        output.answer(answer, () => {
          output.line(`${answer.pairs} pairs of addresses; ${answer.matched} people are one from now on.`);
          for (const [why, count] of Object.entries(answer.left)) output.line(`${count} left alone: ${why}`);
        });
      }),
    );
}

const pathOf = (person: string, what: string): string => `/people/${encodeURIComponent(person)}/${what}`;

function accountOf(text: string): { readonly kind: string; readonly value: string } {
  const colon = text.indexOf(':');
  const [kind, value] = [text.slice(0, colon), text.slice(colon + 1)];
  if (colon === -1 || value === '' || !KINDS.includes(kind)) {
    throw new Failure(`An account is one of ${KINDS.join(', ')}, a colon and its value.`, { usage: true });
  }
  return { kind, value };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new Failure(`${file} cannot be read.`, { usage: true });
  }
}
