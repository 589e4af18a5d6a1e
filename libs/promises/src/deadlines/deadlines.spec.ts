import { describe, expect, it } from '@jest/globals';
import { deadlinesIn } from './deadlines.ts';

/** Wednesday, 18 November 2026, ten in the morning in Berlin. */
const AT = '2026-11-18T10:00:00+01:00';

const first = (text: string, at = AT) => {
  const deadline = deadlinesIn(text, at)[0];
  return deadline && [deadline.text, deadline.at ?? deadline.event, deadline.granularity];
};

describe('deadlinesIn', () => {
  it.each([
    // A day without a time is the end of that working day.
    ['by 2026-12-01', '2026-12-01', '2026-12-01T17:00:00+01:00', 'day'],
    ["I'll fix it today", 'today', '2026-11-18T17:00:00+01:00', 'day'],
    ['done by EOD', 'EOD', '2026-11-18T17:00:00+01:00', 'day'],
    ['tomorrow at 3pm', 'tomorrow at 3pm', '2026-11-19T15:00:00+01:00', 'time'],
    ['by the day after tomorrow', 'the day after tomorrow', '2026-11-20T17:00:00+01:00', 'day'],
    ['on Friday', 'Friday', '2026-11-20T17:00:00+01:00', 'day'],
    ['by Wednesday', 'Wednesday', '2026-11-18T17:00:00+01:00', 'day'],
    ['next Tuesday', 'next Tuesday', '2026-11-24T17:00:00+01:00', 'day'],
    ['Monday 9:30 am', 'Monday 9:30 am', '2026-11-23T09:30:00+01:00', 'time'],
    ['on November 30th', 'November 30th', '2026-11-30T17:00:00+01:00', 'day'],
    ['on 3 Dec 2027', '3 Dec 2027', '2027-12-03T17:00:00+01:00', 'day'],
    ['on 5 January', '5 January', '2027-01-05T17:00:00+01:00', 'day'],
    ['done by 5pm', '5pm', '2026-11-18T17:00:00+01:00', 'time'],
    ['at 9:15, not before', '9:15', '2026-11-19T09:15:00+01:00', 'time'],
    ['within three days', 'within three days', '2026-11-21T17:00:00+01:00', 'day'],
    ['in 3 business days', 'in 3 business days', '2026-11-23T17:00:00+01:00', 'day'],
    ['in two hours', 'in two hours', '2026-11-18T12:00:00+01:00', 'time'],
    ['in a couple of weeks', 'in a couple of weeks', '2026-12-02T17:00:00+01:00', 'day'],
    ['by end of week', 'end of week', '2026-11-20T17:00:00+01:00', 'week'],
    ['this weekend', 'this weekend', '2026-11-22T17:00:00+01:00', 'week'],
    ['next week', 'next week', '2026-11-27T17:00:00+01:00', 'week'],
    ['by the end of the month', 'the end of the month', '2026-11-30T17:00:00+01:00', 'month'],
    ['in Q1', 'Q1', '2027-03-31T17:00:00+01:00', 'quarter'],
    ['in Q3 2027', 'Q3 2027', '2027-09-30T17:00:00+01:00', 'quarter'],
    ['by the end of the quarter', 'the end of the quarter', '2026-12-31T17:00:00+01:00', 'quarter'],
  ])('reads "%s"', (text, words, when, granularity) => {
    expect(first(text)).toEqual([words, when, granularity]);
  });

  it.each([
    ['in the next PR', 'in the next PR'],
    ['next sprint', 'next sprint'],
    ['before 1.4', 'before 1.4'],
    ['before the release', 'before the release'],
    ['once that PR is merged', 'once that PR is merged'],
    ['after tests pass', 'after tests pass'],
  ])('takes "%s" for an event', (text, event) => {
    expect(first(text)).toEqual([event, event, 'event']);
  });

  it('takes a weekday that is over for next week', () => {
    expect(first('by Friday', '2026-11-20T09:00:00+01:00')?.[1]).toBe('2026-11-20T17:00:00+01:00');
    expect(first('by Friday', '2026-11-20T18:00:00+01:00')?.[1]).toBe('2026-11-27T17:00:00+01:00');
  });

  it("counts by the writer's own clock", () => {
    expect(first('today', '2026-11-18T23:30:00-08:00')?.[1]).toBe('2026-11-18T17:00:00-08:00');
    expect(first('tomorrow', '2026-12-31T23:30:00Z')?.[1]).toBe('2027-01-01T17:00:00Z');
  });

  it('knows no 30 February', () => {
    expect(deadlinesIn('by February 30', AT)).toEqual([]);
  });

  it('lists several, first mention first', () => {
    expect(deadlinesIn('a first cut tomorrow, the rest next week', AT).map(({ text }) => text)).toEqual([
      'tomorrow',
      'next week',
    ]);
  });

  it.each(['sun.misc is gone', 'see 1.2.3', 'a monday-morning-like bug', 'the second march of ants', 'up to 12 items'])(
    'finds no deadline in "%s"',
    (text) => {
      expect(deadlinesIn(text, AT)).toEqual([]);
    },
  );
});
