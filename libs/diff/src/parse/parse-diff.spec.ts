import { describe, expect, it } from '@jest/globals';
import type { FileDiff } from '../model/file-diff.ts';
import { parseDiff } from './parse-diff.ts';
import { parsePatch } from './parse-patch.ts';

/** A diff of lines, ended as git ends them. */
const diff = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const first = (...lines: readonly string[]): FileDiff | undefined => parseDiff(diff(...lines))[0];

const HEADER = ['diff --git a/x.ts b/x.ts', 'index 1111111..2222222 100644', '--- a/x.ts', '+++ b/x.ts'];

const texts = (file: FileDiff | undefined): string[] | undefined =>
  file?.hunks.flatMap(({ lines }) => lines.map(({ kind, text }) => kind + text));

describe('a hunk', () => {
  it('of one line needs no count, and keeps the text behind its header', () => {
    expect(first(...HEADER, '@@ -1 +1 @@ class A', '-a', '+b')?.hunks).toEqual([
      {
        oldStart: 1,
        oldLines: 1,
        newStart: 1,
        newLines: 1,
        section: 'class A',
        lines: [
          { kind: '-', old: 1, new: null, text: 'a' },
          { kind: '+', old: null, new: 1, text: 'b' },
        ],
      },
    ]);
  });

  it('takes an empty line for an empty line of both files', () => {
    expect(texts(first(...HEADER, '@@ -1,2 +1,2 @@', '', '-a', '+b'))).toEqual([' ', '-a', '+b']);
  });

  it('is read where a signature or the next mail follows', () => {
    const patch = diff(
      'From 1111111',
      'Subject: x',
      '---',
      ' x.ts | 2 +-',
      '',
      ...HEADER,
      '@@ -1 +1 @@',
      '-a',
      '+b',
      '-- ',
    );
    const files = parseDiff(`${patch}2.39.5\n\n${patch}`);
    expect(files.map(({ path, truncated }) => [path, truncated])).toEqual([
      ['x.ts', undefined],
      ['x.ts', undefined],
    ]);
  });

  it('that is shorter, longer or other than it says is left out, and the next one is read', () => {
    const next = ['@@ -9 +9 @@', '-y', '+z'];
    for (const broken of [
      ['@@ -1,3 +1,3 @@', '-a', '+b'],
      ['@@ -1 +1 @@', '-a', '+b', '+c'],
      ['@@ -1,2 +1 @@', '+a', '+b', '+c'],
      ['@@ -1 +x @@', '-a', '+b'],
      ['@@ -1,99999999999 +1 @@', '-a', '+b'],
    ]) {
      const file = first(...HEADER, ...broken, ...next);
      expect(file?.truncated).toMatch(/^a hunk /);
      expect(texts(file)).toEqual(['-y', '+z']);
    }
  });

  it('is whole when it has all its lines, with or without the very last line feed', () => {
    const whole = diff(...HEADER, '@@ -1 +1 @@', '-a', '+bc');
    expect(parseDiff(whole.slice(0, -1))).toEqual(parseDiff(whole));
    expect(parseDiff(`${whole}\\ No newline at end of file`)).toMatchObject([{ hunks: [{ unterminated: 'new' }] }]);
    expect(parseDiff(diff(...HEADER, '@@ -1,2 +1,2 @@', '-a', '+b', ' c').slice(0, -1))).toMatchObject([
      { hunks: [{ lines: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] }] },
    ]);
    expect(
      parseDiff(diff('diff --cc x', 'index 1,2..3', '@@@ -1 -1 +1 @@@', '- a', ' -b', '++c').slice(0, -1)),
    ).toEqual(parseDiff(diff('diff --cc x', 'index 1,2..3', '@@@ -1 -1 +1 @@@', '- a', ' -b', '++c')));
  });

  it('is cut off when its header counts more than there is', () => {
    const whole = diff(...HEADER, '@@ -1,2 +1,2 @@', '-a', '+b', ' c');
    for (const end of [2, 3, 4, 6, 9]) {
      const [file] = parseDiff(whole.slice(0, -1 - end));
      expect(file).toMatchObject({ truncated: expect.stringMatching(/^a hunk /), hunks: [] });
    }
  });
});

