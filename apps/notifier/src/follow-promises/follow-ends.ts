import { type CommitmentKept, type CommitmentWithdrawn, InterventionProposedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Database, type Statements } from '@arbiter/persistence';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';
import { Courier } from '../deliver/courier.ts';
import { auditEntry } from '../look-up/audit.ts';
import { Contacts } from '../look-up/contacts.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { type FollowUp, FollowUpRepository } from '../persistence/follow-up.repository.ts';
import { OutgoingRepository } from '../persistence/outgoing.repository.ts';
import { PromiseRepository } from '../persistence/promise.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';
import { personaOf, wordsOfPersona } from '../rules/persona.ts';
import type { Shipped } from '../rules/shipped.ts';
import { followUpId } from './danger.ts';

type End = CommitmentKept | CommitmentWithdrawn;

/** Each time that it was kept is an occasion of its own. */
const thanksId = ({ commitmentId, revision }: End): string => followUpId(commitmentId, `kept/${String(revision)}`);

/** A promise that is kept, or that nobody owes any more, ends everything that was about to be said about it. */
@Injectable()
export class FollowEnds {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly followUps: FollowUpRepository,
    private readonly promises: PromiseRepository,
    private readonly recipients: RecipientRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly contacts: Contacts,
    private readonly channels: Channels,
    private readonly events: Events,
    private readonly courier: Courier,
  ) {}

  async withdrawn(ends: readonly CommitmentWithdrawn[]): Promise<void> {
    for (const end of ends) await this.#end(end, 'withdrawn');
  }

  async kept(ends: readonly CommitmentKept[]): Promise<void> {
    for (const end of ends) {
      const thanks = await this.#end(end, 'kept');
      if (thanks === undefined) continue;
      const { id, commitmentId, source, reason, tone, proposedAt } = thanks;
      const proposed = { interventionId: id, commitmentId, source, reason, tone, proposedAt: proposedAt.toISOString() };
      await this.events.publish(InterventionProposedEvent, { ...proposed, deliverTo: ['inbox'] });
      this.courier.wake();
    }
  }

  async #end(end: End, state: 'kept' | 'withdrawn'): Promise<FollowUp | undefined> {
    const { commitmentId, revision } = end;
    const { person } = end;
    const present = person && (await this.contacts.identities([person.id]))(person.id);
    const people = person && present !== undefined ? [person.id, present] : [];
    return this.database.transaction(async (transaction) => {
      await this.recipients.lock(transaction, people);
      const step = { commitmentId, personId: person?.id ?? null, revision, state, grave: false };
      // An older step that arrives late ends nothing.
      if (!(await this.promises.note(transaction, step))) return undefined;
      const thanks = state === 'kept' ? thanksId(end) : undefined;
      await this.followUps.cancel(transaction, commitmentId, `promise-${state}`, thanks);
      return state === 'kept' && person?.kind === 'human' ? this.#thank(transaction, end, people) : undefined;
    });
  }

  /** Only who was reminded is thanked: to anybody else it would tell that somebody had been watching. */
  async #thank(transaction: Statements, end: End, people: readonly string[]): Promise<FollowUp | undefined> {
    const [personId = ''] = people;
    const id = thanksId(end);
    const known = await this.followUps.find(transaction, id);
    if (known) return known;
    if (this.config.ARBITER_KEPT_PROMISES === 'silence') return undefined;
    if (!(await this.followUps.wasTold(transaction, end.commitmentId))) return undefined;
    const { preferences } = await this.recipients.find(people, transaction);
    if (preferences.optOut === true) return undefined;
    const thanks = this.#thanksOf(id, end, personId, preferences.language);
    await this.followUps.add(transaction, thanks);
    const channel = this.channels.first(preferences, 'message');
    if (channel !== undefined) {
      const { tone, proposedAt: due } = thanks;
      const errand = { interventionId: id, role: 'message', recipientId: personId, channel, due, tone } as const;
      await this.followUps.send(transaction, [errand]);
    }
    const entry = { interventionId: id, personId, at: thanks.proposedAt, why: thanks.why };
    await this.outgoing.add(transaction, [auditEntry({ ...entry, done: 'accepted' })]);
    return thanks;
  }

  #thanksOf(id: string, end: End, personId: string, language: string | undefined): FollowUp {
    const { commitmentId, revision, source, quote, what, deadline, person } = end;
    const subject = {
      reason: 'promise-kept',
      what,
      dueAt: deadline?.at ?? null,
      dueText: deadline?.text ?? null,
    } as const;
    const now = this.clock.now();
    return {
      ...{ id, commitmentId, occasion: `kept/${String(revision)}`, source, personId, quote, ...subject },
      team: person?.team ?? null,
      department: person?.department ?? null,
      tone: 'supportive',
      words: wordsOfPersona(personaOf(this.shipped.personas, language), subject, 'supportive'),
      confidence: 1,
      why: ['the operator wants kept promises to be thanked for'],
      state: 'accepted',
      proposedAt: now,
      expiresAt: now,
      decidedBy: null,
      decidedAt: now,
    };
  }
}
