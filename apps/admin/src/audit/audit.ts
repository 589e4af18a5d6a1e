import { randomUUID } from 'node:crypto';
import type { AuditDetails, AuditRecorded } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { AuditLog } from './audit-log.ts';

/** A change that an operator asks for. */
export interface Change {
  /** Its noun: `dead-letters`. The entries are `<noun>.<verb>-begun` and `<noun>.<verb>-ended`. */
  readonly noun: string;
  readonly verb: string;
  readonly details: AuditDetails;
}

/** Notes every change that an operator makes before it is made, and how it ended, so that none goes unnoted. */
@Injectable()
export class Audit {
  constructor(private readonly log: AuditLog) {}

  /** Runs `change` between two entries. `who` is the key's fingerprint; null where no key is asked for. */
  async of<Outcome>(
    who: string | null,
    { noun, verb, details }: Change,
    change: () => Promise<Outcome>,
    told: (outcome: Outcome) => AuditDetails,
  ): Promise<Outcome> {
    const object = { kind: noun, id: randomUUID() };
    const note = (end: 'begun' | 'ended', facts: AuditDetails) =>
      this.log.record([entryOf(who, `${noun}.${verb}-${end}`, object, facts)]);
    await note('begun', details);
    try {
      const outcome = await change();
      await note('ended', told(outcome));
      return outcome;
    } catch (error) {
      await note('ended', { error: error instanceof Error ? error.name : 'unknown' });
      throw error;
    }
  }
}

const entryOf = (
  who: string | null,
  action: string,
  object: AuditRecorded['object'],
  details: AuditDetails,
): AuditRecorded => ({
  entryId: randomUUID(),
  at: new Date().toISOString(),
  service: 'admin',
  actor: { kind: 'operator', id: who ?? 'without-key' },
  action,
  object,
  details,
});
