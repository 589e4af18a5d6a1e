import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Links } from '../decide/links.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import type { Shipped } from '../rules/shipped.ts';
import type { Attempted, Channel, Post } from './channel.ts';
import { postJson } from './post-json.ts';
import { messageOf, questionOf } from './words-of-post.ts';

/**
 * Microsoft Teams, by a workflow that starts "when a Teams webhook request is received" and posts the card in a chat with
 * the `recipient`. A workflow answers 202 as soon as it has the request; links take the place of buttons, because the card
 * cannot answer us.
 */
@Injectable()
export class Teams implements Channel {
  readonly name = 'teams';
  readonly roles: Channel['roles'];
  readonly timeout: number;

  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly links: Links,
  ) {
    this.roles = config.ARBITER_TEAMS_WEBHOOK_URL === undefined ? [] : ['proposal', 'message'];
    this.timeout = config.ARBITER_INTEGRATION_TIMEOUT * 1_000;
  }

  async send(post: Post, signal: AbortSignal): Promise<Attempted> {
    const { ARBITER_TEAMS_WEBHOOK_URL: url } = this.config;
    const [line] = post.lines;
    if (url === undefined || post.contact?.email === undefined || line === undefined) {
      return { state: 'failed', word: 'no_email' };
    }
    const card = post.role === 'message' ? this.#message(post) : this.#question(post);
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }];
    const document = { type: 'message', recipient: post.contact.email, attachments };
    return postJson(url, JSON.stringify(document), { signal, timeout: this.timeout });
  }

  #message({ lines, language }: Post) {
    return cardOf([textOf(messageOf(lines, language, this.shipped.personas))], []);
  }

  #question({ lines: [line], contact }: Post) {
    if (line === undefined || contact === undefined) return cardOf([], []);
    const { headline, words, facts } = questionOf(line);
    const list = { type: 'FactSet', facts: facts.map(([title, value]) => ({ title, value })) };
    const actions = this.links
      .allFor(line, contact.personId)
      .map(({ title, url }) => ({ type: 'Action.OpenUrl', title, url }));
    return cardOf([{ ...textOf(headline), weight: 'Bolder' }, textOf(words), list], actions);
  }
}

const textOf = (text: string) => ({ type: 'TextBlock', text, wrap: true });

const cardOf = (body: readonly object[], actions: readonly object[]) => ({
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.4',
  body,
  actions,
});
