import { CONFIG, stableId } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Clock } from '../clock.ts';
import { Links } from '../decide/links.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import type { Shipped } from '../rules/shipped.ts';
import type { Attempted, Channel, Post } from './channel.ts';
import { postJson } from './post-json.ts';
import { messageOf, questionOf } from './words-of-post.ts';

/**
 * A service of the operator's own, signed as https://www.standardwebhooks.com has it. Its receivers know by `webhook-id`
 * what they have had already, so here alone an attempt of unknown fate may be made again.
 */
@Injectable()
export class SignedWebhook implements Channel {
  readonly name = 'webhook';
  readonly roles: Channel['roles'];
  readonly timeout: number;

  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {
    const { ARBITER_INTERVENTION_WEBHOOK_URL: url, ARBITER_INTERVENTION_WEBHOOK_SECRET: secret } = config;
    this.roles = url === undefined || secret === undefined ? [] : ['proposal', 'message'];
    this.timeout = config.ARBITER_INTEGRATION_TIMEOUT * 1_000;
  }

  async send(post: Post, signal: AbortSignal): Promise<Attempted> {
    const { ARBITER_INTERVENTION_WEBHOOK_URL: url, ARBITER_INTERVENTION_WEBHOOK_SECRET: secret } = this.config;
    if (url === undefined || secret === undefined) return { state: 'failed', word: 'no_webhook' };
    const id = stableId('webhook', ...post.lines.map((line) => line.id).toSorted());
    const body = JSON.stringify(this.#documentOf(post));
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1_000));
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signatureOf(secret, `${id}.${timestamp}.${body}`)}`,
    };
    const outcome = await postJson(url, body, { signal, timeout: this.timeout, headers });
    return outcome.state === 'unknown' ? { state: 'not-sent', word: outcome.word } : outcome;
  }

  #documentOf({ role, contact, language, lines }: Post) {
    const [line] = lines;
    const recipient = { personId: contact?.personId, email: contact?.email };
    if (role === 'message' || line === undefined) {
      const data = { recipient, text: messageOf(lines, language, this.shipped.personas) };
      return { type: 'intervention.message', timestamp: this.clock.now().toISOString(), data };
    }
    const links = contact === undefined ? [] : this.links.allFor(line, contact.personId);
    const data = { recipient, interventionId: line.interventionId, ...questionOf(line), links };
    return { type: 'intervention.proposed', timestamp: this.clock.now().toISOString(), data };
  }
}

const signatureOf = (secret: string, content: string): string =>
  createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(content)
    .digest('base64');
