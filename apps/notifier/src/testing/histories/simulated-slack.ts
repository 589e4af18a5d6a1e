import type { Contact } from '@arbiter/contracts';
import type { Attempted, Channel, Post } from '../../channels/channel.ts';
import { messageOf } from '../../channels/words-of-post.ts';
import type { Shipped } from '../../rules/shipped.ts';
import type { CrashPoint } from './crash.ts';

/** How the next post ends; `arrived` and `lost` leave whoever sent it in the dark, `late` arrives half a minute later. */
export type Fate = 'well' | 'arrived' | 'lost' | 'late' | 'limited' | 'refused';

/** A post as it reached somebody. */
export interface Arrival {
  readonly post: Post;
  readonly text: string;
  readonly sentAt: Date;
  readonly visibleAt: number;
}

const LATE = 30_000;

/** A channel outside of us, as unreliable as a history wants it. */
export class SimulatedSlack implements Channel {
  readonly roles = ['proposal', 'message'] as const;
  readonly timeout = 1_000;
  readonly arrivals: Arrival[] = [];
  readonly fates: Fate[] = [];
  /** Do-not-disturb by Slack id, milliseconds. */
  readonly resting = new Map<string, { readonly from: number; readonly until: number }>();
  /** So many looks into conversations go wrong. */
  blindFor = 0;

  constructor(
    readonly name: Channel['name'],
    private readonly clock: { now(): Date },
    private readonly point: CrashPoint,
    private readonly shipped: Shipped,
  ) {}

  send(post: Post): Promise<Attempted> {
    return this.point.around(() => Promise.resolve(this.#send(post)));
  }

  #send(post: Post): Attempted {
    const fate = this.fates.shift() ?? 'well';
    if (fate === 'limited') return { state: 'told-to-wait', word: 'ratelimited', seconds: 30 };
    if (fate === 'refused') return { state: 'failed', word: 'channel_not_found' };
    if (fate === 'lost') return { state: 'unknown', word: 'timeout' };
    const sentAt = this.clock.now();
    const text = messageOf(post.lines, post.language, this.shipped.personas);
    this.arrivals.push({ post, text, sentAt, visibleAt: sentAt.getTime() + (fate === 'late' ? LATE : 0) });
    return fate === 'well' ? { state: 'delivered', remote: post.id } : { state: 'unknown', word: 'timeout' };
  }

  restUntil({ slackId }: Contact, now: Date): Promise<Date | undefined> {
    const rest = this.resting.get(slackId ?? '');
    const rests = rest !== undefined && rest.from <= now.getTime() && now.getTime() < rest.until;
    return Promise.resolve(rests ? new Date(rest.until) : undefined);
  }

  find(postId: string): Promise<{ readonly remote: string } | 'absent' | undefined> {
    if (this.blindFor > 0) {
      this.blindFor -= 1;
      return Promise.resolve(undefined);
    }
    const now = this.clock.now().getTime();
    const found = this.arrivals.some(({ post, visibleAt }) => post.id === postId && visibleAt <= now);
    return Promise.resolve(found ? { remote: postId } : 'absent');
  }
}
