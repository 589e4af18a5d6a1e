import { describe, expect, it } from '@jest/globals';
import { APIConnectionError, APIError } from 'openai';
import { faultOf, retryAfterOf } from './sdk-fault.ts';

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

describe('a fault', () => {
  const fault = (status: number, message = '') =>
    faultOf('openai', APIError.generate(status, { message }, message, new Headers()), { APIError, APIConnectionError });

  it('of too many calls may pass, one of too large a call does not', () => {
    expect(fault(429, 'Rate limit reached for gpt-4o').kind).toBe('rate-limited');
    expect(fault(429, 'Request too large for gpt-4o on tokens per min (TPM): Limit 30000').kind).toBe('rejected');
  });

  it('that the provider tells itself is not billed; what somebody between us tells may have been', () => {
    expect([500, 503, 529].map((status) => fault(status).unbilled)).toEqual([true, true, true]);
    expect([502, 504, 524].map((status) => fault(status).unbilled)).toEqual([false, false, false]);
  });
});
