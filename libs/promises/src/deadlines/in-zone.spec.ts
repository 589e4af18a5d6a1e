import { describe, expect, it } from '@jest/globals';
import { extract } from '../extract.ts';
import { endOfDay, inZone } from './in-zone.ts';

const AT = '2026-11-18T10:00:00+01:00';

const dueIn = (text: string, zone: string) =>
  extract({ text, at: AT }).items.flatMap(({ start, deadline }) =>
    deadline ? [inZone({ start, deadline }, { text, at: AT }, zone).at] : [],
  );

describe("a deadline in somebody's zone", () => {
  it('is the end of the working day there, by the offset that holds on that day', () => {
    expect(dueIn("I'll fix it by Friday.", 'America/New_York')).toEqual(['2026-11-20T17:00:00-05:00']);
    expect(dueIn("By 3 July I'll fix it.", 'Europe/Berlin')).toEqual(['2027-07-03T17:00:00+02:00']);
  });

  it('is what the words themselves say where they name a zone, and nothing else for an event', () => {
    expect(dueIn("I'll fix it by 5pm UTC on Friday.", 'America/New_York')).toEqual(['2026-11-20T17:00:00Z']);
    expect(dueIn("I'll fix it in the next PR.", 'America/New_York')).toEqual([null]);
  });

  it('is the one that stands there, of two in the same words', () => {
    expect(dueIn("I'll fix it by Friday. I'll test it by Friday.", 'Asia/Tokyo')).toEqual([
      '2026-11-20T17:00:00+09:00',
      '2026-11-20T17:00:00+09:00',
    ]);
  });

  it('ends a bare date', () => {
    expect(endOfDay('2026-07-03', 'Europe/Berlin')).toBe('2026-07-03T17:00:00+02:00');
    expect(() => endOfDay('2026-07-03', 'Mars/Olympus')).toThrow('IANA');
  });
});
