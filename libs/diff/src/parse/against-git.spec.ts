import { describe, expect, it } from '@jest/globals';
import type { FileDiff, Hunk, LineKind } from '../model/file-diff.ts';
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

/** A hunk's lines; of the last one no more than was left of it where the text is torn there. */
const shapeOf = ({ lines }: Hunk, torn: string): string[] =>
  lines.map(({ kind, text }, index) =>
    torn !== '' && index === lines.length - 1 ? (kind + text).slice(0, torn.length) : kind + text,
  );

describe.each([1, 2, 3])('a repository of nasty names and lines (%i)', (seed) => {
  using repository = new NastyRepository(seed);
  const commits = Array.from({ length: 13 }, () => repository.grow());
  const ways = [
    ...WAYS.map((way) => repository.changes([...MOVES, ...way])),
    repository.changes(MOVES, ['-c', 'core.quotePath=false']),
  ];
  const cases = commits.slice(1).map((head, number) => {
    const files = gitsView(repository, commits[number] ?? '', head);
    const texts = repository.blobs(files.flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob]));
    const blobs = files.map((_, index) => [texts[2 * index], texts[2 * index + 1]] as const);
    const diffs = ways.map((changes) => changes[number] ?? Buffer.of());
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
      for (let end = 1; end < diff.length; end += 7) {
        // What is cut off within the last line of a hunk has all its lines; a remark is understood by its first letter.
        const tail = diff.slice(diff.lastIndexOf('\n', end - 1) + 1, end);
        const files = parseDiff(diff.slice(0, end));
        for (const [at, file] of files.entries()) {
          const torn = at === files.length - 1 ? tail : '';
          expect(file.hunks.map((hunk) => shapeOf(hunk, torn))).toEqual(
            whole[at]?.hunks.slice(0, file.hunks.length).map((hunk) => shapeOf(hunk, torn)),
          );
          if (at < files.length - 1) expect(file).toEqual(whole[at]);
        }
        // Of a hunk the counts tell, of a header its form; that another hunk was to follow nobody can tell.
        const torn = /^[^ +\\-]/.test(tail) && diff[end] !== '\n';
        if (torn && files.length > 0) expect([tail, files.at(-1)?.truncated]).toEqual([tail, expect.any(String)]);
      }
    }
  });
});
