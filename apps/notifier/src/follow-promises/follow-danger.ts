import { InterventionProposedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Database, type Statements } from '@arbiter/persistence';
import { CONFIG } from '@arbiter/service';
import { count } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';
import { Courier } from '../deliver/courier.ts';
import { auditEntry } from '../look-up/audit.ts';
import { Contacts } from '../look-up/contacts.ts';
import { Rulebooks, SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { type FollowUp, FollowUpRepository } from '../persistence/follow-up.repository.ts';
import { LeadRepository } from '../persistence/lead.repository.ts';
import { OutgoingRepository } from '../persistence/outgoing.repository.ts';
import { PromiseRepository } from '../persistence/promise.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';
import { askedOf } from '../rules/approval.ts';
import { type Considered, consider, isGrave } from '../rules/consider.ts';
import type { Rulebook } from '../rules/guidance.ts';
import type { Shipped } from '../rules/shipped.ts';
import { caseOf } from './case-of.ts';
import { type Danger, followUpId } from './danger.ts';

const HOUR = 3_600_000;

type Somebody = NonNullable<Danger['person']>;

/** Who the person is by now, and who is asked. What is written down keeps the id that it came with. */
interface WhoIsWho {
  readonly present: string;
  readonly asked: readonly string[];
}

/** A promise in danger becomes a proposal to its author's leads, if the rules want one; nothing is said to anybody yet. */
@Injectable()
export class FollowDanger {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly rulebooks: Rulebooks,
    private readonly followUps: FollowUpRepository,
    private readonly promises: PromiseRepository,
    private readonly recipients: RecipientRepository,
    private readonly leads: LeadRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly contacts: Contacts,
    private readonly channels: Channels,
    private readonly events: Events,
    private readonly courier: Courier,
  ) {}

  /** Proposes once for each occasion; told again, it tells the same again. */
  async run(dangers: readonly Danger[]): Promise<void> {
    for (const danger of dangers) {
      const proposed = await this.#follow(danger);
      if (proposed === undefined) continue;
      await this.events.publish(InterventionProposedEvent, {
        interventionId: proposed.id,
        commitmentId: proposed.commitmentId,
        source: proposed.source,
        reason: proposed.reason,
        deliverTo: ['inbox'],
        tone: proposed.tone,
        proposedAt: proposed.proposedAt.toISOString(),
      });
      this.courier.wake();
    }
  }

  async #follow(danger: Danger): Promise<FollowUp | undefined> {
    // A bot keeps no promises, and there is nobody to speak to where nobody is known.
    if (danger.person?.kind !== 'human') return undefined;
    const rulebook = await this.rulebooks.of(danger.person.department);
    const { person } = danger;
    const { present, asked } = await this.#whoIsWho(person);
    return this.database.transaction(async (transaction) => {
      await this.recipients.lock(transaction, [person.id, present]);
      const { commitmentId, revision, reason, risk } = danger;
      const state = reason === 'promise-broken' ? 'broken' : 'open';
      const grave = isGrave(risk.level);
      const step = { commitmentId, personId: person.id, revision, state, grave } as const;
      const stands = await this.promises.note(transaction, step);
      // It has a new date, or is open again: neither a reminder nor a thank-you that waits has still to do with it.
      if (stands && !grave) await this.followUps.cancel(transaction, commitmentId, 'risk-too-low');
      const known = await this.followUps.find(transaction, followUpId(commitmentId, danger.occasion));
      return known ?? this.#propose(transaction, danger, person, { rulebook, present, asked });
    });
  }

  async #propose(
    transaction: Statements,
    danger: Danger,
    person: Somebody,
    { rulebook, present, asked }: WhoIsWho & { readonly rulebook: Rulebook },
  ): Promise<FollowUp | undefined> {
    const now = this.clock.now();
    const id = followUpId(danger.commitmentId, danger.occasion);
    const promise = await this.promises.find(transaction, danger.commitmentId);
    const recipient = await this.recipients.find([person.id, present], transaction);
    const decided = await this.promises.decided(person.department ?? null, transaction);
    const considered = promise.underWay
      ? { skip: 'message-under-way' }
      : consider(caseOf({ now, danger, promise, recipient, decided, rulebook }, this.config, this.shipped));
    const entry = { interventionId: id, personId: person.id, at: now };
    if ('skip' in considered) {
      await this.outgoing.add(transaction, [auditEntry({ ...entry, done: 'not-proposed', why: [considered.skip] })]);
      return undefined;
    }
    const { propose } = considered;
    const followUp = this.#followUpOf(id, danger, person, propose, now);
    await this.followUps.supersede(transaction, danger.commitmentId);
    await this.followUps.add(transaction, followUp);
    if (propose.state === 'proposed') await this.#ask(transaction, asked, followUp, now);
    const details = { tone: propose.tone, confidence: propose.confidence };
    await this.outgoing.add(transaction, [auditEntry({ ...entry, done: propose.state, why: propose.why, details })]);
    count('interventions', { outcome: propose.state });
    return followUp;
  }

  /** Who the person is by now, and their nearest leads: never the person, under whichever id. */
  async #whoIsWho(person: Somebody): Promise<WhoIsWho> {
    const { id, team, department } = person;
    const leads = await this.leads.of({ team: team ?? null, department: department ?? null });
    const idOf = await this.contacts.identities([id, ...leads.map(({ personId }) => personId)]);
    const known = leads.map((lead) => ({ ...lead, personId: idOf(lead.personId) }));
    return { present: idOf(id), asked: askedOf(known, idOf(id)) };
  }

  #followUpOf(id: string, danger: Danger, person: Somebody, propose: Considered, now: Date): FollowUp {
    const { commitmentId, occasion, source, reason, quote, what, deadline } = danger;
    return {
      ...{ id, commitmentId, occasion, source, reason, quote, what },
      personId: person.id,
      team: person.team ?? null,
      department: person.department ?? null,
      dueAt: deadline?.at ?? null,
      dueText: deadline?.text ?? null,
      tone: propose.tone,
      words: propose.text,
      confidence: propose.confidence,
      why: propose.why,
      state: propose.state,
      proposedAt: now,
      expiresAt: new Date(now.getTime() + this.config.ARBITER_INTERVENTION_EXPIRY_HOURS * HOUR),
      decidedBy: null,
      decidedAt: null,
    };
  }

  /** Each lead is asked by the way that they want; without any, the proposal waits in the inbox. */
  async #ask(transaction: Statements, asked: readonly string[], { id, tone }: FollowUp, now: Date): Promise<void> {
    for (const lead of asked) {
      const { preferences } = await this.recipients.find(lead, transaction);
      const channel = this.channels.first(preferences, 'proposal');
      if (channel === undefined) continue;
      const errand = { interventionId: id, role: 'proposal', recipientId: lead, channel, due: now, tone } as const;
      await this.followUps.send(transaction, [errand]);
    }
  }
}
