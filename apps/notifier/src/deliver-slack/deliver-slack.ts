import { CONFIG, DependencyDown } from '@arbiter/service';
import { count, logger } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { NotifierConfig } from '../notifier.config.ts';
import { type DeliveryInHand, DeliveryRepository } from '../persistence/delivery.repository.ts';
import type { Outcome } from './outcome.ts';
import { slackMessage } from './slack-message.ts';
import { SlackWebhook } from './slack-webhook.ts';

/** Seconds before the first repetition; each further one waits five times as long, at most ten minutes. */
const FIRST_WAIT = 2;
const LONGEST_WAIT = 600;

/** Between two tries to write down what is known, milliseconds. */
const WRITE_AGAIN = 500;

/** Delivers one intervention to Slack, once. */
@Injectable()
export class DeliverSlack {
  readonly #log = logger('slack');
  readonly #maxRetries: number;

  constructor(
    @Inject(CONFIG) config: NotifierConfig,
    private readonly webhook: SlackWebhook,
    private readonly deliveries: DeliveryRepository,
  ) {
    this.#maxRetries = config.ARBITER_INTEGRATION_MAX_RETRIES;
  }

  /** Tries the next that is due. False if there is none. */
  async next(givenUp: AbortSignal): Promise<boolean> {
    const delivery = await this.deliveries.take();
    if (!delivery) return false;
    const outcome = await this.webhook.post(slackMessage(delivery), givenUp);
    // The one thing that must not be lost: without it nobody knows whether it arrived.
    await whileAway(() => this.#settle(delivery, outcome), givenUp);
    return true;
  }

  async #settle({ interventionId, retries }: DeliveryInHand, outcome: Outcome): Promise<void> {
    if (outcome.state === 'told-to-wait') {
      return this.deliveries.hold(interventionId, outcome.word, outcome.seconds);
    }
    if (outcome.state === 'not-sent' && retries < this.#maxRetries) {
      const seconds = Math.min(FIRST_WAIT * 5 ** retries, LONGEST_WAIT);
      return this.deliveries.retry(interventionId, outcome.word, seconds);
    }
    const state = outcome.state === 'not-sent' ? 'failed' : outcome.state;
    const word = outcome.state === 'delivered' ? null : outcome.word;
    await this.deliveries.settle(interventionId, { state, outcome: word });
    count('interventions', { outcome: state });
    if (word !== null) this.#log.warn({ interventionId, state, outcome: word }, 'not delivered to slack');
  }
}

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
