import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { type Outcome, outcomeOfError } from './outcome.ts';

/** Slack's own words for "not now", and for "nobody knows how far it got". */
const LATER = new Set(['ratelimited', 'rate_limited', 'service_unavailable', 'team_added_to_org']);
const UNSURE = new Set(['internal_error', 'fatal_error', 'request_timeout']);

/** Longest time that Slack is believed to want, seconds. */
const LONGEST_WAIT = 3_600;

/**
 * Reads why a call of the web API came to nothing. Slack's documentation says of `internal_error` and `fatal_error` that
 * the request may have succeeded in part, so they prove nothing, nor do 5xx and time-outs.
 *
 * @param stage `before`: nothing was posted by this call, whatever happened
 */
export function outcomeOfSlack(error: unknown, stage: 'before' | 'posting'): Outcome {
  const outcome = read(error);
  return stage === 'before' && outcome.state === 'unknown' ? { ...outcome, state: 'not-sent' } : outcome;
}

function read(error: unknown): Outcome {
  if (error instanceof WebAPIRateLimitedError) return wait('ratelimited', error.retryAfter);
  if (error instanceof WebAPIPlatformError) {
    const word = error.data.error;
    if (LATER.has(word)) return wait(word, 1);
    return { state: UNSURE.has(word) ? 'unknown' : 'failed', word };
  }
  if (error instanceof WebAPIHTTPError) {
    const word = `http_${String(error.statusCode)}`;
    return { state: error.statusCode >= 500 || error.statusCode === 408 ? 'unknown' : 'failed', word };
  }
  return outcomeOfError(error instanceof WebAPIRequestError ? error.original : error);
}

const wait = (word: string, seconds: number): Outcome => ({
  state: 'told-to-wait',
  word,
  seconds: Math.min(Math.max(seconds, 1), LONGEST_WAIT),
});
