import type { ReviewConfig } from '../review.config.ts';
import type { Patience } from './turn-of-time.ts';

const HOUR = 3_600_000;

/** How patient the operator wants the clock to be. */
export const patienceOf = (config: ReviewConfig): Patience => ({
  grace: config.ARBITER_PROMISE_GRACE_HOURS * HOUR,
  openEnd: config.ARBITER_PROMISE_EXPIRY_DAYS * 24 * HOUR,
});
