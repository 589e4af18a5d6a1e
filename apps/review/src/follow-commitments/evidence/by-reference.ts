import type { Life } from '../life.ts';
import type { Finding, Work } from '../work.ts';
import { findingIn } from './finding.ts';

/** It closes what the promise stands on, or names the commit in which it was made, whoever did it. */
export function byReference({ places }: Life, work: Work): Finding | undefined {
  const { closes, mentions, merged } = work;
  if (closes.some((ref) => places.includes(ref))) {
    const reason = 'It says that it settles what stands where the promise was made.';
    return findingIn(work, { kind: 'reference', confidence: merged ? 0.97 : 0.92, reason });
  }
  if (mentions.some((ref) => ref.includes('@') && places.includes(ref))) {
    const reason = 'It names the commit in which the promise was made.';
    return findingIn(work, { kind: 'reference', confidence: merged ? 0.9 : 0.86, reason });
  }
  return undefined;
}