describe('a file', () => {
  it('whose header is cut off says so', () => {
    for (const lines of [
      ['diff --git a/x.ts b/x.ts'],
      ['diff --git a/x.ts b/x.ts', 'new file mode 100644'],
      ['diff --git a/x.ts b/x.ts', 'old mode 100644'],
      ['diff --git a/x.ts b/x.ts', 'index 1111111..2222222 100644'],
      ['diff --git a/x.ts b/y.ts', 'similarity index 100%', 'rename from x.ts'],
      ['diff --git a/x.ts b/y.ts', 'similarity index 90%', 'rename from x.ts', 'rename to y.ts'],
    ]) {
      expect(first(...lines)?.truncated).toBeDefined();
    }
    expect(parseDiff('diff --git a/src/x.ts b/sr')).toMatchObject([
      { path: 'src/x.ts', truncated: expect.any(String) },
    ]);
  });

  it('without lines may be whole: empty, moved, of another mode', () => {
    for (const lines of [
      ['diff --git a/x.ts b/x.ts', 'new file mode 100644', 'index 0000000..e69de29'],
      ['diff --git a/x.ts b/x.ts', 'old mode 100644', 'new mode 100755'],
      ['diff --git a/y.ts b/x.ts', 'similarity index 100%', 'rename from y.ts', 'rename to x.ts'],
    ]) {
      expect(first(...lines)).toMatchObject({ path: 'x.ts', hunks: [] });
      expect(first(...lines)?.truncated).toBeUndefined();
    }
  });

  it('without lines is whole without the last line feed, too', () => {
    for (const lines of [
      ['diff --git a/x.ts b/x.ts', 'new file mode 100644', 'index 0000000..e69de29'],
      ['diff --git a/x.ts b/x.ts', 'old mode 100644', 'new mode 100755'],
      ['diff --git a/y.ts b/x.ts', 'similarity index 100%', 'rename from y.ts', 'rename to x.ts'],
      [
        'diff --git "a/\\303\\244" "b/\\303\\266"',
        'similarity index 100%',
        'copy from "\\303\\244"',
        'copy to "\\303\\266"',
      ],
      ['diff --git a/x b/x', 'index 1111111..2222222 100644', 'Binary files a/x and b/x differ'],
    ]) {
      const text = diff(...lines);
      expect(parseDiff(text.slice(0, -1))).toEqual(parseDiff(text));
      expect(parseDiff(text.slice(0, -2))).toMatchObject([{ truncated: expect.any(String) }]);
    }
  });

  it('behind which the diff breaks off within another name is marked', () => {
    expect(parseDiff(`${diff(...HEADER, '@@ -1 +1 @@', '-a', '+b')}diff --g`)).toMatchObject([
      { truncated: 'the diff is cut off behind it', hunks: [{ oldStart: 1 }] },
    ]);
  });

  it('may come with carriage returns that the way of the diff has added', () => {
    const text = diff('diff --git a/x y b/x y', 'old mode 100644', 'new mode 100755').replaceAll('\n', '\r\n');
    expect(parseDiff(text)).toMatchObject([{ path: 'x y', newMode: '100755' }]);
  });

  it('of a patch from PowerShell is read in its UTF-16', () => {
    const text = diff(...HEADER, '@@ -1 +1 @@', '-ä', '+日').replaceAll('\n', '\r\n');
    expect(texts(parseDiff(Buffer.from(`\uFEFF${text}`, 'utf16le'))[0])).toEqual(['-ä\r', '+日\r']);
  });

  it('has U+FFFD for bytes that are no UTF-8, and loses no line by them', () => {
    const bytes = Buffer.concat([
      Buffer.from(diff(...HEADER, '@@ -1 +1 @@', '-a')),
      Buffer.from('2bff e20a'.replace(' ', ''), 'hex'),
    ]);
    expect(texts(parseDiff(bytes)[0])).toEqual(['-a', '+\uFFFD\uFFFD']);
  });

  it('of diff -u is named without prefix and date', () => {
    const body = ['@@ -1 +1 @@', '-a', '+b'];
    const date = '\t2026-01-01 10:00:00.000000000 +0000';
    expect(first(`--- old/x y.ts${date}`, `+++ new/x y.ts${date}`, ...body)?.path).toBe('x y.ts');
    expect(first('--- x.ts.orig', '+++ x.ts', ...body)?.path).toBe('x.ts');
    expect(first('--- /dev/null', '+++ b/x.ts', '@@ -0,0 +1 @@', '+b')).toMatchObject({
      path: 'x.ts',
      status: 'added',
    });
    expect(first('--- a/x.ts', '+++ /dev/null', '@@ -1 +0,0 @@', '-b')).toMatchObject({
      path: 'x.ts',
      status: 'deleted',
    });
  });

  it('of a submodule is one, as a diff and as a log', () => {
    const index = 'index 1111111..2222222 160000';
    expect(
      first('diff --git a/lib b/lib', index, '--- a/lib', '+++ b/lib', '@@ -1 +1 @@', '-S 1', '+S 2'),
    ).toMatchObject({
      submodule: true,
    });
    expect(first('Submodule libs/a b 1111111...2222222 (rewind):', '  < Less')).toMatchObject({
      path: 'libs/a b',
      submodule: true,
      status: 'modified',
    });
  });

  it('is none of a text that is no diff', () => {
    for (const text of ['', '\n\n', 'Hello.\n--- a\nno\n', '\0\0\0', '@@ -1 +1 @@\n-a\n+b\n'])
      expect(parseDiff(text)).toEqual([]);
  });

  it('with a name as long as a file is read in a moment', () => {
    const name = 'a '.repeat(500_000);
    expect(parseDiff(diff(`diff --git a/${name}b/y`, ...HEADER.slice(1)))).toHaveLength(1);
  });
});

