import type { Provider } from '@nestjs/common';
import { LifeRepository } from '../persistence/life.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import { InterventionDecidedHandler } from '../restore-commitments/intervention-decided.handler.ts';
import { RestoreCommitments } from '../restore-commitments/restore-commitments.ts';
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
  RestoreCommitments,
  InterventionDecidedHandler,
];
