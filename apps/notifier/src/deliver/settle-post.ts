import { InterventionDeliveredEvent, InterventionUndeliveredEvent, WritingRef } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { CONFIG, DependencyDown } from '@arbiter/service';
import { count, logger } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { Attempted } from '../channels/channel.ts';
import { Channels } from '../channels/channels.ts';
import type { Outcome } from '../channels/outcome.ts';
import { Clock } from '../clock.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { DeliveryRepository, type Settled, type Settlement } from '../persistence/delivery.repository.ts';
import { OutgoingRepository, told } from '../persistence/outgoing.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';

/** Seconds before the first repetition; each further one waits five times as long, at most ten minutes. */
const FIRST_WAIT = 2;
const LONGEST_WAIT = 600;

/** A post of unknown fate is looked for after so many seconds: it may still be on its way. */
export const LOOK_AFTER = 60;

/** Between two tries to write down what is known, milliseconds. */
const WRITE_AGAIN = 500;

const SECOND = 1_000;

/** Writes down what became of a post, and what follows from it. */
@Injectable()
export class SettlePost {
  readonly #log = logger('deliver');

  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly deliveries: DeliveryRepository,
    private readonly recipients: RecipientRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly channels: Channels,
  ) {}

  /** The one thing that must not be lost: without it nobody knows whether it arrived. So it waits for the database. */
  run(postId: string, channel: string, attempted: Attempted, givenUp: AbortSignal): Promise<void> {
    return whileAway(() => this.settle(postId, channel, attempted), givenUp);
  }

  /** The same, once. */
  async settle(postId: string, channel: string, attempted: Attempted): Promise<void> {
    const now = this.clock.now();
    const after = (seconds: number) => new Date(now.getTime() + seconds * SECOND);
    if (attempted.state === 'told-to-wait') {
      await this.deliveries.hold(postId, channel, attempted.word, after(attempted.seconds));
      return;
    }
    if (attempted.state === 'not-sent') {
      const retries = await this.deliveries.retries(postId);
      if (retries < this.config.ARBITER_INTEGRATION_MAX_RETRIES) {
        const seconds = Math.min(FIRST_WAIT * 5 ** retries, LONGEST_WAIT);
        await this.deliveries.retry(postId, attempted.word, after(seconds));
        return;
      }
    }
    const state = attempted.state === 'not-sent' ? 'failed' : attempted.state;
    await this.#finish(postId, {
      state,
      outcome: wordOf(attempted),
      remote: attempted.remote ?? null,
      lookAt: state === 'unknown' && (await this.#canBeFound(postId)) ? after(LOOK_AFTER) : null,
      at: now,
    });
  }

  /** Nobody will ever know: it is rather missed than said twice. */
  async giveUp(postId: string, outcome: string): Promise<void> {
    await this.#finish(postId, { state: 'unknown', outcome, remote: null, lookAt: null, at: this.clock.now() });
  }

  async #canBeFound(postId: string): Promise<boolean> {
    const way = await this.deliveries.wayOf(postId);
    return way !== undefined && this.channels.get(way.channel, way.role)?.find !== undefined;
  }

  async #finish(postId: string, settlement: Settlement): Promise<void> {
    const { state, outcome } = settlement;
    const settled = await this.database.transaction(async (transaction) => {
      const lines = await this.deliveries.settle(transaction, postId, settlement);
      const final = state !== 'unknown' || settlement.lookAt === null;
      if (final)
        await this.outgoing.add(
          transaction,
          lines.filter(isTold).map((line) => toldOf(line, settlement)),
        );
      if (state === 'failed') for (const line of lines) await this.#tryNextChannel(transaction, line, settlement.at);
      return lines;
    });
    if (settled.length === 0) return;
    count('interventions', { outcome: state }, settled.length);
    if (state !== 'delivered') this.#log.warn({ postId, state, outcome }, 'not delivered');
  }

  /** What one channel has certainly refused may go by the next that the person wants. */
  async #tryNextChannel(transaction: Statements, line: Settled, due: Date): Promise<void> {
    if (line.recipientId === null) return;
    const { preferences } = await this.recipients.find(line.recipientId, transaction);
    const next = this.channels.first(preferences, line.role, line.channel);
    if (next !== undefined) await this.deliveries.insteadOf(transaction, line, next, due);
  }
}

/** Whether a lead was asked is nobody's business but the lead's; it stands in the inbox. */
const isTold = ({ role }: Settled): boolean => role !== 'proposal';

function toldOf(line: Settled, { state, outcome, at }: Settlement) {
  const intervention = {
    interventionId: line.interventionId,
    commitmentId: line.commitmentId,
    source: WritingRef.parse(line.source),
    channel: line.channel as 'slack',
    ...(line.role === 'message' && { about: line.reason }),
  };
  return state === 'delivered'
    ? told(InterventionDeliveredEvent, { ...intervention, deliveredAt: at.toISOString() })
    : told(InterventionUndeliveredEvent, {
        ...intervention,
        outcome: state,
        ...(outcome !== null && { reason: outcome.slice(0, 64) }),
      });
}

const wordOf = (outcome: Outcome): string | null => (outcome.state === 'delivered' ? null : outcome.word);

/** Repeats the writing while the database is away. */
async function whileAway(write: () => Promise<void>, givenUp: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      if (!(error instanceof DependencyDown) || givenUp.aborted) throw error;
      await delay(WRITE_AGAIN, undefined, { signal: givenUp }).catch(() => undefined);
    }
  }
}
