import { AuditRecordedEvent, FindTraces, MayView, type PersonAddress, type PersonTraces } from '@arbiter/contracts';
import { Events, Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../doors/api-key.ts';
import { Problem } from '../http/problem.ts';

/** Ways to say who is meant. A caller with a personal key means themselves, and need not say it. */
export const whom = {
  person_id: z.uuid().optional().describe('Who is meant, by our id.'),
  email: z.string().min(3).max(512).optional().describe('By an e-mail address.'),
  slack_id: z.string().min(1).max(64).optional().describe('By a Slack id.'),
  user_id: z.string().min(1).max(255).optional().describe("By the operator's own id."),
};
export type Whom = z.infer<z.ZodObject<typeof whom>>;

/** Why somebody looks who is not the person. */
export const Reason = z
  .string()
  .min(3)
  .max(1000)
  .optional()
  .describe('Why, for the person to read; not needed by the person.');

/** Finds out who is meant, and sees to it that nobody is looked at without being told. */
@Injectable()
export class People {
  constructor(
    private readonly queries: Queries,
    private readonly events: Events,
  ) {}

  /** @throws Problem where nobody knows them, or a personal key is used for somebody else */
  async find(named: Whom, caller: Caller): Promise<PersonTraces> {
    const { person } = await this.queries.ask(FindTraces, { person: addressOf(named, caller) });
    if (person === null) throw new Problem('person-not-found');
    if (caller.kind === 'person' && !person.personIds.includes(caller.id)) throw new Problem('operators-only');
    return person;
  }

  /**
   * As `find`, for looking at what is held about them: anybody else has to say why, which the person reads in their access
   * log, and, where `consent` is asked for, needs the person's leave.
   * @throws Problem
   */
  async lookAt(
    named: Whom,
    caller: Caller,
    look: { what: string; reason: string | undefined; consent: boolean },
  ): Promise<PersonTraces> {
    const person = await this.find(named, caller);
    if (person.personIds.includes(caller.id)) return person;
    if (look.reason === undefined) throw new Problem('invalid-parameters', 'Say why by `reason`.');
    if (look.consent) await this.#askForLeave(person, caller);
    await this.record(caller, 'person.looked-at', person, look.reason, { what: look.what });
    return person;
  }

  /** Notes in the audit log, and so in the person's access log, what was done. */
  record(
    caller: Caller,
    action: string,
    { personIds: [personId] }: PersonTraces,
    reason?: string,
    details?: Record<string, string>,
  ): Promise<void> {
    return this.events.publish(AuditRecordedEvent, {
      entryId: randomUUID(),
      at: new Date().toISOString(),
      service: 'gateway',
      actor: { kind: caller.kind, id: caller.id },
      action,
      ...(personId !== undefined && { personId }),
      ...(reason !== undefined && { reason }),
      ...(details && { details }),
    });
  }

  async #askForLeave({ personIds }: PersonTraces, caller: Caller): Promise<void> {
    const viewer = caller.kind === 'operator' ? 'operator' : caller.id;
    const { allowed } = await this.queries.ask(MayView, { personIds, viewer });
    if (!allowed) throw new Problem('not-allowed-to-look');
  }
}

function addressOf(
  { person_id: personId, email, slack_id: slackId, user_id: userId }: Whom,
  caller: Caller,
): PersonAddress {
  if (personId !== undefined) return { personId };
  if (email !== undefined) return { email };
  if (slackId !== undefined) return { slackId };
  if (userId !== undefined) return z.uuid().safeParse(userId).success ? { personId: userId } : { userId };
  if (caller.kind === 'person') return { personId: caller.id };
  throw new Problem('invalid-parameters', 'Name the person by person_id, email, slack_id or user_id.');
}
