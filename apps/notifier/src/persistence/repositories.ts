import { DebtNoteRepository } from './debt-note.repository.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { FeedbackRepository } from './feedback.repository.ts';
import { FollowUpRepository } from './follow-up.repository.ts';
import { GuidanceRepository } from './guidance.repository.ts';
import { InterventionRepository } from './intervention.repository.ts';
import { LeadRepository } from './lead.repository.ts';
import { MatchRepository } from './match.repository.ts';
import { OutgoingRepository } from './outgoing.repository.ts';
import { PersonRepository } from './person.repository.ts';
import { PromiseRepository } from './promise.repository.ts';
import { RecipientRepository } from './recipient.repository.ts';
import { RetentionRepository } from './retention.repository.ts';

/** Everything that knows a table. */
export const repositories = [
  InterventionRepository,
  FollowUpRepository,
  MatchRepository,
  PersonRepository,
  RetentionRepository,
  PromiseRepository,
  RecipientRepository,
  LeadRepository,
  GuidanceRepository,
  FeedbackRepository,
  DeliveryRepository,
  OutgoingRepository,
  DebtNoteRepository,
];
