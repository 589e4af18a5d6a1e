import type { Provider } from '@nestjs/common';
import { LifeRepository } from '../persistence/life.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import { AnnounceSteps } from './announce-steps.ts';
import { Clock } from './clock.ts';
import { FollowCommitments } from './follow-commitments.ts';
import { WatchDeadlines } from './watch-deadlines.ts';

/** Everything that follows promises. */
export const following: readonly Provider[] = [
  Clock,
  LifeRepository,
  WorkRepository,
  AnnounceSteps,
  FollowCommitments,
  WatchDeadlines,
];
