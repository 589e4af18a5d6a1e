import { describe, expect, it } from '@jest/globals';
import { added, chance } from '../testing/diffs.ts';
import { pack, type Room } from './pack.ts';
import { counterFor } from './tokens.ts';

const ROOM: Room = { perCall: 24_000, calls: 12, total: 50_000, reserve: 10_000, held: 6_000, taken: 3_000 };
const random = chance(11);
const code = (lines: number) =>
  Array.from(
    { length: lines },
    (_, at) => `const value${String(at)} = compute(${random().toFixed(6)}, 'some words');`,
  ).join('\n');

describe('packing', () => {
  it('sends every hunk or lists its file, and cuts none', async () => {
    const tokensOf = await counterFor('gpt-4o');
    const files = Array.from({ length: 200 }, (_, at) =>
      added(`src/file${String(at)}.ts`, code(Math.ceil(random() * 60))),
    );
    const { packs, left } = await pack(files, ROOM, tokensOf);
    const sent = packs.flatMap((each) => each.files);
    expect(new Set([...sent.map(({ path }) => path), ...left.map(({ path }) => path)]).size).toBe(200);
    expect(
      sent.reduce((sum, { hunks }) => sum + hunks.length, 0) + left.reduce((sum, { hunks }) => sum + hunks, 0),
    ).toBe(200);
    for (const file of sent) expect(files).toContain(file);
  });

  it('leaves room in every call for what is held before its tokens are known', async () => {
    const tokensOf = await counterFor('gpt-4o');
    const files = Array.from({ length: 100 }, (_, at) => added(`src/${String(at)}.ts`, code(40)));
    const { packs } = await pack(files, ROOM, tokensOf);
    let left = ROOM.total - ROOM.reserve;
    expect(packs.length).toBeGreaterThan(1);
    for (const { bytes, tokens } of packs) {
      expect(bytes + ROOM.held).toBeLessThanOrEqual(left);
      left -= tokens + ROOM.taken;
    }
  });

  it('takes source before tests before documents, and what guards something first of all', async () => {
    const files = ['README.md', 'src/a.test.ts', 'src/a.ts', 'src/auth/session.ts'].map((path) =>
      added(path, code(60)),
    );
    const tokensOf = await counterFor('gpt-4o');
    const { packs, left } = await pack(files, { ...ROOM, total: 24_000, calls: 1 }, tokensOf);
    expect(packs.flatMap((each) => each.files.map(({ path }) => path)).slice(0, 2)).toEqual([
      'src/auth/session.ts',
      'src/a.ts',
    ]);
    expect(left.map(({ path }) => path)).toContain('README.md');
  });

  it('lists a hunk that no call could hold', async () => {
    const { packs, left } = await pack(
      [added('a.ts', code(5_000))],
      { ...ROOM, total: 10_000_000 },
      await counterFor('gpt-4o'),
    );
    expect([packs, left]).toEqual([[], [{ path: 'a.ts', reason: 'too-long', hunks: 1 }]]);
  });

  it('of 5,000 files takes less than 2 s', async () => {
    const tokensOf = await counterFor('claude-sonnet-5');
    const files = Array.from({ length: 5_000 }, (_, at) => added(`src/deep/${String(at)}.ts`, code(12)));
    // Of the processor, not of the clock: others may be at work on this machine.
    const began = process.cpuUsage();
    const { left } = await pack(files, { ...ROOM, total: 1_000_000, calls: 50 }, tokensOf);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
    expect(left.length).toBeGreaterThan(0);
  });
});

describe('counting tokens', () => {
  it('knows no special text', async () => {
    const tokensOf = await counterFor('gpt-4o');
    expect(tokensOf('<|endoftext|><|im_start|>')).toBeGreaterThan(6);
  });

  it('leaves a margin where the tokenizer is not public', async () => {
    const text = code(50);
    const [ours, theirs] = [await counterFor('gpt-4o'), await counterFor('claude-sonnet-5')];
    expect(theirs(text)).toBeGreaterThan(ours(text) * 1.3);
  });

  it.each([
    'a'.repeat(300_000),
    ' '.repeat(300_000),
    '\n'.repeat(300_000),
    '=-'.repeat(150_000),
    '\u2028'.repeat(50_000),
  ])('takes no long time for what has no break', async (text) => {
    const tokensOf = await counterFor('gpt-4o');
    const began = performance.now();
    expect(tokensOf(text)).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
