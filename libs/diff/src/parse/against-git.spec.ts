import { describe, expect, it } from '@jest/globals';
import type { FileDiff, LineKind } from '../model/file-diff.ts';
import { applied } from '../testing/apply.ts';
import { type GitsFile, gitsView } from '../testing/gits-view.ts';
import { NastyRepository } from '../testing/nasty-repository.ts';
import { parseDiff } from './parse-diff.ts';

const MOVES = ['--find-renames', '--find-copies-harder'];

/** Ways to have the same diff written; each has to be read the same. */
const WAYS: readonly (readonly string[])[] = [
  [],
  ['--no-prefix'],
  ['--src-prefix=i/', '--dst-prefix=w/'],
  ['--src-prefix=old/', '--dst-prefix=new/'],
  ['--unified=0'],
  ['--binary', '--full-index'],
  ['--function-context'],
  ['--no-indent-heuristic', '--inter-hunk-context=9'],
];

const count = (file: FileDiff, kind: LineKind): number =>
  file.hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.kind === kind).length, 0);

/** What is compared of a file with git's own view. */
function seen(file: FileDiff): Partial<GitsFile> {
  const { path, previousPath, status, binary } = file;
  const counts = binary ? { added: null, removed: null } : { added: count(file, '+'), removed: count(file, '-') };
  return { path, ...(previousPath !== undefined && { previousPath }), status, ...counts };
}

const blobOf = (repository: NastyRepository, name: string): string =>
  /^0*$/.test(name) ? '' : repository.git('cat-file', 'blob', name).toString();

describe.each([1, 2, 3])('a repository of nasty names and lines (%i)', (seed) => {
  using repository = new NastyRepository(seed);
  repository.grow();
  const cases = Array.from({ length: 12 }, () => {
    const base = repository.git('rev-parse', 'HEAD').toString().trim();
    repository.grow();
    const head = repository.git('rev-parse', 'HEAD').toString().trim();
    const files = gitsView(repository, base, head);
    const blobs = files.map(
      ({ oldBlob, newBlob }) => [blobOf(repository, oldBlob), blobOf(repository, newBlob)] as const,
    );
    const diffs = [...WAYS, ['-c', 'core.quotePath=false']].map((way) => {
      const config = way[0] === '-c' ? way : [];
      const options = way[0] === '-c' ? [] : way;
      return repository.git(...config, 'diff', ...MOVES, ...options, base, head);
    });
    const mail = repository.git('format-patch', '--stdout', '-1', ...MOVES, head);
    return { files, blobs, diffs: [...diffs, mail] };
  });

  it('has the files, names, modes of change and counts that git tells, however it writes them', () => {
    for (const { files, diffs } of cases) {
      const expected = files.map(({ oldBlob: _old, newBlob: _new, ...file }) => file);
      for (const diff of diffs) expect(parseDiff(diff).map(seen)).toEqual(expected);
    }
  });

  it('has every line and number: the old file and its diff make the new file', () => {
    for (const { files, blobs, diffs } of cases) {
      for (const diff of diffs) {
        for (const [index, file] of parseDiff(diff).entries()) {
          expect(file.truncated).toBeUndefined();
          const [old = '', now = ''] = blobs[index] ?? [];
          const unchanged = files[index]?.oldBlob === files[index]?.newBlob;
          if (!file.binary) expect(unchanged ? now : applied(old, file)).toBe(now);
        }
      }
    }
  });

  it('cut off anywhere has nothing that the whole one has not, and says what is missing', () => {
    for (const { diffs } of cases.slice(0, 4)) {
      const diff = diffs[0]?.toString() ?? '';
      const whole = parseDiff(diff);
      const hunks = whole.map((file) => file.hunks.map(({ lines }) => JSON.stringify(lines)));
      for (let end = 1; end < diff.length; end += 7) {
        const files = parseDiff(diff.slice(0, end));
        for (const [at, file] of files.entries()) {
          const known = hunks[at]?.slice(0, file.hunks.length);
          expect(file.hunks.map(({ lines }) => JSON.stringify(lines))).toEqual(known);
          if (at < files.length - 1) expect(file).toEqual(whole[at]);
        }
        // The remark that a line feed is missing is understood by its first letter.
        const last = diff.slice(diff.lastIndexOf('\n', end - 1) + 1, end);
        const torn = last !== '' && !last.startsWith('\\');
        if (torn && files.length > 0) expect([last, files.at(-1)?.truncated]).toEqual([last, expect.any(String)]);
      }
    }
  });
});
