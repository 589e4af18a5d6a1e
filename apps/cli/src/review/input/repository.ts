import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDiff } from '@arbiter/diff';
import { Failure } from '../../failure.ts';
import { git, PLAIN_DIFF, tryGit } from './git.ts';
import type { ChangeToReview } from './change-to-review.ts';

/** What to compare in the repository that the command runs in. */
export interface Range {
  readonly base?: string | undefined;
  /** Left out with `staged`: what is in the index. */
  readonly head?: string | undefined;
  readonly staged?: boolean | undefined;
}

/** Branches that changes usually go to, if `origin/HEAD` does not say. */
const DEFAULTS = ['origin/main', 'origin/master', 'main', 'master'] as const;

/**
 * The change of a local repository: what the head (HEAD if not said) changed since it parted from the base (the default
 * branch if not said), or what is staged. Whatever is not committed or staged is no part of it.
 */
export async function readRepository(cwd: string, range: Range): Promise<ChangeToReview> {
  const root = (await rootOf(cwd)).trim();
  const at = { cwd: root };
  const head = await commit(range.staged === true ? 'HEAD' : (range.head ?? 'HEAD'), root);
  const goal = range.staged === true ? head : (range.base ?? (await defaultBranch(root)));
  const onto = await commit(goal, root);
  const base = (await tryGit(['merge-base', onto, head], at))?.toString().trim();
  if (base === undefined) {
    throw new Failure('Base and head have no commit in common (a shallow clone? git fetch --unshallow).', {
      usage: true,
    });
  }
  const ends = range.staged === true ? ['--cached', base] : [base, head];
  const files = parseDiff(await git(['diff', ...PLAIN_DIFF, ...ends, '--'], at));
  const show = async (object: string): Promise<string | undefined> => (await tryGit(['show', object], at))?.toString();
  const title =
    range.staged === true ? undefined : (await git(['log', '-1', '--format=%s', head], at)).toString().trim();
  return {
    name: range.staged === true ? 'what is staged' : `${goal}..${range.head ?? 'HEAD'}`,
    files,
    ...(title !== undefined && { title }),
    baseFile: (path) => show(`${base}:${path}`),
    contentOf: (path) => show(range.staged === true ? `:${path}` : `${head}:${path}`),
    marked: await marksOf(
      root,
      base,
      files.map(({ path }) => path),
    ),
  };
}

/** A file at a commit of the repository that the command runs in; undefined where there is none. */
export async function fileAt(cwd: string, ref: string, path: string): Promise<string | undefined> {
  const root = (await rootOf(cwd)).trim();
  return (await tryGit(['show', `${await commit(ref, root)}:${path}`], { cwd: root }))?.toString();
}

async function rootOf(cwd: string): Promise<string> {
  const root = await tryGit(['rev-parse', '--show-toplevel'], { cwd });
  if (root === undefined) {
    throw new Failure('This folder is in no git repository. Go into one, or give --patch file.', { usage: true });
  }
  return root.toString();
}

async function commit(name: string, cwd: string): Promise<string> {
  const sha = await tryGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], { cwd });
  if (sha === undefined) throw new Failure(`There is no commit ${name} here.`, { usage: true });
  return sha.toString().trim();
}

async function defaultBranch(cwd: string): Promise<string> {
  const known = await tryGit(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'], { cwd });
  for (const name of [known?.toString().trim(), ...DEFAULTS]) {
    if (name !== undefined && (await tryGit(['rev-parse', '--verify', '--quiet', name], { cwd }))) return name;
  }
  throw new Failure('There is no branch main or master to compare with: give --base.', { usage: true });
}

const MARKS = { 'linguist-generated': 'generated', 'linguist-vendored': 'vendored' } as const;

/** What `.gitattributes` of a commit says, read through an index of its own, which every git can. */
async function marksOf(
  cwd: string,
  base: string,
  paths: readonly string[],
): Promise<NonNullable<ChangeToReview['marked']>> {
  const folder = await mkdtemp(join(tmpdir(), 'arbiter-index-'));
  try {
    const options = { cwd, env: { GIT_INDEX_FILE: join(folder, 'index') } };
    if (paths.length === 0 || (await tryGit(['read-tree', base], options)) === undefined) return () => undefined;
    const args = ['check-attr', '--cached', '-z', '--stdin', ...Object.keys(MARKS)];
    const told = await tryGit(args, { ...options, input: `${paths.join('\0')}\0` });
    const fields = told?.toString().split('\0') ?? [];
    const marks = new Map<string, 'generated' | 'vendored'>();
    for (let index = 0; index + 2 < fields.length; index += 3) {
      const [path = '', name = '', value = ''] = fields.slice(index, index + 3);
      const mark = MARKS[name as keyof typeof MARKS];
      if (value === 'set' || value === 'true') marks.set(path, mark);
    }
    return (path) => marks.get(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
