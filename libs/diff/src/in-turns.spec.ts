import { describe, expect, it } from '@jest/globals';
import { eachInTurns, inTurns } from './in-turns.ts';
import { digestsInTurns, digestsOf } from './increment/increment.ts';
import { parseDiff, parseDiffInTurns } from './parse/parse-diff.ts';

/** Holds the event loop for so long, milliseconds. */
function hold(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('work in turns', () => {
  it('makes what it makes in one go, in the same order', async () => {
    expect(await inTurns(new Set([3, 1, 2]))).toEqual([3, 1, 2]);
    expect(await eachInTurns([1, 2, 3], (number) => number * 2)).toEqual([2, 4, 6]);
    const diff = ['a', 'b', 'c'].map((name) => `diff --git a/${name} b/${name}\n@@ -1 +1 @@\n-a\n+b\n`).join('');
    for (const text of [diff, `${diff}diff --g`, `${diff}Submodule x 1111111...2222222:\n`, '', 'no diff\n'])
      expect(await parseDiffInTurns(text)).toEqual(parseDiff(text));
  });

  it('lets others have theirs when it takes long, and fails as work fails', async () => {
    let others = 0;
    const work = eachInTurns(Array(10), () => {
      setImmediate(() => others++);
      hold(15);
    });
    await work;
    expect(others).toBeGreaterThan(2);
    await expect(
      eachInTurns([1], (): never => {
        throw new SyntaxError('no');
      }),
    ).rejects.toThrow(SyntaxError);
  });

  it('comes to the same for a hunk so long that it is read and named in steps', async () => {
    const lines = Array.from({ length: 45_000 }, (_, index) => `${index % 9 === 0 ? '-' : '+'}line ${String(index)}\n`);
    const diff = `diff --git a/a b/a\n@@ -1,5000 +1,40000 @@\n${lines.join('')}`;
    const [files, again] = [parseDiff(diff), await parseDiffInTurns(diff)];
    expect(files[0]?.hunks[0]?.lines).toHaveLength(45_000);
    expect(JSON.stringify(again)).toBe(JSON.stringify(files));
    expect(await digestsInTurns(again)).toEqual(files.map(digestsOf));
  });
});
