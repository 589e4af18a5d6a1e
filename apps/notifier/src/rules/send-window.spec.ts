import { describe, expect, it } from '@jest/globals';
import { isFree } from './holidays.ts';
import { type Availability, mayBeSentAt } from './send-window.ts';
import { readShipped } from './shipped.ts';
import { windowOpensAt } from './throttle.ts';
import { instantOf, isZone, localTime } from './zoned-time.ts';

const { holidays } = readShipped(undefined);
const usual: Availability = {
  zone: 'Europe/Berlin',
  quiet: { from: 18 * 60, until: 9 * 60 },
  leave: [],
  holidays: undefined,
};
const opens = (now: string, over: Partial<Availability> = {}) =>
  mayBeSentAt(new Date(now), { ...usual, ...over }, holidays).toISOString();

describe('when somebody may be written to', () => {
  it.each([
    ['at once in working hours', '2026-08-05T10:00:00Z', {}, '2026-08-05T10:00:00.000Z'],
    ['in the morning, by their own clock', '2026-08-05T17:00:00Z', {}, '2026-08-06T07:00:00.000Z'],
    ['in the morning, early', '2026-08-05T04:00:00Z', {}, '2026-08-05T07:00:00.000Z'],
    ['from the minute on at which quiet ends', '2026-08-05T07:00:00Z', {}, '2026-08-05T07:00:00.000Z'],
    ['not from the minute on at which quiet begins', '2026-08-05T16:00:00Z', {}, '2026-08-06T07:00:00.000Z'],
    ['on Monday, of Friday night', '2026-08-07T20:00:00Z', {}, '2026-08-10T07:00:00.000Z'],
    ['on Sunday, where the weekend is another', '2026-08-06T20:00:00Z', { holidays: 'IL' }, '2026-08-09T07:00:00.000Z'],
    ['after a holiday', '2026-10-02T20:00:00Z', { holidays: 'DE' }, '2026-10-05T07:00:00.000Z'],
    ['after Easter', '2026-04-02T20:00:00Z', { holidays: 'DE' }, '2026-04-07T07:00:00.000Z'],
    ['after a part’s own holiday', '2026-11-05T20:00:00Z', { holidays: 'DE-BY' }, '2026-11-06T08:00:00.000Z'],
    [
      'after leave',
      '2026-08-05T10:00:00Z',
      { leave: [{ from: '2026-08-05', until: '2026-08-12' }] },
      '2026-08-13T07:00:00.000Z',
    ],
    ['after a siesta', '2026-08-05T11:00:00Z', { quiet: { from: 720, until: 840 } }, '2026-08-05T12:00:00.000Z'],
    [
      'always, where quiet is empty',
      '2026-08-05T23:00:00Z',
      { quiet: { from: 0, until: 0 } },
      '2026-08-05T23:00:00.000Z',
    ],
    [
      'by UTC, in a zone that nobody knows',
      '2026-08-05T20:00:00Z',
      { zone: 'Mars/Olympus' },
      '2026-08-06T09:00:00.000Z',
    ],
    [
      'on the other side of the date line',
      '2026-08-05T20:00:00Z',
      { zone: 'Pacific/Auckland' },
      '2026-08-05T21:00:00.000Z',
    ],
    ['when summer begins', '2026-03-27T18:00:00Z', {}, '2026-03-30T07:00:00.000Z'],
    ['when summer ends', '2026-10-23T17:00:00Z', {}, '2026-10-26T08:00:00.000Z'],
  ] as const)('%s', (_, now, over, expected) => {
    expect(opens(now, over)).toBe(expected);
  });

  it('comes to an end also for whoever is away for good', () => {
    expect(() => opens('2026-08-05T10:00:00Z', { leave: [{ from: '2000-01-01', until: '9999-12-31' }] })).not.toThrow();
  });

  it('knows holidays by their distance from Easter', () => {
    expect(
      ['2026-04-03', '2026-04-06', '2026-05-14', '2027-03-26', '2026-04-07'].map((day) => isFree(day, 'DE', holidays)),
    ).toEqual([true, true, true, true, false]);
  });

  it('leaves a window between two messages', () => {
    const now = new Date('2026-08-05T10:00:00Z');
    expect(windowOpensAt(now, undefined, 12)).toEqual(now);
    expect(windowOpensAt(now, new Date('2026-08-05T09:00:00Z'), 12)).toEqual(new Date('2026-08-05T21:00:00Z'));
    expect(windowOpensAt(now, new Date('2026-08-04T09:00:00Z'), 12)).toEqual(now);
  });
});

describe('calendar and clock of a zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Marquesas'])(
    'there and back again: %s',
    (zone) => {
      for (let day = 0; day < 366; day += 3) {
        const at = new Date(Date.UTC(2026, 0, 1, 10, 30) + day * 86_400_000);
        expect(instantOf(localTime(at, zone), zone)).toEqual(at);
      }
    },
  );

  it('goes on behind the gap where the clock jumps', () => {
    expect(instantOf({ date: '2026-03-29', minute: 150 }, 'Europe/Berlin').toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    );
    expect([isZone('Europe/Berlin'), isZone('Mars/Olympus'), isZone('')]).toEqual([true, false, false]);
  });
});
