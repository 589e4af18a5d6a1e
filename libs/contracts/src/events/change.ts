import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { changeJourney } from '../core/journey-key.ts';
import { Attribution } from '../vocabulary/attribution.ts';
import { Actor, Forge, Instant, RepositoryRef, Sha } from '../vocabulary/forge.ts';
import { Text } from '../vocabulary/text.ts';

/** A pull or merge request, as it was after one of its events. */
const Change = z.object({
  forge: Forge,
  repository: RepositoryRef,
  number: z.number().int().positive(),
  /** What happened to it. */
  action: z.enum(['opened', 'edited', 'pushed', 'reopened', 'ready', 'closed', 'merged', 'other']),
  state: z.enum(['open', 'closed', 'merged']),
  draft: z.boolean(),
  title: Text,
  description: Text,
  /** Where it comes from: absent for a fork that is gone. */
  source: z.object({ repository: RepositoryRef.optional(), branch: z.string().max(1024), sha: Sha.optional() }),
  target: z.object({ branch: z.string().max(1024), sha: Sha.optional() }),
  /** The forge's own time of this state: an older one never overwrites a newer one. */
  updatedAt: Instant,
  deliveryId: z.uuid(),
});

const keyOf = (change: z.infer<typeof Change>) =>
  `${change.forge}/${change.repository.id}/${String(change.number)}/${change.deliveryId}`;
const journeysOf = (change: z.infer<typeof Change>) => [changeJourney(change, change.number)];

export const ChangeUpdated = Change.extend({ author: Actor.optional() });
export type ChangeUpdated = z.infer<typeof ChangeUpdated>;
export const ChangeUpdatedEvent = defineEvent({
  subject: 'ingestion.change.updated.v1',
  schema: ChangeUpdated,
  key: keyOf,
  journeys: journeysOf,
});

export const ChangeAttributed = Change.extend({ attribution: Attribution });
export type ChangeAttributed = z.infer<typeof ChangeAttributed>;
export const ChangeAttributedEvent = defineEvent({
  subject: 'identity.change.attributed.v1',
  schema: ChangeAttributed,
  key: keyOf,
  journeys: journeysOf,
});
