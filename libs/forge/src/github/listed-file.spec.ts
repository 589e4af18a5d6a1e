import { describe, expect, it } from '@jest/globals';
import { fileOf } from './listed-file.ts';

const PATCH = '@@ -1,2 +1,2 @@\n one\n-two\n+three';

describe('a file of a list of GitHub', () => {
  it('is read from its patch', () => {
    const file = fileOf({ filename: 'a', status: 'modified', changes: 2, patch: PATCH });
    expect(file).toMatchObject({ path: 'a', status: 'modified', binary: false, submodule: false });
    expect([file.hunks.length, file.truncated]).toEqual([1, undefined]);
  });

  it.each([
    ['a patch that was left out', { changes: 9 }, { binary: false, truncated: 'GitHub withheld the patch' }],
    [
      'a patch that is shorter than GitHub counts',
      { changes: 9, patch: PATCH },
      { truncated: 'GitHub cut the patch off' },
    ],
    ['a binary', { status: 'added', changes: 0 }, { status: 'added', binary: true }],
    ['a mode alone', { status: 'changed', changes: 0 }, { status: 'modified', binary: false }],
    [
      'a rename alone',
      { status: 'renamed', previous_filename: 'b', changes: 0 },
      { status: 'renamed', previousPath: 'b', binary: false },
    ],
    [
      'a submodule',
      { changes: 2, patch: `@@ -1 +1 @@\n-Subproject commit ${'a'.repeat(40)}\n+Subproject commit ${'b'.repeat(40)}` },
      { submodule: true },
    ],
  ])('is told apart: %s', (_, listed, expected) => {
    expect(fileOf({ filename: 'a', status: 'modified', ...listed })).toMatchObject(expected);
  });
});
