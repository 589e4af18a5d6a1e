import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseDiff } from '../parse/parse-diff.ts';
import { digestsOf, incrementOf } from './increment.ts';

const LINES = Array.from({ length: 60 }, (_, index) => `line ${String(index + 1)}`);

describe('what of a change nobody has looked at', () => {
  let template: string;
  let repository: string;

  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const write = (file: string, lines: readonly string[]): void =>
    writeFileSync(join(repository, file), `${lines.join('\n')}\n`);
  const commit = (title: string): void => void git('commit', '-qam', title);
  const replaced = (...changes: [number, string][]): string[] =>
    LINES.map((line, index) => new Map(changes).get(index + 1) ?? line);
  /** The change as a forge shows it: against the merge base. */
  const change = () => parseDiff(git('diff', '-M', 'main...topic'));
  const seenNow = (): Set<string> => new Set(change().flatMap(digestsOf));
  const left = (seen: ReadonlySet<string>): string[] =>
    incrementOf(change(), seen).flatMap(({ path, hunks }) =>
      hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === '+').map(({ text }) => `${path}: ${text}`)),
    );

  const temporary = (): string => mkdtempSync(join(tmpdir(), 'increment-'));

  // Made once and copied: every process of git that is started takes as long as the rest of a test.
  beforeAll(() => {
    repository = template = temporary();
    git('init', '-q', '-b', 'main');
    for (const file of ['a', 'b', 'c']) write(file, LINES);
    git('add', '.');
    commit('base');
    git('checkout', '-qb', 'topic');
    write('a', replaced([10, 'mine']));
    commit('work');
  });
  beforeEach(() => {
    repository = temporary();
    cpSync(template, repository, { recursive: true });
  });
  afterEach(() => {
    rmSync(repository, { recursive: true });
  });
  afterAll(() => {
    rmSync(template, { recursive: true });
  });

  it('is all of it at first, and nothing when nothing was pushed', () => {
    expect(left(new Set())).toEqual(['a: mine']);
    expect(left(seenNow())).toEqual([]);
  });

  it('is what another commit adds', () => {
    const seen = seenNow();
    write('a', replaced([10, 'mine'], [40, 'more']));
    commit('more');
    expect(left(seen)).toEqual(['a: more']);
  });

  it('is what an amended commit says otherwise', () => {
    const seen = seenNow();
    write('a', replaced([10, 'mine, better']));
    git('commit', '-qa', '--amend', '-m', 'work');
    expect(left(seen)).toEqual(['a: mine, better']);
  });

  it('is nothing after a rebase that only moves it', () => {
    const seen = seenNow();
    git('checkout', '-q', 'main');
    write('a', ['new', 'head', ...LINES]);
    write('b', replaced([5, 'theirs']));
    commit('theirs');
    git('checkout', '-q', 'topic');
    git('rebase', '-q', 'main');
    expect(left(seen)).toEqual([]);
  });

  it('is none of what a merge from the base brings', () => {
    const seen = seenNow();
    git('checkout', '-q', 'main');
    write('a', replaced([50, 'theirs']));
    write('b', replaced([5, 'theirs']));
    commit('theirs');
    git('checkout', '-q', 'topic');
    git('merge', '-q', '--no-edit', 'main');
    write('c', replaced([30, 'also mine']));
    commit('also');
    expect(left(seen)).toEqual(['c: also mine']);
  });

  it('is the same lines again where they are changed in a second place', () => {
    const seen = seenNow();
    write('a', replaced([10, 'mine'], [50, 'mine']));
    commit('again');
    expect(left(seen)).toEqual(['a: mine']);
  });

  it('is the new place where the same lines stand, also before the one that was seen, and only once', () => {
    const inserted = (...places: number[]): string[] =>
      LINES.flatMap((line, index) => (places.includes(index + 1) ? [line, 'again'] : [line]));
    write('a', inserted(50));
    git('commit', '-qa', '--amend', '-m', 'work');
    const seen = seenNow();
    write('a', inserted(5, 50));
    commit('again');
    const found = incrementOf(change(), seen);
    expect(found.flatMap(({ hunks }) => hunks.map(({ newStart }) => newStart))).toContain(3);
    expect(left(new Set([...seen, ...found.flatMap(digestsOf)]))).toEqual([]);
  });

  it('is nothing where what the base brings parts a hunk, or joins two', () => {
    write('a', replaced([10, 'mine'], [14, 'mine too'], [30, 'mine three'], [40, 'mine four']));
    commit('more');
    const seen = seenNow();
    git('checkout', '-q', 'main');
    const theirs = replaced();
    theirs.splice(33, 5);
    theirs.splice(11, 0, ...Array.from({ length: 9 }, (_, index) => `theirs ${String(index)}`));
    write('a', theirs);
    commit('theirs');
    git('checkout', '-q', 'topic');
    git('merge', '-q', '--no-edit', 'main');
    expect(change().flatMap(({ hunks }) => hunks)).toHaveLength(3);
    expect(left(seen)).toEqual([]);
  });

  it('is what a push made whole that was cut off before', () => {
    const [file] = change();
    if (!file) throw new Error('nothing changed');
    const cut = { ...file, hunks: [], truncated: 'too large' };
    expect(incrementOf([cut], seenNow())).toEqual([cut]);
  });
});
