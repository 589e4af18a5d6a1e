import { describe, expect, it } from '@jest/globals';
import { retryAfterOf } from './sdk-fault.ts';

describe('the wish to be left alone', () => {
  const after = (headers: Record<string, string>) =>
    retryAfterOf(new Headers(headers), Date.parse('2026-11-18T10:00:00Z'));

  it('comes in seconds, in milliseconds or as a date', () => {
    expect(after({ 'retry-after': '2' })).toBe(2_000);
    expect(after({ 'retry-after': '2', 'retry-after-ms': '150' })).toBe(150);
    expect(after({ 'retry-after': 'Wed, 18 Nov 2026 10:00:07 GMT' })).toBe(7_000);
    expect(after({ 'retry-after': 'Wed, 18 Nov 2026 09:00:00 GMT' })).toBe(0);
  });

  it('is none where it makes no sense', () => {
    expect(after({ 'retry-after': 'soon' })).toBeUndefined();
    expect(after({})).toBeUndefined();
  });
});
