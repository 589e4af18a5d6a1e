/** How long GitHub wants to be left alone that refuses for its second limit without saying a time. */
const UNTOLD = 60_000;

/** Seconds, or a date. */
function secondsOf(value: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/**
 * When a forge may be asked again that said "too many", milliseconds; undefined: it said nothing of the kind.
 *
 * `Retry-After` leads; then `X-RateLimit-Reset` (GitHub) or `RateLimit-Reset` (GitLab) where nothing remains, by the forge's own
 * clock, which is in `Date`. GitHub answers both its limits with 403 or 429; other 403s are other things.
 */
export function limitedUntil(status: number, headers: Headers, words: string, now = Date.now()): number | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const retryAfter = headers.get('retry-after');
  const seconds = secondsOf(retryAfter);
  if (seconds !== undefined) return now + seconds * 1000;
  const date = Date.parse(retryAfter ?? '');
  if (Number.isFinite(date)) return Math.max(now, now + date - clockOf(headers, now));
  const reset = resetOf(headers, now);
  if (reset !== undefined) return reset;
  return status === 429 || /secondary rate limit/i.test(words) ? now + UNTOLD : undefined;
}

/** When the window turns in which nothing remains, milliseconds; undefined: something remains. */
export function resetOf(headers: Headers, now = Date.now()): number | undefined {
  for (const prefix of ['x-ratelimit', 'ratelimit']) {
    if (headers.get(`${prefix}-remaining`) !== '0') continue;
    const reset = secondsOf(headers.get(`${prefix}-reset`));
    if (reset !== undefined) return Math.max(now, now + reset * 1000 - clockOf(headers, now));
  }
  return undefined;
}

/** The forge's clock, milliseconds; ours where it does not tell. */
function clockOf(headers: Headers, now: number): number {
  const told = Date.parse(headers.get('date') ?? '');
  return Number.isFinite(told) ? told : now;
}