describe('a merge', () => {
  it('is read as the difference to its first parent', () => {
    const file = first(
      'diff --cc x.ts',
      'index 1111111,2222222..3333333',
      '--- a/x.ts',
      '+++ b/x.ts',
      '@@@ -1,3 -1,3 +1,4 @@@ f',
      '  both',
      '- ours',
      ' -theirs',
      '++merged',
      ' +of ours',
      '+ of theirs',
    );
    expect(file).toMatchObject({
      path: 'x.ts',
      status: 'modified',
      hunks: [{ oldLines: 3, newLines: 4, section: 'f' }],
    });
    expect(file?.truncated).toBeUndefined();
    expect(file?.hunks[0]?.lines).toEqual([
      { kind: ' ', old: 1, new: 1, text: 'both' },
      { kind: '-', old: 2, new: null, text: 'ours' },
      { kind: '+', old: null, new: 2, text: 'merged' },
      { kind: ' ', old: 3, new: 3, text: 'of ours' },
      { kind: '+', old: null, new: 4, text: 'of theirs' },
    ]);
  });

  it('that is cut off is marked', () => {
    expect(first('diff --cc x.ts', 'index 1,2..3', '@@@ -1,3 -1,3 +1,4 @@@', '  both')).toMatchObject({
      truncated: 'a hunk is cut off',
    });
  });
});

describe('the patch of one file, as forges give it', () => {
  it('needs no header and no last line feed', () => {
    const file = parsePatch('src/x.ts', '@@ -1 +1 @@\n-a\n+b', { status: 'renamed', previousPath: 'x.ts' });
    expect(file).toMatchObject({ path: 'src/x.ts', previousPath: 'x.ts', status: 'renamed' });
    expect(texts(file)).toEqual(['-a', '+b']);
    expect(file.truncated).toBeUndefined();
  });

  it('may be empty, have a header all the same, or be short', () => {
    expect(parsePatch('x', '').hunks).toEqual([]);
    expect(texts(parsePatch('x', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'))).toEqual(['-a', '+b']);
    expect(parsePatch('x', '@@ -1,9 +1,9 @@\n-a').truncated).toBe('a hunk is cut off');
  });
});
