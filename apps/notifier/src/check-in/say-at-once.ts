import type { Contact, Preferences } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, Post } from '../channels/channel.ts';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';

/** Ways that end at a person. What other systems are told, they keep. */
const DIRECT: readonly string[] = ['slack', 'email'];

/** Whoever checks in waits for the answer; a post that takes longer may arrive all the same. */
const PATIENCE = 3_000;

/**
 * Says something that nobody may write down: at once or not at all. No outbox, no journal, no audit log, no repetition; not
 * to whoever has opted out, and not where the channel says that they rest.
 */
@Injectable()
export class SayAtOnce {
  constructor(
    private readonly clock: Clock,
    private readonly channels: Channels,
  ) {}

  /** Answers whether it arrived, or may have. */
  async run(words: string, contact: Contact, preferences: Preferences): Promise<boolean> {
    const name = this.channels.all(preferences, 'message').find((one) => DIRECT.includes(one));
    const channel = name && this.channels.get(name, 'message');
    if (!channel) return false;
    const rests = await channel.restUntil?.(contact, this.clock.now());
    return rests === undefined && mayHaveArrived(channel, postOf(words, contact, preferences.language));
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
