import type { Life } from '../life.ts';
import type { Finding, Work } from '../work.ts';
import { findingIn } from './finding.ts';

/** It closes the issue that the promise names, on whatever branch, and more surely once it is merged. */
export function byIssue({ names }: Life, work: Work): Finding | undefined {
  if (!work.closes.some((ref) => names.includes(ref))) return undefined;
  const reason = 'It closes the issue that the promise names.';
  return findingIn(work, { kind: 'issue', confidence: work.merged ? 0.93 : 0.88, reason });
}
