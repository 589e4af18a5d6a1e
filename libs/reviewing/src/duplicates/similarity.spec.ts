import { describe, expect, it } from '@jest/globals';
import { areaUnderCurve, DUPLICATE, similarityOf } from './similarity.ts';

describe('the similarity of two findings', () => {
  it.each([
    [
      'The `queued` field uses `timezone.now()` as its default, which is evaluated once when the class is defined, so all instances share one timestamp.',
      "Dataclass default value is computed at import time: every instance gets the same timestamp. Use field(default_factory=timezone.now) for 'queued'.",
    ],
    [
      'If `params[:id]` matches no record, `host` is nil and `host.destroy` raises a 500 instead of a 404.',
      'Missing nil check in destroy: `host` can be nil when no record is found for the given id, which raises NoMethodError.',
    ],
  ])('sees through other words: %j', (one, other) => {
    expect(similarityOf(one, other)).toBeGreaterThanOrEqual(DUPLICATE);
  });

  it.each([
    [
      'The method name `santizeAnchors` is misspelled.',
      'The replacement in `santizeAnchors` uses the wrong matcher, so translated anchors are never removed.',
    ],
    ['A database connection is never closed when the query fails.', 'The button has no accessible label.'],
  ])('tells what is not the same: %j', (one, other) => {
    expect(similarityOf(one, other)).toBeLessThan(DUPLICATE);
  });

  it('does not depend on the order, and is whole for equal texts', () => {
    const [one, other] = ['`parse` ignores errors of `readFile`', 'Errors of `readFile()` are swallowed in parse()'];
    expect(similarityOf(one, other)).toBe(similarityOf(other, one));
    expect(similarityOf(one, ` ${one}\n`)).toBe(1);
  });

  it.each(['', '   ', '\u0000', 'a'.repeat(100_000), '`'.repeat(5_000), '🙂'.repeat(500), 'x_'.repeat(50_000)])(
    'has an answer for whatever is written',
    (text) => {
      const began = performance.now();
      const score = similarityOf(text, 'A lock is not released');
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(performance.now() - began).toBeLessThan(1_000);
    },
  );
});

describe('the area under the curve', () => {
  it('is the chance that a pair that is the same scores higher', () => {
    expect(areaUnderCurve([1, 2, 3], [0])).toBe(1);
    expect(areaUnderCurve([1], [1])).toBe(0.5);
    expect(areaUnderCurve([0, 2], [1])).toBe(0.5);
  });
});
