import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { gitText } from './git.ts';

/** A repository as a forge would know it. Everything in it is the same at every replay. */
export interface Repository {
  readonly folder: string;
  /** `owner/name`, of its origin where it has one, else of its folder. */
  readonly fullName: string;
  /** The forge's number for it, made of the first commit: two repositories differ, two clones of one do not. */
  readonly id: number;
  readonly branch: string;
  /** What `git rev-list --count HEAD` says. */
  readonly commits: number;
  /** A part of the history was left out when it was cloned. */
  readonly shallow: boolean;
}

/** Looks at a repository; throws a ReplayError that says what to do if there is nothing to replay. */
export async function openRepository(path: string): Promise<Repository> {
  const folder = resolve(path);
  const shallow = (await gitText(folder, ['rev-parse', '--is-shallow-repository'])) === 'true';
  const [roots, count, branch, origin] = await Promise.all([
    gitText(folder, ['rev-list', '--max-parents=0', '--reverse', 'HEAD', '--']),
    gitText(folder, ['rev-list', '--count', 'HEAD', '--']),
    gitText(folder, ['rev-parse', '--abbrev-ref', 'HEAD']),
    gitText(folder, ['config', '--default', '', 'remote.origin.url']),
  ]);
  const first = roots.split('\n')[0] ?? '';
  return {
    folder,
    fullName: nameOf(origin, folder),
    id: numberOf(first),
    branch: branch === 'HEAD' ? 'main' : branch,
    commits: Number(count),
    shallow,
  };
}

/** Forty bits of a digest: exact in JSON, and larger than any forge's own numbers are likely to be. */
function numberOf(sha: string): number {
  return 2 ** 40 + Number.parseInt(createHash('sha256').update(sha).digest('hex').slice(0, 10), 16);
}

/** The last two words of an origin such as `git@host:owner/name.git`; of a folder its name, owned by `local`. */
export function nameOf(origin: string, folder: string): string {
  const remote = /^(?:[a-z][a-z+]*:\/\/|[^/]+@[^/]+:)/i.test(origin);
  const words = (remote ? origin.replace(/^[a-z][a-z+]*:\/\/[^/]*/i, '') : '')
    .split(/[/:]/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/\.git$/, ''));
  const name = basename(folder) === '.git' ? basename(resolve(folder, '..')) : basename(folder).replace(/\.git$/, '');
  return words.length > 1 ? words.slice(-2).join('/') : `local/${name}`;
}
