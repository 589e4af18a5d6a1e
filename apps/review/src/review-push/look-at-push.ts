import { digestsInTurns, incrementOf } from '@arbiter/diff';
import type { FindingRepository } from '../persistence/finding.repository.ts';
import type { ReviewRepository } from '../persistence/review.repository.ts';
import { type Look, UNNAMED, saidOf } from '../review-change/look-at.ts';
import type { PushScene } from './push-scene.ts';
import { readPush } from './read-push.ts';

/** Most of what was said on a branch before that a new finding is compared with. */
const MOST_SAID = 200;

/**
 * Reads what a push brought and takes away what somebody looked at before, on this branch or anywhere else in the repository:
 * what comes in by merging a change that was reviewed is not news.
 */
export async function lookAtPush(
  { host, job, place, signal }: PushScene,
  reviews: ReviewRepository,
  findings: FindingRepository,
): Promise<Look> {
  const { files, complete } = await readPush(host, job, signal);
  const all = complete ? files : [...files, UNNAMED];
  const digests = (await digestsInTurns(all)).flat();
  const [{ seen: own }, elsewhere, before] = await Promise.all([
    reviews.change(place.journey),
    reviews.seenElsewhere(place, digests),
    findings.saidLately(place.journey, MOST_SAID),
  ]);
  const seen = [...own, ...elsewhere];
  const left = incrementOf(all, new Set(seen));
  return { all, files: left, digests: (await digestsInTurns(left)).flat(), seen, before, said: saidOf(before) };
}
