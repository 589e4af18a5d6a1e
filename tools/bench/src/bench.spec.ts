import { describe, expect, it } from '@jest/globals';
import { deliveriesOf } from './corpus/deliveries.ts';
import { PUSH_SIZES } from './corpus/push-sizes.ts';
import { medianOf } from './measure/histogram.ts';
import { median } from './measure/statistics.ts';
import { UsageError, parseOptions } from './options.ts';
import { isMet } from './report/figure.ts';

const secret = 'a secret of the specs';

describe('the history of the bench', () => {
  it('has as many commits as asked for, each once', () => {
    const bodies = [...deliveriesOf(1, 500, secret)].map(
      ({ body }) => JSON.parse(body.toString('utf8')) as { commits: { id: string }[] },
    );
    const shas = bodies.flatMap(({ commits }) => commits.map(({ id }) => id));
    expect(new Set(shas).size).toBe(500);
  });

  it('is the same for the same seed, and another for another', () => {
    const digest = (seed: number) =>
      [...deliveriesOf(seed, 50, secret)].map(({ headers }) => headers['x-hub-signature-256']);
    expect(digest(1)).toEqual(digest(1));
    expect(digest(1)).not.toEqual(digest(2));
  });

  it('has pushes of the sizes of a real one', () => {
    const total = PUSH_SIZES.reduce((sum, [commits, pushes]) => sum + commits * pushes, 0);
    expect(total).toBe(6158);
    const pushes = [...deliveriesOf(3, 5_000, secret)];
    expect(5_000 / pushes.length).toBeGreaterThan(3);
    expect(5_000 / pushes.length).toBeLessThan(4.2);
  });
});

describe('figures', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('of %j have the median %d', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('have a median between two readings of a histogram', () => {
    const reading = (...counts: number[]) =>
      [1, 2, 3, Infinity].map((bound, index) => ({ bound, count: counts[index] ?? 0 }));
    expect(medianOf(reading(5, 5, 5, 5), reading(5, 15, 15, 15))).toBe(1.5);
    expect(medianOf([], reading(0, 0, 8, 10))).toBe(2.625);
    expect(medianOf([], reading(0, 0, 0, 10))).toBe(3);
    expect(medianOf(reading(1, 1, 1, 1), reading(1, 1, 1, 1))).toBeNaN();
  });

  it('are judged by their target', () => {
    const figure = { name: 'x', value: 1, unit: '' };
    expect(isMet(figure)).toBeUndefined();
    expect(isMet({ ...figure, target: { atLeast: 1 } })).toBe(true);
    expect(isMet({ ...figure, target: { below: 1 } })).toBe(false);
  });
});

describe('the command line', () => {
  it('chooses benches', () => {
    expect(parseOptions(['--only', 'gateway,start', '--quick'])).toEqual({
      benches: ['gateway', 'start'],
      quick: true,
      out: undefined,
    });
  });

  it('refuses what it does not know', () => {
    expect(() => parseOptions(['--only', 'x'])).toThrow(UsageError);
    expect(() => parseOptions(['--fast'])).toThrow(UsageError);
  });
});
