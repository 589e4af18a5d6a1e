import { describe, expect, it } from '@jest/globals';
import { limitedUntil, resetOf } from './limits.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const until = (status: number, headers: Record<string, string>, words = '') => {
  const at = limitedUntil(status, new Headers(headers), words, NOW);
  return at === undefined ? undefined : (at - NOW) / 1000;
};

describe('when a forge may be asked again', () => {
  it.each([
    ['the seconds of Retry-After', 429, { 'retry-after': '7' }, 7],
    ['the date of Retry-After', 429, { 'retry-after': 'Sat, 21 Nov 2026 12:00:09 GMT' }, 9],
    ['the reset of GitHub', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 30) }, 30],
    ['the reset of GitLab', 429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(NOW / 1000 + 12) }, 12],
    ['a minute where nothing is said', 429, {}, 60],
  ])('is %s', (_, status, headers, seconds) => {
    expect(until(status, headers)).toBe(seconds);
  });

  it('is told by the clock of the forge, not by ours', () => {
    const reset = String(NOW / 1000 + 3_600 + 30);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset, date: 'Sat, 21 Nov 2026 13:00:00 GMT' };
    expect(until(403, headers)).toBe(30);
  });

  it('is a minute from now for the second limit of GitHub, which says no time', () => {
    expect(until(403, { 'x-ratelimit-remaining': '4000' }, 'You have exceeded a secondary rate limit.')).toBe(60);
  });

  it('is no question where a 403 is about something else', () => {
    expect(until(403, { 'x-ratelimit-remaining': '4000' }, 'Resource not accessible by integration')).toBeUndefined();
    expect(until(404, { 'retry-after': '7' })).toBeUndefined();
  });

  it('is known in advance when the last request of a window was answered', () => {
    expect(resetOf(new Headers({ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '1' }), NOW)).toBeUndefined();
    const last = new Headers({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 5) });
    expect(resetOf(last, NOW)).toBe(NOW + 5_000);
  });
});
