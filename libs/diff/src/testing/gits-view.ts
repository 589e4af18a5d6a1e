import type { FileStatus } from '../model/file-diff.ts';
import type { NastyRepository } from './nasty-repository.ts';

/** A file as `git diff --raw` and `--numstat` tell it, which need no parsing of lines. */
export interface GitsFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: FileStatus;
  /** Null for binary files. */
  readonly added: number | null;
  readonly removed: number | null;
  readonly oldBlob: string;
  readonly newBlob: string;
}

const STATUS: Readonly<Record<string, FileStatus>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
};

const OPTIONS = ['--find-renames', '--find-copies-harder', '--no-abbrev', '-z'];

/** What changed between two commits, in git's own order. A file that becomes a link is deleted and added, as in the patch. */
export function gitsView(repository: NastyRepository, base: string, head: string): GitsFile[] {
  const raw = repository
    .git('diff', '--raw', ...OPTIONS, base, head)
    .toString()
    .split('\0');
  const counts = countsOf(
    repository
      .git('diff', '--numstat', ...OPTIONS, base, head)
      .toString()
      .split('\0'),
  );
  const files: GitsFile[] = [];
  for (let at = 0; at < raw.length - 1;) {
    const [, , oldBlob = '', newBlob = '', letter = ''] = raw[at]?.split(' ') ?? [];
    const moved = /^[RC]/.test(letter);
    const path = raw[at + (moved ? 2 : 1)] ?? '';
    const previousPath = moved ? { previousPath: raw[at + 1] ?? '' } : {};
    const [added, removed] = counts.get(path) ?? [null, null];
    at += moved ? 3 : 2;
    const file = { path, ...previousPath, status: STATUS[letter.charAt(0)] ?? 'modified', oldBlob, newBlob };
    if (letter === 'T') {
      files.push({ ...file, status: 'deleted', added: 0, removed, newBlob: '' });
      files.push({ ...file, status: 'added', added, removed: 0, oldBlob: '' });
    } else files.push({ ...file, added, removed });
  }
  return files;
}

type Counts = readonly [number | null, number | null];

function countsOf(numstat: readonly string[]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  for (let at = 0; at < numstat.length - 1; at++) {
    const [added = '', removed = '', ...name] = numstat[at]?.split('\t') ?? [];
    let path = name.join('\t');
    if (path === '') {
      at += 2;
      path = numstat[at] ?? '';
    }
    counts.set(path, [added, removed].map((count) => (count === '-' ? null : Number(count))) as unknown as Counts);
  }
  return counts;
}
