import type { Provider } from '@nestjs/common';
import { PersonHandler } from '../follow-people/person.handler.ts';
import { FollowPeople } from '../follow-people/follow-people.ts';
import { JudgePromises } from '../judge-promises/judge-promises.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import { OnePersonRepository } from '../persistence/one-person.repository.ts';
import { RemovedDebtRepository } from '../persistence/removed-debt.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import { InterventionDecidedHandler } from '../restore-commitments/intervention-decided.handler.ts';
import { RestoreCommitments } from '../restore-commitments/restore-commitments.ts';
import { AnnounceSteps } from './announce-steps.ts';
import { Clock } from './clock.ts';
import { FollowCommitments } from './follow-commitments.ts';
import { SettlePromises } from './settle-promises.ts';
import { WatchDeadlines } from './watch-deadlines.ts';

/** Everything that follows promises. */
export const following: readonly Provider[] = [
  Clock,
  LifeRepository,
  WorkRepository,
  OnePersonRepository,
  RemovedDebtRepository,
  SettlePromises,
  JudgePromises,
  AnnounceSteps,
  FollowCommitments,
  WatchDeadlines,
  RestoreCommitments,
  InterventionDecidedHandler,
  FollowPeople,
  PersonHandler,
];
