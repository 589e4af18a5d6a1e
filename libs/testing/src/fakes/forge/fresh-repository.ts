import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from './git.ts';

/** Content by path; null removes the file. */
export type Tree = Readonly<Record<string, string | Buffer | null>>;

/** A git repository of a test's own. */
export interface FreshRepository {
  readonly directory: string;
  /** Commits a change of files to a branch, which begins at `from` (the default branch) if it is new; the commit's SHA. */
  commit(branch: string, files: Tree, options?: { readonly from?: string; readonly message?: string }): Promise<string>;
  /** Runs git in it; what it printed. */
  git(...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Makes one, with `main` checked out and no commit. */
export async function freshRepository(): Promise<FreshRepository> {
  const directory = await mkdtemp(join(tmpdir(), 'arbiter-repository-'));
  const run = async (...args: readonly string[]): Promise<string> => (await git(directory, ...args)).toString();
  await run('init', '--quiet', '--initial-branch=main');
  await run('config', 'user.name', 'Ada Lovelace');
  await run('config', 'user.email', 'ada@example.com');
  await run('config', 'commit.gpgSign', 'false');
  return {
    directory,
    git: run,
    commit: async (branch, files, { from = 'main', message = 'change' } = {}) => {
      const known = (await run('for-each-ref', `refs/heads/${branch}`)) !== '';
      const first = (await run('for-each-ref', 'refs/heads')) === '';
      if (!first) await run('checkout', '--quiet', '--force', ...(known ? [branch] : ['-b', branch, from]));
      await putAll(directory, files);
      await run('add', '--all');
      await run('commit', '--quiet', '--allow-empty', '-m', message);
      return (await run('rev-parse', 'HEAD')).trim();
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Files that are written at the same time. */
const AT_ONCE = 64;

async function putAll(directory: string, files: Tree): Promise<void> {
  const all = Object.entries(files).map(([path, content]) => ({ file: join(directory, path), content }));
  for (const folder of new Set(all.map(({ file }) => dirname(file)))) await mkdir(folder, { recursive: true });
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    await Promise.all(some.map(({ file, content }) => (content === null ? rm(file) : writeFile(file, content))));
  }
}
