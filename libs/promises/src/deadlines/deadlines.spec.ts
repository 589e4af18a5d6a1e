import { describe, expect, it } from '@jest/globals';
import { previewDeadlines } from '../preview.ts';
import { UnreadableText } from '../text.ts';
import { deadlinesIn } from './deadlines.ts';

/** Wednesday, 18 November 2026, ten in the morning in Berlin. */
const AT = '2026-11-18T10:00:00+01:00';

const all = (text: string, at = AT, zone?: string) =>
  previewDeadlines({ text, at, zone }).deadlines.map((deadline) => [
    deadline.text,
    deadline.at ?? deadline.event,
    deadline.granularity,
  ]);
const first = (text: string, at = AT, zone?: string) => all(text, at, zone)[0];

describe('a deadline', () => {
  it.each([
    // Dates.
    ['by 2026-12-01', '2026-12-01', '2026-12-01T17:00:00+01:00', 'day'],
    ['on November 30th', 'November 30th', '2026-11-30T17:00:00+01:00', 'day'],
    ['on 3 Dec 2027', '3 Dec 2027', '2027-12-03T17:00:00+01:00', 'day'],
    ['on 5 January', '5 January', '2027-01-05T17:00:00+01:00', 'day'],
    ['on 05-Jan-2027', '05-Jan-2027', '2027-01-05T17:00:00+01:00', 'day'],
    ['12/24/2026', '12/24/2026', '2026-12-24T17:00:00+01:00', 'day'],
    ['24/12/2026', '24/12/2026', '2026-12-24T17:00:00+01:00', 'day'],
    ['by 12/24', '12/24', '2026-12-24T17:00:00+01:00', 'day'],
    ['December twenty second', 'December twenty second', '2026-12-22T17:00:00+01:00', 'day'],
    ['by the 25th', 'the 25th', '2026-11-25T17:00:00+01:00', 'day'],
    ['by the 2nd of next month', 'the 2nd of next month', '2026-12-02T17:00:00+01:00', 'day'],
    ['Feb 29', 'Feb 29', '2028-02-29T17:00:00+01:00', 'day'],
    ['by Christmas', 'Christmas', '2026-12-25T17:00:00+01:00', 'day'],
    ['until Easter', 'Easter', '2027-03-28T17:00:00+02:00', 'day'],
    // Days near by.
    ["I'll fix it today", 'today', '2026-11-18T17:00:00+01:00', 'day'],
    ['done by EOD', 'EOD', '2026-11-18T17:00:00+01:00', 'day'],
    ['by close of business', 'close of business', '2026-11-18T17:00:00+01:00', 'day'],
    ['by the day after tomorrow', 'the day after tomorrow', '2026-11-20T17:00:00+01:00', 'day'],
    ['yesterday', 'yesterday', '2026-11-17T17:00:00+01:00', 'day'],
    // Weekdays.
    ['on Friday', 'Friday', '2026-11-20T17:00:00+01:00', 'day'],
    ['by Wednesday', 'Wednesday', '2026-11-18T17:00:00+01:00', 'day'],
    ['next Tuesday', 'next Tuesday', '2026-11-24T17:00:00+01:00', 'day'],
    ['last Friday', 'last Friday', '2026-11-13T17:00:00+01:00', 'day'],
    ['Thursday next week', 'Thursday next week', '2026-11-26T17:00:00+01:00', 'day'],
    ['Fri 18th', 'Fri 18th', '2026-12-18T17:00:00+01:00', 'day'],
    ['the first Monday of December', 'the first Monday of December', '2026-12-07T17:00:00+01:00', 'day'],
    ['Friday EOD', 'Friday EOD', '2026-11-20T17:00:00+01:00', 'day'],
    ['two Fridays from now', 'two Fridays from now', '2026-11-27T17:00:00+01:00', 'day'],
    ['on the fifteenth', 'the fifteenth', '2026-12-15T17:00:00+01:00', 'day'],
    ['Friday, November 27', 'Friday, November 27', '2026-11-27T17:00:00+01:00', 'day'],
    ['Tues at 11', 'Tues at 11', '2026-11-24T11:00:00+01:00', 'time'],
    ['a week on Monday', 'a week on Monday', '2026-11-30T17:00:00+01:00', 'day'],
    ['friday march nineteenth', 'friday march nineteenth', '2027-03-19T17:00:00+01:00', 'day'],
    ['due on 21. November', '21. November', '2026-11-21T17:00:00+01:00', 'day'],
    ['the next business day', 'the next business day', '2026-11-19T17:00:00+01:00', 'day'],
    // Times.
    ['in 24h', 'in 24h', '2026-11-19T10:00:00+01:00', 'time'],
    ['in 1.5 hours', 'in 1.5 hours', '2026-11-18T11:30:00+01:00', 'time'],
    ['in two and a half hours', 'in two and a half hours', '2026-11-18T12:30:00+01:00', 'time'],
    ['at 15h on Friday', 'at 15h on Friday', '2026-11-20T15:00:00+01:00', 'time'],
    // Stretches in other words.
    ['in roughly two months', 'in roughly two months', '2027-01-18T17:00:00+01:00', 'day'],
    ['in the next couple of days', 'in the next couple of days', '2026-11-20T17:00:00+01:00', 'day'],
    ['in 2 wks', 'in 2 wks', '2026-12-02T17:00:00+01:00', 'day'],
    ['the week after next', 'the week after next', '2026-12-04T17:00:00+01:00', 'week'],
    ['by month end', 'month end', '2026-11-30T17:00:00+01:00', 'month'],
    ['in the first week of December', 'the first week of December', '2026-12-04T17:00:00+01:00', 'week'],
    ['tomorrow at 3pm', 'tomorrow at 3pm', '2026-11-19T15:00:00+01:00', 'time'],
    ['Monday 9:30 am', 'Monday 9:30 am', '2026-11-23T09:30:00+01:00', 'time'],
    ['8am on the 20th', '8am on the 20th', '2026-11-20T08:00:00+01:00', 'time'],
    ['tomorrow evening at 7', 'tomorrow evening at 7', '2026-11-19T19:00:00+01:00', 'time'],
    ['tomorrow at half past nine', 'tomorrow at half past nine', '2026-11-19T09:30:00+01:00', 'time'],
    [
      '7pm on Tuesday, the 24th of November',
      '7pm on Tuesday, the 24th of November',
      '2026-11-24T19:00:00+01:00',
      'time',
    ],
    ['2026-12-01T09:30:00Z', '2026-12-01T09:30:00Z', '2026-12-01T09:30:00Z', 'time'],
    ['8 am Pacific tomorrow', '8 am Pacific tomorrow', '2026-11-19T08:00:00-08:00', 'time'],
    ['by midnight', 'by midnight', '2026-11-18T23:59:00+01:00', 'time'],
    ['tomorrow at noon', 'tomorrow at noon', '2026-11-19T12:00:00+01:00', 'time'],
    ['13:00 December 2', '13:00 December 2', '2026-12-02T13:00:00+01:00', 'time'],
    ['in two hours', 'in two hours', '2026-11-18T12:00:00+01:00', 'time'],
    ['in 5 minutes', 'in 5 minutes', '2026-11-18T10:05:00+01:00', 'time'],
    // Lengths.
    ['within three days', 'within three days', '2026-11-21T17:00:00+01:00', 'day'],
    ['in 3 business days', 'in 3 business days', '2026-11-23T17:00:00+01:00', 'day'],
    ['in a couple of weeks', 'in a couple of weeks', '2026-12-02T17:00:00+01:00', 'day'],
    ['two weeks from Friday', 'two weeks from Friday', '2026-12-04T17:00:00+01:00', 'day'],
    ['3 days after January 12th', '3 days after January 12th', '2027-01-15T17:00:00+01:00', 'day'],
    ['a month ago', 'a month ago', '2026-10-18T17:00:00+02:00', 'day'],
    // Stretches end on their last day.
    ['by end of week', 'end of week', '2026-11-20T17:00:00+01:00', 'week'],
    ['this weekend', 'this weekend', '2026-11-22T17:00:00+01:00', 'week'],
    ['next week', 'next week', '2026-11-27T17:00:00+01:00', 'week'],
    ['by the end of the month', 'the end of the month', '2026-11-30T17:00:00+01:00', 'month'],
    ['EOM', 'EOM', '2026-11-30T17:00:00+01:00', 'month'],
    ['in March', 'March', '2027-03-31T17:00:00+02:00', 'month'],
    ['in Q1', 'Q1', '2027-03-31T17:00:00+02:00', 'quarter'],
    ['in Q3 2027', 'Q3 2027', '2027-09-30T17:00:00+02:00', 'quarter'],
    ['by the end of the quarter', 'the end of the quarter', '2026-12-31T17:00:00+01:00', 'quarter'],
    ['by the end of the year', 'the end of the year', '2026-12-31T17:00:00+01:00', 'quarter'],
  ])('is read from "%s"', (text, words, when, granularity) => {
    expect(all(text, AT, 'Europe/Berlin')).toEqual([[words, when, granularity]]);
  });

  it.each([
    ['in the next PR', 'in the next PR'],
    ['next sprint', 'next sprint'],
    ['before 1.4', 'before 1.4'],
    ['before the release', 'before the release'],
    ['once that PR is merged', 'once that PR is merged'],
    ['after tests pass', 'after tests pass'],
  ])('is the event "%s", in its own words and at no time', (text, event) => {
    expect(previewDeadlines({ text, at: AT }).deadlines).toEqual([
      { text: event, at: null, granularity: 'event', event },
    ]);
  });

  it('on a weekday is the next one whose end of day is still ahead', () => {
    expect(first('by Friday', '2026-11-20T09:00:00+01:00')?.[1]).toBe('2026-11-20T17:00:00+01:00');
    expect(first('by Friday', '2026-11-20T18:00:00+01:00')?.[1]).toBe('2026-11-27T17:00:00+01:00');
    expect(first('Friday at 8 pm', '2026-11-20T18:00:00+01:00')?.[1]).toBe('2026-11-20T20:00:00+01:00');
  });

  it("counts its days by the writer's own clock", () => {
    expect(first('today', '2026-11-18T23:30:00-08:00')?.[1]).toBe('2026-11-18T17:00:00-08:00');
    expect(first('tomorrow', '2026-12-31T23:30:00Z')?.[1]).toBe('2027-01-01T17:00:00Z');
    expect(first('today', '2026-11-18T23:30:00-08:00', 'Europe/Berlin')?.[1]).toBe('2026-11-18T17:00:00+01:00');
  });

  it('without a time is 17:00 that day in the zone, with the offset that the zone has then', () => {
    expect(first('2027-07-01', AT, 'Europe/Berlin')?.[1]).toBe('2027-07-01T17:00:00+02:00');
    expect(first('2027-07-01', AT, 'America/New_York')?.[1]).toBe('2027-07-01T17:00:00-04:00');
    expect(first('2027-07-01', AT)?.[1]).toBe('2027-07-01T17:00:00+01:00');
  });

  it('with a zone of its own keeps to that zone', () => {
    expect(first('tomorrow 5pm PT', AT, 'Europe/Berlin')?.[1]).toBe('2026-11-19T17:00:00-08:00');
    expect(first('by 9:15 UTC', AT, 'Europe/Berlin')?.[1]).toBe('2026-11-18T09:15:00Z');
    expect(first('by 09:00 UTC', AT, 'Europe/Berlin')?.[1]).toBe('2026-11-19T09:00:00Z');
    expect(first('Monday 5pm UTC+2', AT)?.[1]).toBe('2026-11-23T17:00:00+02:00');
  });

  it('is the future one of two readings, and in the past where it can only be that', () => {
    expect(first('22/04', '2026-11-18T10:00:00Z')).toBeUndefined();
    expect(first('on April 22', AT)?.[1]).toBe('2027-04-22T17:00:00+01:00');
    expect(first('on April 22, 2019', AT)?.[1]).toBe('2019-04-22T17:00:00+01:00');
    expect(first('last night at 8', AT)?.[1]).toBe('2026-11-17T20:00:00+01:00');
  });

  it('is none on a day that no calendar has, and the preview says so', () => {
    for (const words of ['February 30', 'feb 30 2027', '2/29/2027', '2027-02-29', 'April 31st']) {
      expect(previewDeadlines({ text: `by ${words}`, at: AT })).toEqual({ deadlines: [], impossible: [words] });
    }
  });

  it('is none beyond the years of four figures', () => {
    for (const words of ['in 9999 years', '9999 years ago', 'in 9999 quarters', 'in 9999 months']) {
      for (const deadline of previewDeadlines({ text: words, at: '2026-11-18T10:00:00Z' }).deadlines) {
        expect(deadline.at).toMatch(/^\d{4}-\d\d-\d\dT17:00:00Z$/);
      }
    }
    expect(all('in 9999 years')).toEqual([]);
    expect(all('in 3 hours', '9999-12-31T23:00:00Z')).toEqual([]);
  });

  it('quotes words of the text and tells an instant, whatever stands side by side', () => {
    const words =
      'at by the of on in from now 5 pm 12 30 : / . - , noon may March 2027 Q3 fri Friday 14th first two weeks days ago after before next last end tomorrow today night UTC PT Easter 🎉 \u2028 \r\n 99 day month half past'.split(
        ' ',
      );
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 8 }, () => words[next(words.length)]).join(next(4) === 0 ? '' : ' ');
      for (const { text: quoted, at, granularity, event } of previewDeadlines({ text, at: AT, zone: 'Asia/Kolkata' })
        .deadlines) {
        expect(text).toContain(quoted);
        if (granularity === 'event') expect([at, event]).toEqual([null, quoted]);
        else expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/);
      }
    }
  });

  it('is written with a full offset, however short the given one was', () => {
    expect(first('today', '2026-11-18T10:00:00+0100')?.[1]).toBe('2026-11-18T17:00:00+01:00');
    expect(first('today', '2026-11-18T10:00:00z')?.[1]).toBe('2026-11-18T17:00:00Z');
    expect(first('today', '2026-11-18T10:00:00.123456789012-03:30')?.[1]).toBe('2026-11-18T17:00:00-03:30');
  });

  it('is counted by the clocks of the zone where the date was written without an offset', () => {
    expect(first('today', '2026-11-18T10:00:00', 'Asia/Kolkata')?.[1]).toBe('2026-11-18T17:00:00+05:30');
    expect(first('in an hour', '2026-07-18T10:00', 'Europe/Berlin')?.[1]).toBe('2026-07-18T11:00:00+02:00');
    for (const at of ['2026-11-18T10:00:00', '2026-02-30T10:00:00Z', '2026-11-18T10:00:00+25:00', '2026-11-18', '']) {
      expect(() => all('today', at)).toThrow(UnreadableText);
    }
    expect(() => all('today', '2026-11-18T10:00:00', 'Mars/X')).toThrow(UnreadableText);
  });

  it('stands in a list with others, first mention first', () => {
    expect(deadlinesIn('a first cut tomorrow, the rest next week', AT).map(({ text }) => text)).toEqual([
      'tomorrow',
      'next week',
    ]);
  });

  it.each([
    // Code, identifiers, versions.
    'sun.misc is gone',
    'see 1.2.3',
    'patch 9.1.1940: clipboard register',
    'needs version 2024.1.5 of it',
    'call `on("Friday")` first',
    '```\nby Friday\n```',
    'FridayJob and monday_report run',
    'https://example.com/2026-11-18/',
    'a monday-morning-like bug',
    'release-2026-11-18.tar.gz',
    // Words that are also dates.
    'You may 5 times',
    'the second march of ants',
    'fix a crash in 1.2.3',
    'bump fsspec from 2024.3.1 to 2026.2.0',
    'it copies flags (with EOM and errors), and EOM alone',
    '<img width="940" alt="Screenshot 2025-04-24 at 12">',
    'a clock in 24h format',
    'it enables Q2 backpressure',
    'step 3. May be skipped',
    'May I ask why?',
    'a second round',
    'Sun JDK and sat on it',
    'reviewed by Jun Rao',
    'Contributed by Lisheng Sun.',
    // Numbers that are none.
    'up to 12 items',
    'a 4:3 ratio, step 3/4, on 2/3 of them',
    'Foo.java:12:30',
    'took 3 weeks',
    'it runs for 3 hours',
    // Habits.
    'every Sunday',
    '6am every day',
    'Friday mornings',
    // Nothing.
    'Have a great week!',
    'The end of the line',
  ])('is not in "%s"', (text) => {
    expect(all(text)).toEqual([]);
  });

  it.each(['Mars/Olympus', '', '+02:00', 'Europe/Berlin; drop'])('cannot be told in the zone "%s"', (zone) => {
    expect(() => previewDeadlines({ text: 'tomorrow', at: AT, zone })).toThrow(UnreadableText);
  });

  it.each(['yesterday', '2026-11-18', '2026-11-18T10:00:00', '2026-13-41T10:00:00Z', ''])(
    'cannot be told from the date "%s"',
    (at) => {
      expect(() => previewDeadlines({ text: 'tomorrow', at })).toThrow(UnreadableText);
    },
  );
});
