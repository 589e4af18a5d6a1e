import { Injectable } from '@nestjs/common';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';
import { Contacts } from '../look-up/contacts.ts';
import { DeliveryRepository, type Lost } from '../persistence/delivery.repository.ts';
import { LOOK_AFTER, SettlePost } from './settle-post.ts';

/** So many looks, a minute apart, have to find nothing before a post counts as not arrived. */
const LOOKS = 2;

/** Where a channel cannot be looked into for so long, the post is given up. */
const MOST_LOOKS = 60;

/** An attempt that has been in hand for so many of its channel's time-outs is in nobody's hand any more. */
const GONE_AFTER = 3;

const SECOND = 1_000;

/** Finds out what became of posts whose attempt ended without an answer: cut off, timed out, or in a process that is gone. */
@Injectable()
export class LookForLost {
  constructor(
    private readonly clock: Clock,
    private readonly channels: Channels,
    private readonly contacts: Contacts,
    private readonly deliveries: DeliveryRepository,
    private readonly settlePost: SettlePost,
  ) {}

  async run(givenUp: AbortSignal): Promise<void> {
    await this.#noteAbandoned(givenUp);
    for (const lost of await this.deliveries.lost(this.clock.now())) {
      if (givenUp.aborted) return;
      await this.#look(lost, givenUp);
    }
  }

  async #noteAbandoned(givenUp: AbortSignal): Promise<void> {
    const now = this.clock.now().getTime();
    for (const { postId, channel, role, sentAt } of await this.deliveries.inHand()) {
      const timeout = this.channels.get(channel, role)?.timeout ?? 0;
      if (now - sentAt.getTime() < GONE_AFTER * timeout) continue;
      await this.settlePost.run(postId, channel, { state: 'unknown', word: 'interrupted' }, givenUp);
    }
  }

  async #look({ postId, channel, role, recipientId, sentAt, looks }: Lost, givenUp: AbortSignal): Promise<void> {
    const [contact] = recipientId === null ? [] : await this.contacts.find([{ personId: recipientId }]);
    const found = await this.channels.get(channel, role)?.find?.(postId, contact ?? undefined, sentAt);
    if (found !== undefined && found !== 'absent') {
      await this.settlePost.run(postId, channel, { state: 'delivered', ...found }, givenUp);
      return;
    }
    if (found === 'absent' && looks + 1 >= LOOKS) {
      await this.settlePost.run(postId, channel, { state: 'not-sent', word: 'not_arrived' }, givenUp);
      return;
    }
    if (looks + 1 >= MOST_LOOKS) await this.settlePost.giveUp(postId, 'cannot_be_looked_up');
    else await this.deliveries.lookAgain(postId, new Date(this.clock.now().getTime() + LOOK_AFTER * SECOND));
  }
}
