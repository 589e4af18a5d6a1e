import type { ChangeKey } from '../persistence/review.repository.ts';
import type { Subject } from '../review-change/ask-review.ts';
import type { PushJob } from './push-job.ts';

/** Everything that the steps of one push's review share. */
export interface PushScene extends Subject {
  readonly job: PushJob;
  /** Where it is kept. */
  readonly place: ChangeKey;
}
