import type { Contact } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { type DndInfoResponse, LogLevel, WebClient } from '@slack/web-api';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import type { Shipped } from '../rules/shipped.ts';
import type { Attempted, Channel, Post } from './channel.ts';
import { outcomeOfSlack } from './slack-outcome.ts';
import { closedBlocks, formView, messageBlocks, questionBlocks } from './slack-blocks.ts';
import { messageOf, questionOf } from './words-of-post.ts';

/** Marks our posts, so that one of unknown fate can be looked for. */
const EVENT_TYPE = 'arbiter_post';

/** How far our clock and Slack's may differ, seconds. */
const SLACK_TIME = 120;

interface Snooze {
  readonly snooze_enabled?: boolean;
  readonly snooze_endtime?: number;
}

/** The Slack app: it asks leads and writes to people, in direct messages. The library's own retries are off. */
@Injectable()
export class SlackBot implements Channel {
  readonly name = 'slack';
  readonly roles: Channel['roles'];
  readonly timeout: number;
  readonly #web: WebClient;
  readonly #shipped: Shipped;

  constructor(@Inject(CONFIG) config: NotifierConfig, @Inject(SHIPPED) shipped: Shipped) {
    this.roles = config.SLACK_BOT_TOKEN === undefined ? [] : ['proposal', 'message'];
    this.timeout = config.ARBITER_INTEGRATION_TIMEOUT * 1_000;
    this.#shipped = shipped;
    this.#web = new WebClient(config.SLACK_BOT_TOKEN, {
      slackApiUrl: config.ARBITER_SLACK_API_URL,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: this.timeout,
      allowAbsoluteUrls: false,
      // What goes wrong is an outcome; the library would log the text of messages.
      logLevel: LogLevel.ERROR,
    });
  }

  async send(post: Post): Promise<Attempted> {
    const { contact, lines, language, role } = post;
    const [line] = lines;
    if (contact?.slackId === undefined || line === undefined) return { state: 'failed', word: 'no_slack_account' };
    const channel = await this.#conversation(contact.slackId).catch((error: unknown) =>
      outcomeOfSlack(error, 'before'),
    );
    if (typeof channel !== 'string') return channel;
    const text = role === 'message' ? messageOf(lines, language, this.#shipped.personas) : questionOf(line).headline;
    const blocks = role === 'message' ? messageBlocks(text) : questionBlocks(questionOf(line), line.interventionId);
    try {
      const { ts } = await this.#web.chat.postMessage({
        channel,
        text,
        blocks,
        ...{ unfurl_links: false, unfurl_media: false },
        metadata: { event_type: EVENT_TYPE, event_payload: { post: post.id } },
      });
      return { state: 'delivered', remote: `${channel}/${ts ?? ''}` };
    } catch (error) {
      return outcomeOfSlack(error, 'posting');
    }
  }

  async restUntil({ slackId }: Contact, now: Date): Promise<Date | undefined> {
    if (slackId === undefined) return undefined;
    try {
      // The library's type leaves out what Slack's documentation says of snoozing.
      const dnd: DndInfoResponse & Snooze = await this.#web.dnd.info({ user: slackId });
      const seconds = now.getTime() / 1_000;
      const snoozes = dnd.snooze_enabled === true ? (dnd.snooze_endtime ?? 0) : 0;
      const from = dnd.next_dnd_start_ts ?? 0;
      const until = dnd.next_dnd_end_ts ?? 0;
      const sleeps = dnd.dnd_enabled === true && from <= seconds && seconds < until ? until : 0;
      const end = Math.max(snoozes, sleeps);
      return end > seconds ? new Date(end * 1_000) : undefined;
    } catch {
      // Whether somebody sleeps cannot be known: their quiet hours still hold.
      return undefined;
    }
  }

  async find(
    postId: string,
    contact: Contact | undefined,
    sentAt: Date,
  ): Promise<{ readonly remote: string } | 'absent' | undefined> {
    if (contact?.slackId === undefined) return undefined;
    try {
      const channel = await this.#conversation(contact.slackId);
      const oldest = String(Math.floor(sentAt.getTime() / 1_000) - SLACK_TIME);
      for (let cursor: string | undefined; ;) {
        const page = await this.#web.conversations.history({
          channel,
          oldest,
          limit: 200,
          include_all_metadata: true,
          ...(cursor !== undefined && { cursor }),
        });
        const found = page.messages?.find(({ metadata }) => isPost(metadata, postId));
        if (found?.ts !== undefined) return { remote: `${channel}/${found.ts}` };
        cursor = page.response_metadata?.next_cursor;
        if (cursor === undefined || cursor === '') return 'absent';
      }
    } catch {
      return undefined;
    }
  }

  async close(remote: string, said: string): Promise<void> {
    const [channel = '', ts = ''] = remote.split('/');
    await this.#web.chat.update({ channel, ts, text: said, blocks: closedBlocks(said) });
  }

  /** Opens the form in which a lead says it in other words. @throws where Slack refuses */
  async openForm(triggerId: string, interventionId: string, words: string): Promise<void> {
    await this.#web.views.open({ trigger_id: triggerId, view: formView(interventionId, words) });
  }

  /** The direct messages with somebody. */
  async #conversation(slackId: string): Promise<string> {
    const { channel } = await this.#web.conversations.open({ users: slackId });
    return channel?.id ?? '';
  }
}

function isPost(metadata: unknown, postId: string): boolean {
  const { event_type, event_payload } = (metadata ?? {}) as {
    readonly event_type?: unknown;
    readonly event_payload?: { readonly post?: unknown };
  };
  return event_type === EVENT_TYPE && event_payload?.post === postId;
}
