import { FindContacts } from '@arbiter/contracts';
import { RAW_TEXT } from '@arbiter/forge/webhooks';
import { Queries } from '@arbiter/messaging';
import { CONFIG, stableId } from '@arbiter/service';
import { count } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { AcceptDelivery } from '../accept-delivery/accept-delivery.ts';
import type { GatewayConfig } from '../gateway.config.ts';
import { Problem } from '../http/problem.ts';
import { SlackEvent } from './payloads.ts';

type Callback = Extract<SlackEvent, { type: 'event_callback' }>;

/** Slack wants an answer within three seconds; who wrote it can be asked for a part of that. */
const PATIENCE = 1_000;

/**
 * Events of Slack. Each is kept once, by its `event_id`, without its words; only messages of channels that the operator has
 * named are read, as texts in which somebody may promise something. Direct messages never are.
 */
@Injectable()
export class TakeEvents {
  readonly #channels: ReadonlySet<string>;

  constructor(
    @Inject(CONFIG) config: GatewayConfig,
    private readonly acceptDelivery: AcceptDelivery,
    private readonly queries: Queries,
  ) {
    this.#channels = new Set(config.ARBITER_SLACK_CHANNELS);
  }

  /** @throws Problem */
  async run(document: unknown): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { success, data } = SlackEvent.safeParse(document);
    if (!success) throw new Problem('invalid-parameters', 'This is no event of Slack.');
    if (data.type === 'url_verification') return { challenge: data.challenge };
    if (data.type === 'app_rate_limited') return undefined;
    return this.#take(data);
  }

  async #take(callback: Callback): Promise<Readonly<Record<string, unknown>>> {
    const { event_id: senderId, team_id: hookId, event } = callback;
    const read = this.#isRead(event);
    const raw = Buffer.from(JSON.stringify(read ? await this.#textOf(event) : { event_id: senderId }));
    const id = stableId('slack', hookId, senderId);
    const answer = await this.acceptDelivery.run({
      ...{ id, source: 'raw-api', event: read ? RAW_TEXT : `slack ${event.type}`.slice(0, 64), hookId, senderId },
      ...{ digest: hash('sha256', raw, 'hex'), format: 'json', raw, receivedAt: new Date() },
    });
    count('deliveries', { source: 'slack', outcome: answer.status });
    return { delivery: id, ...answer };
  }

  #isRead({ type, subtype, bot_id: bot, channel, channel_type: kind, text, user }: Callback['event']): boolean {
    const plain = type === 'message' && subtype === undefined && bot === undefined;
    const open = (kind === 'channel' || kind === 'group') && this.#channels.has(channel ?? '');
    return plain && open && typeof user === 'string' && text !== undefined && text !== '';
  }

  /** Under the address that the person is known by elsewhere, so that they are one person; else under the Slack id. */
  async #textOf({ user, text }: Callback['event']): Promise<object> {
    const slackId = String(user);
    const known = await this.queries
      .ask(FindContacts, { people: [{ slackId }] }, { timeoutMs: PATIENCE })
      .catch(() => ({ contacts: [] }));
    return { user_id: known.contacts[0]?.email ?? slackId, raw_text: text };
  }
}
