import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { NotifierConfig } from '../notifier.config.ts';
import { type Outcome, outcomeOfAnswer, outcomeOfError } from './outcome.ts';
import type { SlackMessage } from './slack-message.ts';

/** Longest part of an answer that is read: Slack's are one word. */
const MAX_ANSWER = 1_024;

/** The incoming webhook of the channel where proposals are announced. */
@Injectable()
export class SlackWebhook {
  readonly #url: string | undefined;
  readonly #timeout: number;

  constructor(@Inject(CONFIG) config: NotifierConfig) {
    this.#url = config.SLACK_WEBHOOK_URL;
    this.#timeout = config.ARBITER_INTEGRATION_TIMEOUT * 1000;
  }

  /** Whether there is one. */
  get configured(): boolean {
    return this.#url !== undefined;
  }

  /** Longest time that one post takes, milliseconds. */
  get timeout(): number {
    return this.#timeout;
  }

  /** Posts once: no redirect is followed and nothing is repeated. Never throws; `signal` gives up waiting. */
  async post(message: SlackMessage, signal: AbortSignal): Promise<Outcome> {
    if (this.#url === undefined) return { state: 'not-sent', word: 'no_webhook' };
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(message),
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.#timeout)]),
      });
      const body = await response.text().catch(() => '');
      return outcomeOfAnswer(response.status, body.slice(0, MAX_ANSWER), response.headers.get('retry-after'));
    } catch (error) {
      return outcomeOfError(error);
    }
  }
}
