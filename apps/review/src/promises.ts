import type { Provider, Type } from '@nestjs/common';
import { ErasePersonQueries } from './erase-person/erase-person.queries.ts';
import { ListWritingsQueries } from './erase-person/list-writings.queries.ts';
import { EvaluateCheckIn } from './evaluate/evaluate-check-in.ts';
import { EvaluateQueries } from './evaluate/evaluate.queries.ts';
import { following } from './follow-commitments/following.ts';
import { ActOnCommitment } from './manage-commitments/act-on-commitment.ts';
import { CommitmentsQueries } from './manage-commitments/commitments.queries.ts';
import { ParticipationQueries } from './participate/participation.queries.ts';
import { Participation } from './participate/participation.ts';
import { OwnCommitmentsRepository } from './persistence/own-commitments.repository.ts';
import { ParticipationRepository } from './persistence/participation.repository.ts';
import { PersonRepository } from './persistence/person.repository.ts';
import { RetentionRepository } from './persistence/retention.repository.ts';
import { ReportQueries } from './report/report.queries.ts';
import { Retain } from './retain/retain.ts';

/** Who answers about promises and the people behind them. */
export const promiseControllers: readonly Type[] = [
  CommitmentsQueries,
  EvaluateQueries,
  ReportQueries,
  ParticipationQueries,
  ListWritingsQueries,
  ErasePersonQueries,
];

/** Everything that follows promises, and does with them what people say. */
export const promiseProviders: readonly Provider[] = [
  ...following,
  ActOnCommitment,
  EvaluateCheckIn,
  Participation,
  Retain,
  OwnCommitmentsRepository,
  ParticipationRepository,
  PersonRepository,
  RetentionRepository,
];
