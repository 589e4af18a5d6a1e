import { type AuditActor, type AuditDetails, AuditRecordedEvent } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';
import { type Told, told } from '../persistence/outgoing.repository.ts';

/** Something that was decided about an intervention. */
export interface Entry {
  readonly interventionId: string;
  /** What was done: `proposed`, `accepted`, `not-sent`, … */
  readonly done: string;
  readonly personId: string;
  readonly at: Date;
  readonly why: readonly string[];
  /** A lead; absent: a rule of ours. */
  readonly by?: string;
  readonly details?: AuditDetails;
}

/** Rule 13: everything that is decided stands in the audit log, with its reason; the same entry however often it is told. */
export function auditEntry({ interventionId, done, personId, at, why, by, details }: Entry): Told {
  const actor: AuditActor = by === undefined ? { kind: 'service', id: 'notifier' } : { kind: 'person', id: by };
  const reason = why.join('; ').slice(0, 1_000);
  return told(AuditRecordedEvent, {
    entryId: stableId('audit', 'intervention', interventionId, done, by ?? ''),
    at: at.toISOString(),
    service: 'notifier',
    actor,
    action: `intervention.${done}`,
    personId,
    object: { kind: 'intervention', id: interventionId },
    ...(reason !== '' && { reason }),
    ...(details && { details }),
  });
}
