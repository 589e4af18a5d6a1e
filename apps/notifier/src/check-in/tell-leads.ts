import type { Contact } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, Post } from '../channels/channel.ts';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';
import { availabilityOf } from '../look-up/availability.ts';
import { Contacts } from '../look-up/contacts.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { LeadRepository } from '../persistence/lead.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';
import { askedOf } from '../rules/approval.ts';
import { personaOf } from '../rules/persona.ts';
import { mayBeSentAt } from '../rules/send-window.ts';
import type { Shipped } from '../rules/shipped.ts';

/** Ways that end at a person. What other systems are told, they keep. */
const DIRECT: readonly string[] = ['slack', 'email'];

/** Whoever checks in waits for the answer; a post that takes longer may arrive all the same. */
const PATIENCE = 3_000;

/**
 * Rule 2: leads hear that somebody is having a hard time, and only with that person's consent. It is said at once or not
 * at all, because nothing of it may be written down: no outbox, no journal, no audit log, no repetition.
 */
@Injectable()
export class TellLeads {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly clock: Clock,
    private readonly recipients: RecipientRepository,
    private readonly leads: LeadRepository,
    private readonly contacts: Contacts,
    private readonly channels: Channels,
  ) {}

  /** Answers whether anybody heard of it, or may have. */
  async run(personId: string): Promise<boolean> {
    const [person] = await this.contacts.find([{ personId }]);
    if (!person) return false;
    const { team = null, department = null } = person;
    const leads = await this.leads.of({ team, department });
    const idOf = await this.contacts.identities(leads.map((lead) => lead.personId));
    const present = leads.map((lead) => ({ ...lead, personId: idOf(lead.personId) }));
    const told = await Promise.all(askedOf(present, person.personId).map((lead) => this.#tell(lead, person)));
    return told.includes(true);
  }

  async #tell(lead: string, person: Contact): Promise<boolean> {
    const [contact] = await this.contacts.find([{ personId: lead }]);
    const { preferences } = await this.recipients.find(lead);
    const name = this.channels.all(preferences, 'message').find((one) => DIRECT.includes(one));
    const channel = name && this.channels.get(name, 'message');
    const words = personaOf(this.shipped.personas, preferences.language).hardTime;
    if (!contact || !channel || words === undefined) return false;
    const now = this.clock.now();
    const rests = await channel.restUntil?.(contact, now);
    const free = mayBeSentAt(now, availabilityOf(preferences, this.config), this.shipped.holidays);
    if (rests !== undefined || free > now) return false;
    const who = person.email ?? `person ${person.personId.slice(0, 8)}`;
    return mayHaveArrived(channel, postOf(words.replaceAll('{who}', who), contact, preferences.language));
  }
}

async function mayHaveArrived(channel: Channel, post: Post): Promise<boolean> {
  const sent = channel.send(post, AbortSignal.timeout(channel.timeout)).then(({ state }) => state);
  const state = await Promise.race([sent, delay(PATIENCE, 'unknown' as const, { ref: false })]);
  return state === 'delivered' || state === 'unknown';
}

/** A post that stands in no outbox. */
function postOf(words: string, contact: Contact, language: string | undefined): Post {
  const id = randomUUID();
  const about = {
    interventionId: id,
    commitmentId: id,
    source: { kind: 'message', messageId: id },
    personId: null,
  } as const;
  const said = { reason: 'promise-kept', quote: '', what: '', dueAt: null, dueText: null } as const;
  const rules = {
    tone: 'supportive',
    confidence: 1,
    why: [],
    state: 'accepted',
    expiresAt: null,
    decidedAt: null,
  } as const;
  const promise = { promise: 'open', grave: false } as const;
  const line = { id, ...about, ...said, ...promise, ...rules, words, retries: 0, twice: false };
  return { id, role: 'message', contact, language, lines: [line] };
}
