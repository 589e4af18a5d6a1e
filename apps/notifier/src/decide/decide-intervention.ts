import { type Decision, type DecisionOutcome, InterventionDecidedEvent } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { CONFIG } from '@arbiter/service';
import { count } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';
import { Courier } from '../deliver/courier.ts';
import { auditEntry } from '../look-up/audit.ts';
import { Contacts } from '../look-up/contacts.ts';
import { Rulebooks } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { refuse } from '../notifier.errors.ts';
import { type FollowUp, FollowUpRepository } from '../persistence/follow-up.repository.ts';
import { LeadRepository } from '../persistence/lead.repository.ts';
import { OutgoingRepository, told } from '../persistence/outgoing.repository.ts';
import { PromiseRepository } from '../persistence/promise.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';
import { judgeAttempt, mayDecide } from '../rules/approval.ts';
import type { Rulebook } from '../rules/guidance.ts';
import { auditText } from '../rules/safety/audit-text.ts';
import { sayOutcome } from './say-outcome.ts';

/** What somebody wants to become of a proposal. */
export interface Wish {
  readonly interventionId: string;
  readonly decision: Decision;
  /** A person's id. */
  readonly by: string;
  /** With `modified`: what is to be said instead. */
  readonly text?: string | undefined;
  readonly reason?: string | undefined;
  readonly mistaken?: boolean | undefined;
}

const SECOND = 1_000;

/**
 * Rule 11. The first lead who may decides, and nothing changes that afterwards: the person's lock makes several clicks
 * wait for each other, and the second one finds it decided.
 */
@Injectable()
export class DecideIntervention {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
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
    private readonly courier: Courier,
  ) {}

  /** @throws QueryFailed `intervention-not-found` */
  async run(wish: Wish): Promise<DecisionOutcome> {
    const found = (await this.followUps.find(this.database, wish.interventionId)) ?? refuse('intervention-not-found');
    const { personId } = found;
    const rulebook = await this.rulebooks.of(found.department);
    const leads = await this.leads.of(found);
    const idOf = await this.contacts.identities([wish.by, personId, ...leads.map((lead) => lead.personId)]);
    const outcome = await this.database.transaction(async (transaction) => {
      await this.recipients.lock(transaction, [personId, idOf(personId)]);
      const followUp = await this.followUps.find(transaction, wish.interventionId);
      return followUp
        ? this.#decide(transaction, followUp, wish, { rulebook, idOf })
        : refuse('intervention-not-found');
    });
    if (outcome.outcome === 'decided') this.courier.wake();
    return outcome;
  }

  async #decide(
    transaction: Statements,
    followUp: FollowUp,
    wish: Wish,
    { rulebook, idOf }: { readonly rulebook: Rulebook; readonly idOf: (id: string) => string },
  ): Promise<DecisionOutcome> {
    const { id, state, expiresAt, personId: subject } = followUp;
    const now = this.clock.now();
    const present = (await this.leads.of(followUp, transaction)).map((lead) => ({
      ...lead,
      personId: idOf(lead.personId),
    }));
    const leads = mayDecide(present, idOf(subject));
    const outcome = judgeAttempt({ state, expiresAt, now, subject: idOf(subject), by: idOf(wish.by), leads });
    const words = wish.decision === 'modified' ? (wish.text ?? followUp.words) : followUp.words;
    const entry = { interventionId: id, personId: subject, at: now, by: wish.by };
    if (outcome !== 'decided') {
      const why = [`tried: ${wish.decision}`, outcome];
      await this.outgoing.add(transaction, [auditEntry({ ...entry, done: 'refused', why })]);
      return sayOutcome(outcome, state);
    }
    // A human's words are never corrected: whoever wrote them says it otherwise.
    if (wish.decision !== 'rejected' && isUnsafe(words, rulebook)) return sayOutcome('unsafe', state);
    await this.followUps.decide(transaction, id, {
      state: wish.decision,
      words,
      by: wish.by,
      at: now,
      reason: wish.reason ?? null,
    });
    if (wish.decision !== 'rejected') await this.#send(transaction, followUp, idOf(subject), now);
    else if (wish.mistaken === true) await this.promises.restore(transaction, followUp.commitmentId);
    await this.outgoing.add(transaction, [
      told(InterventionDecidedEvent, decidedOf(followUp, wish, now)),
      auditEntry({ ...entry, done: wish.decision, why: wish.reason === undefined ? [] : [wish.reason] }),
    ]);
    count('interventions', { outcome: wish.decision });
    return sayOutcome('decided', wish.decision);
  }

  async #send(transaction: Statements, { id, personId, tone }: FollowUp, present: string, now: Date): Promise<void> {
    const { preferences } = await this.recipients.find([personId, present], transaction);
    const channel = this.channels.first(preferences, 'message');
    if (channel === undefined) return;
    const due = new Date(now.getTime() + this.config.FOLLOW_UP_DELAY_SECONDS * SECOND);
    await this.followUps.send(transaction, [
      { interventionId: id, role: 'message', recipientId: personId, channel, due, tone },
    ]);
  }
}

const isUnsafe = (words: string, { safety }: Rulebook): boolean =>
  ['hard_block', 'unsafe'].includes(auditText(words, safety).category);

function decidedOf({ id, commitmentId, source, personId, department }: FollowUp, wish: Wish, now: Date) {
  return {
    interventionId: id,
    commitmentId,
    source,
    decision: wish.decision,
    mistaken: wish.decision === 'rejected' && wish.mistaken === true,
    personId,
    decidedBy: wish.by,
    ...(department !== null && { department }),
    decidedAt: now.toISOString(),
  };
}
