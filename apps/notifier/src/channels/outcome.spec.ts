import { describe, expect, it } from '@jest/globals';
import { outcomeOfAnswer, outcomeOfError } from './outcome.ts';

describe('an answer of Slack', () => {
  it.each([
    [200, 'ok', { state: 'delivered' }],
    [400, 'invalid_payload', { state: 'failed', word: 'invalid_payload' }],
    [404, 'no_service', { state: 'failed', word: 'no_service' }],
    [410, 'channel_is_archived', { state: 'failed', word: 'channel_is_archived' }],
    [302, '', { state: 'failed', word: 'http_302' }],
    [403, '<html>Forbidden</html>', { state: 'failed', word: 'http_403' }],
    [500, 'rollup_error', { state: 'unknown', word: 'rollup_error' }],
    [503, '', { state: 'unknown', word: 'http_503' }],
    [408, '', { state: 'unknown', word: 'http_408' }],
  ])('%i %j proves no more than it says', (status, body, outcome) => {
    expect(outcomeOfAnswer(status, body, null)).toEqual(outcome);
  });

  it.each([
    ['30', 30],
    ['0', 1],
    [null, 1],
    ['soon', 1],
    ['999999', 3600],
  ])('429 with Retry-After %j waits %i seconds', (retryAfter, seconds) => {
    expect(outcomeOfAnswer(429, 'rate_limited', retryAfter)).toMatchObject({ state: 'told-to-wait', seconds });
  });
});

describe('no answer', () => {
  const failed = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
    'proves by %s that nothing was sent',
    (code) => {
      expect(outcomeOfError(failed(code))).toEqual({ state: 'not-sent', word: code.toLowerCase() });
    },
  );

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'EPIPE'])('proves nothing by %s', (code) => {
    expect(outcomeOfError(failed(code)).state).toBe('unknown');
  });

  it('proves nothing when time is up', () => {
    expect(outcomeOfError(new DOMException('late', 'TimeoutError'))).toMatchObject({ state: 'unknown' });
  });
});
