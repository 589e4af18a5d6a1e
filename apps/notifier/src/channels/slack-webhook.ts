import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { NotifierConfig } from '../notifier.config.ts';
import type { Attempted, Channel, Post } from './channel.ts';
import { postJson } from './post-json.ts';
import { slackMessage } from './slack-announcement.ts';

/** The incoming webhook of the channel where promises are announced to leads. It can neither ask nor be looked into. */
@Injectable()
export class SlackWebhook implements Channel {
  readonly name = 'slack';
  readonly roles: Channel['roles'];
  readonly timeout: number;
  readonly #url: string | undefined;

  constructor(@Inject(CONFIG) config: NotifierConfig) {
    this.#url = config.SLACK_WEBHOOK_URL;
    this.roles = this.#url === undefined ? [] : ['announcement'];
    this.timeout = config.ARBITER_INTEGRATION_TIMEOUT * 1_000;
  }

  async send({ lines: [line] }: Post, signal: AbortSignal): Promise<Attempted> {
    if (this.#url === undefined || line === undefined) return { state: 'not-sent', word: 'no_webhook' };
    return postJson(this.#url, JSON.stringify(slackMessage(line)), { signal, timeout: this.timeout });
  }
}
