import type { Contact } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Attempted, Channel, Post } from '../channels/channel.ts';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';
import { auditEntry } from '../look-up/audit.ts';
import { availabilityOf } from '../look-up/availability.ts';
import { Contacts } from '../look-up/contacts.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { DeliveryRepository, type Heap, type Line, type Verdict } from '../persistence/delivery.repository.ts';
import { OutgoingRepository } from '../persistence/outgoing.repository.ts';
import { type RecipientRecord, RecipientRepository } from '../persistence/recipient.repository.ts';
import type { Shipped } from '../rules/shipped.ts';
import { judgeMessages, judgeProposals, whyUnwanted } from './judge-lines.ts';
import { SettlePost } from './settle-post.ts';

/** Takes what is due, looks at it for the last time, and sends it once. */
@Injectable()
export class SendDue {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly deliveries: DeliveryRepository,
    private readonly recipients: RecipientRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly contacts: Contacts,
    private readonly channels: Channels,
    private readonly settlePost: SettlePost,
  ) {}

  /** Goes once through everything that is due. Answers whether anything was tried, so that there may be more. */
  async run(givenUp: AbortSignal): Promise<boolean> {
    let tried = false;
    for (const heap of await this.deliveries.due(this.clock.now(), this.channels.carried)) {
      if (givenUp.aborted) return false;
      tried = (await this.#send(heap, givenUp)) || tried;
    }
    return tried;
  }

  async #send(heap: Heap, givenUp: AbortSignal): Promise<boolean> {
    const channel = this.channels.get(heap.channel, heap.role);
    if (channel === undefined) return false;
    const contact = await this.#contactOf(heap);
    const restUntil = contact && (await channel.restUntil?.(contact, this.clock.now()));
    const post = await this.#take(heap, contact, restUntil);
    if (post === undefined) return false;
    const attempted = await this.#attempt(channel, heap, post, givenUp);
    await this.settlePost.run(post.id, heap.channel, attempted, givenUp);
    return true;
  }

  async #contactOf({ recipientId }: Heap): Promise<Contact | undefined> {
    if (recipientId === null) return undefined;
    const [contact] = await this.contacts.find([{ personId: recipientId }]);
    return contact ?? undefined;
  }

  #attempt(channel: Channel, { recipientId }: Heap, post: Post, givenUp: AbortSignal): Promise<Attempted> {
    if (recipientId !== null && post.contact === undefined) {
      return Promise.resolve({ state: 'failed', word: 'nobody_known' });
    }
    return channel.send(post, givenUp);
  }

  /** The last look and the note that it is being sent are one transaction, under the lock of the recipient. */
  #take(heap: Heap, contact: Contact | undefined, restUntil: Date | undefined): Promise<Post | undefined> {
    return this.database.transaction(async (transaction) => {
      const { role, recipientId } = heap;
      // Identity may know of two that they are one before anybody was told.
      const present = contact?.personId ?? recipientId;
      const people = [recipientId, present].filter((id) => id !== null);
      const ids = await this.recipients.lock(transaction, people);
      const now = this.clock.now();
      const lines = await this.deliveries.lines(transaction, heap, ids, now);
      if (lines.length === 0) return undefined;
      const recipient = recipientId === null ? undefined : await this.recipients.find(people, transaction);
      const verdicts = recipient ? this.#judge(heap, lines, recipient, now, restUntil) : lines.map(sendIt);
      const sent = new Set(verdicts.filter((verdict) => 'send' in verdict).map(({ id }) => id));
      // Each attempt has a name of its own: what is learned late of an earlier one changes nothing of this one.
      const id = randomUUID();
      await this.deliveries.judge(transaction, verdicts, { id, to: present }, now);
      await this.outgoing.add(transaction, notSent(lines, verdicts, now));
      if (sent.size === 0) return undefined;
      const language = recipient?.preferences.language;
      return { id, role, contact, language, lines: lines.filter((line) => sent.has(line.id)) };
    });
  }

  #judge(
    heap: Heap,
    lines: readonly Line[],
    recipient: RecipientRecord,
    now: Date,
    restUntil: Date | undefined,
  ): readonly Verdict[] {
    const { preferences } = recipient;
    const unwanted = whyUnwanted(preferences, heap.channel);
    if (unwanted !== undefined) return lines.map(({ id }) => ({ id, cancel: unwanted }));
    const moment = {
      ...{ now, recipient, restUntil },
      availability: availabilityOf(preferences, this.config),
      holidays: this.shipped.holidays,
      digestHours: preferences.digestHours ?? this.config.ARBITER_DIGEST_HOURS,
      coolingOffHours: this.config.COOLING_OFF_PERIOD_HOURS,
    };
    return heap.role === 'message' ? judgeMessages(lines, moment) : judgeProposals(lines, moment);
  }
}

const sendIt = ({ id }: Line): Verdict => ({ id, send: true });

/** A message that a lead approved and a rule stopped: the audit log says which. */
function notSent(lines: readonly Line[], verdicts: readonly Verdict[], at: Date) {
  return verdicts.flatMap((verdict) => {
    const line = lines.find(({ id }) => id === verdict.id);
    if (!('cancel' in verdict) || line === undefined || line.personId === null || line.tone === null) return [];
    const { interventionId, personId } = line;
    return [auditEntry({ interventionId, personId, at, done: 'not-sent', why: [verdict.cancel] })];
  });
}
