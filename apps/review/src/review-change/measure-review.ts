import type { Forge } from '@arbiter/contracts';
import type { ReviewOutcome } from '@arbiter/reviewing';
import { count, observe } from '@arbiter/telemetry';

/** Counts a review, and how long it took. @param started as `performance.now()` tells it */
export function measureReview({ forge }: { readonly forge: Forge }, { verdict }: ReviewOutcome, started: number): void {
  const labels = { forge, outcome: verdict.status };
  count('reviews', labels);
  observe('reviewDuration', labels, (performance.now() - started) / 1000);
}
